// SPDX-License-Identifier: MIT
#include "shell/services/lake/webhooks.h"

#include <algorithm>
#include <utility>

#include "engine/core/json.h"
#include "shell/services/clock.h"
#include "shell/services/crypto/digest.h"
#include "shell/services/http/client.h"
#include "shell/services/lake/document.h"

namespace vitrine::services {
namespace {

constexpr std::string_view kVendor = "sanity";
constexpr std::size_t kMostHooks = 100;

// One document that may refer to the others.
class OneDocument final : public groq::Dataset {
 public:
  OneDocument(const Value& document, const Documents& others)
      : document_(document), others_(others) {}
  std::size_t size() const override { return 1; }
  const Value& at(std::size_t) const override { return document_; }
  const Value* byId(std::string_view id) const override {
    return id == document_["_id"].asString() ? &document_ : others_.find(id);
  }

 private:
  const Value& document_;
  const Documents& others_;
};

std::string_view operationOf(const DocumentChange& change) {
  if (!change.before) return "create";
  return change.after ? "update" : "delete";
}

// Gaps that double from a second on, for half an hour.
std::vector<std::int64_t> growingGaps() {
  std::vector<std::int64_t> gaps;
  for (std::int64_t gap = 1'000; gap < 1'000'000; gap *= 2) gaps.push_back(gap);
  gaps.push_back(777'000);
  return gaps;
}

LakeResult<groq::Query> parseDelta(const std::string& text) {
  auto query = groq::parse(text, {}, groq::Mode::kDelta);
  if (!query) return refuse(400, "queryParseError", query.error().message);
  return std::move(*query);
}

std::unexpected<LakeError> notStored() {
  return refuse(500, "internalError", "The webhooks could not be stored");
}

}  // namespace

Webhooks::Webhooks(Database& database, Faults& faults, groq::Options evaluation)
    : database_(database), evaluation_(std::move(evaluation)), queue_("lake", database, faults) {
  queue_.addVendor(
      std::string(kVendor),
      {"", [this](const std::string& stored) { return messageOf(stored); }, growingGaps()});
  for (const SqlRow& row : database_.select("SELECT body FROM hooks ORDER BY position")) {
    auto order = decodeJson(row.front());
    auto hook = prepare(order ? std::move(*order) : Value());
    if (hook) hooks_.push_back(std::make_shared<const Hook>(std::move(*hook)));
  }
}

std::string Webhooks::schema() {
  return "CREATE TABLE IF NOT EXISTS hooks(position INTEGER PRIMARY KEY AUTOINCREMENT,"
         " id TEXT UNIQUE, body BLOB NOT NULL);" +
         std::string(WebhookQueue::kSchema);
}

LakeResult<Webhooks::Hook> Webhooks::prepare(Value order) {
  const Value& rule = order["rule"];
  const std::string filter = rule["filter"].asString("true");
  auto select = parseDelta("*[" + (filter.empty() ? "true" : filter) + "]");
  if (!select) return std::unexpected(select.error());
  auto project = parseDelta("*[0]" + std::string(rule["projection"].asString()));
  if (!project) return std::unexpected(project.error());
  return Hook{std::move(order), std::move(*select), std::move(*project)};
}

LakeResult<Value> Webhooks::add(const Value& hook) {
  const std::string_view url = hook["url"].asString();
  if (!url.starts_with("http://") || !isWebAddress(url)) {
    return refuse(400, "validationError", "The url of a local webhook begins with http://");
  }
  const Value& on = hook["rule"]["on"];
  const bool isKnown = std::ranges::all_of(on.items(), [](const Value& each) {
    return each == Value("create") || each == Value("update") || each == Value("delete");
  });
  if (on.items().empty() || !isKnown) {
    return refuse(400, "validationError", "rule.on lists create, update and delete");
  }
  auto prepared = prepare(hook.with("id", randomAlphanumeric(16)).with("type", "document"));
  if (!prepared) return std::unexpected(prepared.error());
  const Value order = prepared->order;
  const std::string body = encodeJson(order);
  Database::Transaction transaction(database_);  // before the lock, as when a commit is recorded
  const std::scoped_lock lock(mutex_);
  if (hooks_.size() >= kMostHooks) return refuse(400, "validationError", "Too many webhooks");
  auto hooks = hooks_;
  hooks.push_back(std::make_shared<const Hook>(std::move(*prepared)));
  const bool isRun = database_.run("INSERT INTO hooks(id, body) VALUES(?1, ?2)",
                                   {order["id"].asString(), std::string_view(body)});
  if (!isRun || !transaction.commit()) return notStored();
  hooks_ = std::move(hooks);
  return order.without("secret");
}

LakeResult<void> Webhooks::remove(std::string_view id) {
  Database::Transaction transaction(database_);  // before the lock, as when a commit is recorded
  const std::scoped_lock lock(mutex_);
  auto hooks = hooks_;
  const auto count =
      std::erase_if(hooks, [&](const auto& hook) { return hook->order["id"].asString() == id; });
  if (count == 0) return refuse(404, "notFoundError", "Webhook not found");
  if (!database_.run("DELETE FROM hooks WHERE id = ?1", {id}) || !transaction.commit()) {
    return notStored();
  }
  hooks_ = std::move(hooks);
  return {};
}

Array Webhooks::list() const {
  const std::scoped_lock lock(mutex_);
  Array orders;
  for (const auto& hook : hooks_) orders.push_back(hook->order.without("secret"));
  return orders;
}

// Of what is kept of a delivery until it is sent; nothing when its hook is gone.
std::optional<WebhookMessage> Webhooks::messageOf(const std::string& stored) const {
  const Value delivery = decodeJson(stored).value_or(Value());
  const auto hook = find(delivery["headers"]["sanity-webhook-id"].asString());
  if (!hook) return std::nullopt;
  WebhookMessage message;
  message.body = delivery["body"].asString();
  for (const auto& [name, value] : delivery["headers"].members()) {
    message.headers.emplace_back(name, value.asString());
  }
  const std::string_view secret = hook->order["secret"].asString();
  if (secret.empty()) return message;
  const std::string at = std::to_string(nowMs());
  const std::string signature = toBase64Url(hmacSha256(secret, at + '.' + message.body));
  message.headers.emplace_back("sanity-webhook-signature", "t=" + at + ",v1=" + signature);
  return message;
}

std::shared_ptr<const Webhooks::Hook> Webhooks::find(std::string_view id) const {
  const std::scoped_lock lock(mutex_);
  const auto found = std::ranges::find_if(
      hooks_, [id](const auto& hook) { return hook->order["id"].asString() == id; });
  return found == hooks_.end() ? nullptr : *found;
}

bool Webhooks::enqueue(const Commit& commit, const Documents& documents) {
  std::vector<std::shared_ptr<const Hook>> hooks;
  {
    const std::scoped_lock lock(mutex_);
    hooks = hooks_;
  }
  for (const auto& hook : hooks) {
    for (const DocumentChange& change : commit.changes) {
      if (!change.before && !change.after) continue;
      if (!enqueueOne(*hook, commit, change, documents)) return false;
    }
  }
  return true;
}

bool Webhooks::enqueueOne(const Hook& hook, const Commit& commit, const DocumentChange& change,
                          const Documents& documents) {
  const std::string_view operation = operationOf(change);
  const Array& on = hook.order["rule"]["on"].items();
  if (std::ranges::find(on, Value(operation)) == on.end()) return true;
  if (hook.order["includeDrafts"].asBool() != true && !isPublishedId(change.id)) return true;
  const Value& document = change.after ? *change.after : *change.before;
  groq::Options options = evaluation_;
  options.now = Timestamp{commit.atMs};
  options.before = change.before.value_or(Value());
  options.after = change.after.value_or(Value());
  if (!groq::matchesFilter(hook.filter, document, {}, options).value_or(false)) return true;
  const auto body = groq::evaluate(hook.projection, OneDocument(document, documents), {}, options);
  if (!body) return true;  // a projection beyond the limits says nothing
  const Value& id = hook.order["id"];
  const Value headers = Object{
      {"sanity-webhook-id", id},
      {"sanity-dataset", hook.order["dataset"]},
      {"sanity-document-id", change.id},
      {"sanity-operation", operation},
      {"sanity-transaction-id", commit.transactionId},
      {"sanity-transaction-time", Timestamp{commit.atMs}.toIso()},
      {"idempotency-key",
       sha256Hex(commit.transactionId + '#' + change.id + '#' + std::string(id.asString()))}};
  const std::string delivery =
      encodeJson(Object{{"body", encodeJson(*body)}, {"headers", headers}});
  return queue_.put(kVendor, hook.order["url"].asString(), delivery);
}

}  // namespace vitrine::services
