// SPDX-License-Identifier: MIT
#include "engine/store/placing.h"

#include "engine/core/check.h"
#include "engine/core/json.h"
#include "engine/store/answers.h"

namespace vitrine {
namespace {

constexpr int kConflict = 409;

bool isActive(PlacingStage stage) {
  return stage == PlacingStage::kStoring || stage == PlacingStage::kSending ||
         stage == PlacingStage::kWaiting || stage == PlacingStage::kPlaced;
}

std::vector<ErrorView> errorsOf(const Value& answer) {
  std::vector<ErrorView> errors;
  for (const Value& error : answer["errors"].items()) errors.push_back(errorOf(error));
  return errors;
}

}  // namespace

bool Placing::isUnsettled() const {
  return stage_ == PlacingStage::kStoring || stage_ == PlacingStage::kSending ||
         stage_ == PlacingStage::kWaiting;
}

bool Placing::isBusy() const {
  return isUnsettled() && !(stage_ == PlacingStage::kWaiting && attempt_ >= kAutomaticAttempts);
}

std::optional<std::int64_t> Placing::retryAt() const {
  if (stage_ != PlacingStage::kWaiting || attempt_ >= kAutomaticAttempts) return std::nullopt;
  return retryAt_;
}

Value Placing::record() const {
  if (!isActive(stage_)) return Object{{"version", 1}};
  Object record{{"version", 1},
                {"stage", nameOf(stage_)},
                {"key", key_},
                {"attempt", attempt_},
                {"request", request_}};
  if (order_) record.set("order", toValue(*order_));
  return record;
}

void Placing::adopt(const Value& record) {
  stage_ = valueNamed<PlacingStage>(record["stage"].asString()).value_or(PlacingStage::kIdle);
  key_ = record["key"].asString();
  attempt_ = record["attempt"].asInt64().value_or(0);
  request_ = record["request"];
  changes_.clear();
  errors_.clear();
  failure_.reset();
  order_.reset();
  isWriting_ = false;
  if (stage_ == PlacingStage::kPlaced) {
    const Value& order = record["order"];
    order_ = PlacedOrderView{order["id"].asString(""), order["number"].asString(""),
                             order["redirectUrl"].asString("")};
  }
  if (key_.empty() || !isActive(stage_)) stage_ = PlacingStage::kIdle;
}

void Placing::save(Storage& storage) {
  unsaved_ = true;
  if (!slot_.canSave()) return;
  unsaved_ = false;
  slot_.save(storage, record());
}

// Before every attempt: the state goes to storage, and the request leaves when it is there.
Placing::Act Placing::store(Storage& storage) {
  ++attempt_;
  stage_ = PlacingStage::kStoring;
  save(storage);
  const bool isDurable = slot_.health() == Slot::Health::kDurable;
  return isDurable || !slot_.isLoaded() ? Act::kChanged : Act::kSend;
}

Placing::Act Placing::begin(Value request, std::string key, Storage& storage) {
  check(!isBusy());
  request_ = std::move(request);
  key_ = std::move(key);
  attempt_ = 0;
  changes_.clear();
  errors_.clear();
  failure_.reset();
  order_.reset();
  if (others_["request"] == request_) return meet(others_, true, storage);
  return store(storage);
}

Placing::Act Placing::resume(Storage& storage) {
  if (stage_ != PlacingStage::kWaiting) return Act::kNothing;
  return store(storage);
}

Placing::Act Placing::take(const StorageAnswer& answer, Storage& storage) {
  const Slot::Taken taken = slot_.take(storage, answer);
  const bool isSaved = taken.event == Slot::Event::kSaved;
  if ((isSaved && !unsaved_) || slot_.health() != Slot::Health::kDurable) isWriting_ = false;
  switch (taken.event) {
    case Slot::Event::kNone:
      return Act::kNothing;
    case Slot::Event::kSaved:
    case Slot::Event::kFailed: {
      if (unsaved_ && isSaved) {
        save(storage);
        return Act::kNothing;
      }
      if (stage_ == PlacingStage::kPlaced) return Act::kChanged;
      return stage_ == PlacingStage::kStoring ? Act::kSend : Act::kNothing;
    }
    case Slot::Event::kLoaded:
    case Slot::Event::kConflict:
      break;
  }
  const bool isFirst = !met_;
  met_ = true;
  if (taken.event == Slot::Event::kConflict) unsaved_ = true;
  return meet(taken.body.value_or(Value()), isFirst, storage);
}

// What the storage holds. This browser's earlier page may have left an order half placed: it goes on
// here. Another page that is placing the very same order makes it this page's, too; whatever else
// another page does is its own business.
Placing::Act Placing::meet(const Value& record, bool isFirst, Storage& storage) {
  const auto stored = valueNamed<PlacingStage>(record["stage"].asString());
  const bool isOthers = stored && isActive(*stored) && record["key"].asString() != key_;
  others_ = isOthers ? record : Value();
  const bool isSame = stage_ == PlacingStage::kStoring && record["request"] == request_;
  if (isOthers && (isSame || (isFirst && !isUnsettled()))) {
    adopt(record);
    others_ = Value();
    unsaved_ = false;
    if (stage_ == PlacingStage::kPlaced) return Act::kPlaced;
    attempt_ = 0;
    return store(storage);
  }
  if (!unsaved_) return Act::kChanged;
  save(storage);
  const bool isDurable = slot_.health() == Slot::Health::kDurable;
  return isDurable || stage_ != PlacingStage::kStoring ? Act::kChanged : Act::kSend;
}

std::string Placing::body() const { return encodeJson(request_.with("idempotencyKey", key_)); }

Placing::Act Placing::refuse(const Response& response, const Value& answer, Storage& storage) {
  failure_ = errorOf(response);
  errors_ = errorsOf(answer);
  const bool hasQuote = answer["quote"].isObject();
  stage_ = response.status == kConflict && hasQuote ? PlacingStage::kChanged
                                                    : PlacingStage::kRefused;
  changes_ = changesOf(answer["changes"]);
  save(storage);
  return Act::kChanged;
}

Placing::Act Placing::answered(const Response& response, std::int64_t retryAt, Storage& storage) {
  if (stage_ != PlacingStage::kSending) return Act::kNothing;
  const Value answer = bodyOf(response);
  const Value& order = answer["value"]["order"];
  const std::string_view redirectUrl = answer["value"]["redirectUrl"].asString();
  const bool isGood = response.status >= 200 && response.status < 300;
  if (isGood && !order["id"].asString().empty() && isPaymentUrl(redirectUrl)) {
    stage_ = PlacingStage::kPlaced;
    failure_.reset();
    order_ = PlacedOrderView{order["id"].asString(""), order["number"].asString(""),
                             std::string(redirectUrl)};
    save(storage);
    isWriting_ = slot_.health() == Slot::Health::kDurable;
    return Act::kPlaced;
  }
  if (!isGood && !isUndecided(response)) return refuse(response, answer, storage);
  stage_ = PlacingStage::kWaiting;
  failure_ = errorOf(response);
  retryAt_ = retryAt;
  return Act::kChanged;
}

void Placing::forgetErrors() {
  errors_.clear();
  failure_.reset();
  if (stage_ == PlacingStage::kRefused) stage_ = PlacingStage::kIdle;
}

void Placing::settle(Storage& storage) {
  stage_ = PlacingStage::kIdle;
  key_.clear();
  request_ = Value();
  changes_.clear();
  errors_.clear();
  failure_.reset();
  order_.reset();
  save(storage);
}

}  // namespace vitrine
