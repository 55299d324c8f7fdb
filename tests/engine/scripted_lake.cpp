// SPDX-License-Identifier: MIT
#include "tests/engine/scripted_lake.h"

#include <algorithm>
#include <utility>

namespace vitrine {
namespace {

const Value kNone;

FakeAnswer failure(int status, const char* type, const std::string& id) {
  return {status, Value(Object{{"error", Object{{"type", "mutationError"},
                                                {"description", type},
                                                {"items", Array{Value(Object{
                                                     {"error", Object{{"type", type},
                                                                      {"id", id}}}})}}}}})};
}

// `variants[_key=="k"].stock` and plain member names.
Value withIncrement(const Value& document, const std::string& path, std::int64_t by) {
  const std::size_t bracket = path.find("[_key==\"");
  if (bracket == std::string::npos) {
    const auto old = document[path].asInt64();
    return old ? document.with(path, *old + by) : document;
  }
  const std::string array = path.substr(0, bracket);
  const std::size_t start = bracket + 8;
  const std::size_t end = path.find("\"]", start);
  const std::string key = path.substr(start, end - start);
  const std::string member = path.substr(end + 3);
  Array items;
  for (const Value& one : document[array].items()) {
    const auto old = one[member].asInt64();
    const bool hit = one["_key"].asString() == key && old;
    items.push_back(hit ? one.with(member, *old + by) : one);
  }
  return document.with(array, std::move(items));
}

Value patched(Value document, const Value& patch) {
  for (const auto& [name, value] : patch["set"].members()) document = document.with(name, value);
  for (const Value& name : patch["unset"].items()) document = document.without(name.asString());
  for (const auto& [path, by] : patch["inc"].members()) {
    document = withIncrement(document, path, by.asInt64().value_or(0));
  }
  for (const auto& [path, by] : patch["dec"].members()) {
    document = withIncrement(document, path, -by.asInt64().value_or(0));
  }
  return document;
}

bool hasSku(const Value& product, const Value& skus) {
  for (const Value& variant : product["variants"].items()) {
    for (const Value& sku : skus.items()) {
      if (variant["sku"] == sku) return true;
    }
  }
  return false;
}

bool hasMoney(const Value& payment, const Value& reference) {
  return payment["intentId"] == reference || payment["captureId"] == reference;
}

bool hasParcel(const Value& order, const Value& number) {
  for (const Value& shipment : order["shipments"].items()) {
    if (shipment["trackingNumber"] == number) return true;
  }
  return false;
}

}  // namespace

void ScriptedLake::put(Value document) {
  const std::string id(document["_id"].asString());
  documents_[id] = document.with("_rev", "edit-" + std::to_string(++commits));
}

const Value& ScriptedLake::document(const std::string& id) const {
  const auto found = documents_.find(id);
  return found == documents_.end() ? kNone : found->second;
}

std::vector<Value> ScriptedLake::documentsOfType(std::string_view type) const {
  std::vector<Value> all;
  for (const auto& [id, document] : documents_) {
    if (document["_type"].asString() == type) all.push_back(document);
  }
  return all;
}

std::int64_t ScriptedLake::stock(const std::string& productId, const std::string& sku) const {
  for (const Value& variant : document(productId)["variants"].items()) {
    if (variant["sku"].asString() == sku) return variant["stock"].asInt64().value_or(-1);
  }
  return -1;
}

FakeAnswer ScriptedLake::documents(const Value& ids) const {
  Array found;
  for (const Value& id : ids.items()) {
    const Value& one = document(std::string(id.asString()));
    if (!one.isNull()) found.push_back(one);
  }
  return {200, Value(std::move(found))};
}

FakeAnswer ScriptedLake::query(const std::string& text, const Value& params) const {
  Array found;
  const bool products = text.starts_with("*[_type == \"product\" && count(variants[sku in $skus])");
  const bool numbers = text == "*[_type == \"order\" && number == $number][0...2]";
  const bool parcels = text.starts_with("*[_type == \"order\" && count(shipments[trackingNumber");
  const bool due = text.starts_with("*[_type == \"order\" && nextCheckAt <= $now] | order(next");
  const bool money = text.starts_with("*[_type == \"order\" && (payment.intentId == $reference");
  if (!products && !numbers && !parcels && !due && !money) return {400, Value(Object{{"error", "query"}})};
  for (const auto& [id, document] : documents_) {
    const bool order = document["_type"].asString() == "order";
    const Value& next = document["nextCheckAt"];
    if ((products && !order && hasSku(document, params["skus"])) ||
        (numbers && order && document["number"] == params["number"]) ||
        (parcels && order && hasParcel(document, params["number"])) ||
        (money && order && hasMoney(document["payment"], params["reference"])) ||
        (due && order && next.isString() && next.asString() <= params["now"].asString())) {
      found.push_back(document);
    }
  }
  if (due) {
    std::sort(found.begin(), found.end(), [](const Value& a, const Value& b) {
      return a["nextCheckAt"].asString() < b["nextCheckAt"].asString();
    });
    const std::size_t limit = std::stoul(text.substr(text.find("[0...") + 5));
    if (found.size() > limit) found.resize(limit);
  }
  return {200, Value(std::move(found))};
}

std::optional<FakeAnswer> ScriptedLake::apply(std::map<std::string, Value>& next,
                                              const Value& mutation,
                                              const std::string& transactionId) const {
  if (const Value& created = mutation["create"]; created.isObject()) {
    const std::string id(created["_id"].asString());
    if (next.contains(id)) return failure(409, "documentAlreadyExistsError", id);
    next[id] = created.with("_rev", transactionId);
    return {};
  }
  const Value& patch = mutation["patch"];
  const std::string id(patch["id"].asString());
  if (!patch.isObject() || id.empty()) return failure(400, "unknownMutation", id);
  if (!next.contains(id)) return failure(404, "documentNotFoundError", id);
  const Value& revision = patch["ifRevisionID"];
  if (!revision.isNull() && !(revision == next[id]["_rev"])) {
    return failure(409, "documentRevisionIDDoesNotMatchError", id);
  }
  next[id] = patched(next[id], patch).with("_rev", transactionId);
  return {};
}

FakeAnswer ScriptedLake::mutate(const Value& mutations, const std::string& transactionId) {
  if (transactionId.empty() || transactions_.contains(transactionId)) {
    return failure(409, "transactionIdUsed", transactionId);
  }
  std::map<std::string, Value> next = documents_;
  for (const Value& mutation : mutations.items()) {
    if (const auto failed = apply(next, mutation, transactionId)) return *failed;
  }
  for (const auto& [id, document] : next) {
    const bool order = document["_type"].asString() == "order";
    if (order && !(document == this->document(id))) {
      orderWrites.emplace_back(this->document(id), document);
    }
  }
  transactions_[transactionId] = true;
  documents_ = std::move(next);
  commits += 1;
  return {200, Value(Object{{"transactionId", transactionId}, {"results", Array{}}})};
}

}  // namespace vitrine
