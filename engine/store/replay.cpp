// SPDX-License-Identifier: MIT
#include "engine/store/replay.h"

#include <charconv>

#include "engine/core/json.h"
#include "engine/store/store.h"

namespace vitrine {
namespace {

struct ReplayedPorts final : Clock, Random, Storage, Transport {
  Timestamp time;
  std::vector<std::uint64_t> randoms;
  std::size_t nextRandom = 0;
  std::vector<StorageAnswer> answers;
  std::vector<Response> responses;
  Replay outcome;

  Timestamp now() override { return time; }
  std::uint64_t next() override {
    return nextRandom < randoms.size() ? randoms[nextRandom++] : 0;
  }
  void load(const std::string&) override {}
  void save(const std::string& key, std::int64_t revision, std::string bytes) override {
    outcome.saves.push_back(key + '@' + std::to_string(revision) + ' ' + bytes);
  }
  std::vector<StorageAnswer> takeAnswers() override { return std::move(answers); }
  void send(const Request& request) override { outcome.requests.push_back(request); }
  std::vector<Response> takeResponses() override { return std::move(responses); }

  void read(const Value& line) {
    time = Timestamp{line["at"].asInt64().value_or(0)};
    randoms.clear();
    nextRandom = 0;
    for (const Value& random : line["random"].items()) randoms.push_back(wordOf(random.asString()));
    answers.clear();
    for (const Value& answer : line["storage"].items()) {
      answers.push_back(decodeStorageAnswer(answer));
    }
    responses.clear();
    for (const Value& response : line["responses"].items()) {
      responses.push_back(decodeResponse(response));
    }
  }

  static std::uint64_t wordOf(std::string_view hex) {
    std::uint64_t word = 0;
    std::from_chars(hex.data(), hex.data() + hex.size(), word, 16);
    return word;
  }
};

std::string text(const Value& args, std::string_view name) { return args[name].asString(""); }

std::int64_t number(const Value& args, std::string_view name) {
  return args[name].asInt64().value_or(0);
}

template <typename T>
T described(const Value& value) {
  T read;
  std::apply(
      [&](const auto&... entry) {
        ((read.*entry.member = value[entry.name].asString("")), ...);
      },
      fieldsOf(static_cast<const T*>(nullptr)));
  return read;
}

CartInput cartInput(const Value& value) {
  CartInput cart;
  cart.couponCode = text(value, "couponCode");
  for (const Value& line : value["lines"].items()) {
    cart.lines.push_back({text(line, "sku"), number(line, "quantity")});
  }
  return cart;
}

StoreOptions optionsOf(const Value& value) {
  return {text(value, "catalogUrl"), "", text(value, "ordersUrl"), text(value, "couponsUrl"), false};
}

using Play = void (*)(Store&, const Value& args);
struct Intent {
  std::string_view name;
  Play play;
};

// One line per intent of store.h.
constexpr Intent kIntents[] = {
    {"start", [](Store& s, const Value&) { s.start(); }},
    {"poll", [](Store& s, const Value&) { s.poll(); }},
    {"wake", [](Store& s, const Value&) { s.wake(); }},
    {"openCatalog", [](Store& s, const Value& a) { (void)s.openCatalog(text(a, "json")); }},
    {"changeCatalog", [](Store& s, const Value& a) { (void)s.changeCatalog(text(a, "json")); }},
    {"refreshCatalog", [](Store& s, const Value&) { s.refreshCatalog(); }},
    {"addLine",
     [](Store& s, const Value& a) { (void)s.addLine(text(a, "sku"), number(a, "quantity")); }},
    {"setQuantity",
     [](Store& s, const Value& a) { (void)s.setQuantity(text(a, "sku"), number(a, "quantity")); }},
    {"removeLine", [](Store& s, const Value& a) { (void)s.removeLine(text(a, "sku")); }},
    {"undo", [](Store& s, const Value&) { (void)s.undo(); }},
    {"applyCoupon", [](Store& s, const Value& a) { (void)s.applyCoupon(text(a, "code")); }},
    {"removeCoupon", [](Store& s, const Value&) { (void)s.removeCoupon(); }},
    {"setDestination", [](Store& s, const Value& a) { (void)s.setDestination(text(a, "country")); }},
    {"setShippingMethod",
     [](Store& s, const Value& a) { (void)s.setShippingMethod(text(a, "methodId")); }},
    {"adoptCart", [](Store& s, const Value& a) { (void)s.adoptCart(cartInput(a["cart"])); }},
    {"saveCheckout",
     [](Store& s, const Value& a) { s.saveCheckout(described<CheckoutFields>(a["fields"])); }},
    {"setGateway", [](Store& s, const Value& a) { s.setGateway(text(a, "gateway")); }},
    {"placeOrder", [](Store& s, const Value&) { s.placeOrder(); }},
    {"acceptQuote", [](Store& s, const Value&) { s.acceptQuote(); }},
    {"acknowledgeRedirect",
     [](Store& s, const Value& a) { s.acknowledgeRedirect(text(a, "orderId")); }},
    {"openOrder", [](Store& s, const Value& a) { s.openOrder(text(a, "id")); }},
    {"closeOrder", [](Store& s, const Value& a) { s.closeOrder(text(a, "id")); }},
    {"refreshOrder", [](Store& s, const Value& a) { s.refreshOrder(text(a, "id")); }},
    {"refreshOrders", [](Store& s, const Value&) { s.refreshOrders(); }},
    {"payAgain",
     [](Store& s, const Value& a) { s.payAgain(text(a, "id"), text(a, "gateway")); }},
    {"cancelOrder", [](Store& s, const Value& a) { s.cancelOrder(text(a, "id")); }},
    {"lookupOrder",
     [](Store& s, const Value& a) { s.lookupOrder(text(a, "number"), text(a, "email")); }},
    {"dismissNotice", [](Store& s, const Value& a) { s.dismissNotice(text(a, "code")); }},
    {"quoteCart", [](Store& s, const Value&) { (void)s.quoteCart({}, {}); }},
    {"changeCartInput", [](Store& s, const Value&) { (void)s.changeCartInput({}, {}); }},
};

const Intent* intentNamed(std::string_view name) {
  for (const Intent& intent : kIntents) {
    if (intent.name == name) return &intent;
  }
  return nullptr;
}

std::unexpected<Error> unreadable(std::size_t line, std::string reason) {
  return fail(ErrorCode::kMalformedJson, "line " + std::to_string(line), std::move(reason));
}

}  // namespace

Result<Replay> replay(std::string_view trace) {
  ReplayedPorts ports;
  std::optional<Store> store;
  while (!trace.empty()) {
    const std::string_view text = trace.substr(0, trace.find('\n'));
    trace.remove_prefix(text.size() < trace.size() ? text.size() + 1 : text.size());
    const std::size_t number = ++ports.outcome.inputs;
    const auto line = decodeJson(text);
    if (!line) return unreadable(number, line.error().message);
    const Intent* intent = intentNamed((*line)["in"].asString());
    if (intent == nullptr) return unreadable(number, "no such input");
    ports.read(*line);
    const Value& args = (*line)["args"];
    if (!store) store.emplace(ports, ports, ports, ports, optionsOf(args["options"]));
    intent->play(*store, args);
  }
  if (!store) return unreadable(0, "the trace is empty");
  ports.outcome.state = store->stateJson();
  return std::move(ports.outcome);
}

}  // namespace vitrine
