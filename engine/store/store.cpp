// SPDX-License-Identifier: MIT
#include "engine/store/store.h"

#include <algorithm>

#include "engine/core/json.h"
#include "engine/store/answers.h"

namespace vitrine {

Store::Store(Clock& clock, Random& random, Storage& storage, Transport& transport,
             StoreOptions options)
    : options_(std::move(options)),
      inputs_(clock, random, storage, transport, options_.recordsTrace),
      outbox_(transport) {}

Input Store::input(std::string_view name, Object args) const {
  return {inputs_, name, std::move(args), depth_};
}

Versions Store::start() {
  const Input held = input("start", Object{{"options", toValue(options_)}});
  cart_.setWriter(inputs_.randomHex(1));
  cart_.load(inputs_.storage());
  form_.load(inputs_.storage());
  placing_.load(inputs_.storage());
  orders_.load(inputs_.storage());
  loadCatalog();
  return versions();
}

Versions Store::wake() {
  const Input held = input("wake");
  const auto reload = [&](auto& part) {
    if (part.slot().isLoaded()) part.load(inputs_.storage());
  };
  reload(cart_);
  reload(form_);
  reload(placing_);
  reload(orders_);
  if (!hasShop_ || isOfSnapshot()) loadCatalog();
  if (placing_.retryAt()) follow(placing_.resume(inputs_.storage()));
  sendDueOrders();
  return versions();
}

Versions Store::poll() {
  const Input held = input("poll");
  for (const StorageAnswer& answer : inputs_.takeStorageAnswers()) takeStorage(answer);
  for (Response& response : inputs_.takeResponses()) takeResponse(response);
  opening_ ? continueOpening() : shop_.catalog.settle();
  retryWhatIsDue();
  return versions();
}

Versions Store::versions() const {
  Versions versions = versions_;
  versions.hasCart = cart_.isReady();
  versions.hasCatalog = hasShop_;
  std::optional<std::int64_t> due = catalogDueAt_;
  const auto consider = [&](std::optional<std::int64_t> at) {
    if (at && (!due || *at < *due)) due = at;
  };
  consider(placing_.retryAt());
  consider(live_.nextDue());
  if (due) versions.pollAfterMs = std::max<std::int64_t>(0, *due - inputs_.elapsedMs());
  if (opening_ || !shop_.catalog.isSettled()) versions.pollAfterMs = 0;
  return versions;
}

void Store::retryWhatIsDue() {
  const std::int64_t elapsed = inputs_.elapsedMs();
  if (catalogDueAt_ && *catalogDueAt_ <= elapsed) loadCatalog();
  if (const auto at = placing_.retryAt(); at && *at <= elapsed) {
    follow(placing_.resume(inputs_.storage()));
  }
  sendDueOrders();
}

void Store::takeStorage(const StorageAnswer& answer) {
  Storage& storage = inputs_.storage();
  if (answer.kind == StorageAnswer::Kind::kFailed) notify(NoticeCode::kStorageUnavailable);
  if (answer.kind == StorageAnswer::Kind::kSaved) dismiss(NoticeCode::kStorageUnavailable);
  bool lost = false;
  if (answer.key == cart_.slot().key()) {
    const bool wasReady = cart_.isReady();
    const SavedCart::Outcome outcome = cart_.take(answer, now(), storage);
    if (outcome.notice) notify(*outcome.notice);
    if (outcome.changed || !wasReady) cartChanged();
  } else if (answer.key == form_.slot().key()) {
    if (form_.take(answer, storage, lost)) ++versions_.checkout;
    if (lost) notify(NoticeCode::kCheckoutLost);
  } else if (answer.key == placing_.slot().key()) {
    follow(placing_.take(answer, storage));
  } else if (answer.key == orders_.slot().key()) {
    if (orders_.take(answer, storage, lost)) ++versions_.orders;
    if (lost) notify(NoticeCode::kOrdersLost);
  }
}

void Store::takeResponse(Response& response) {
  const auto errand = outbox_.claim(response.id);
  if (!errand) return;
  switch (errand->kind) {
    case ErrandKind::kCatalog:
      return takeCatalog(response);
    case ErrandKind::kManifest:
      return takeManifest(response);
    case ErrandKind::kSnapshot:
      return takeSnapshot(response);
    case ErrandKind::kCoupon:
      return takeCoupon(errand->subject, response);
    case ErrandKind::kPlaceOrder:
      return takePlaced(response);
    case ErrandKind::kOrders:
      return takeOrders(response);
    case ErrandKind::kOrder:
    case ErrandKind::kPay:
    case ErrandKind::kCancel:
    case ErrandKind::kLookup:
      return takeOrderAction(*errand, response);
  }
}

void Store::post(Errand errand, std::string url, const Value& body) {
  Request request;
  request.method = "POST";
  request.url = std::move(url);
  request.headers = {{"Content-Type", "application/json"}};
  request.body = encodeJson(body);
  outbox_.send(std::move(errand), std::move(request));
}

void Store::notify(NoticeCode code, std::optional<std::int64_t> count,
                   std::optional<std::string> at) {
  const NoticeView notice{code, count, std::move(at)};
  if (std::find(notices_.begin(), notices_.end(), notice) != notices_.end()) return;
  std::erase_if(notices_, [&](const NoticeView& other) { return other.code == code; });
  notices_.push_back(notice);
  ++versions_.notices;
}

bool Store::dismiss(NoticeCode code) {
  const auto erased =
      std::erase_if(notices_, [&](const NoticeView& notice) { return notice.code == code; });
  if (erased != 0) ++versions_.notices;
  return erased != 0;
}

Versions Store::dismissNotice(const std::string& code) {
  const Input held = input("dismissNotice", Object{{"code", code}});
  if (const auto known = valueNamed<NoticeCode>(code)) dismiss(*known);
  return versions();
}

std::string Store::stateJson() const {
  return encodeCanonicalJson(Object{{"catalog", shop_.generatedAt},
                                    {"cart", toValue(cart())},
                                    {"checkout", toValue(checkout())},
                                    {"key", placing_.key()},
                                    {"orders", toValue(orders())},
                                    {"live", live_.toState()},
                                    {"notices", toValue(notices_)},
                                    {"versions", toValue(versions())}});
}

}  // namespace vitrine
