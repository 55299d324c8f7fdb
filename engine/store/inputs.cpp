// SPDX-License-Identifier: MIT
#include "engine/store/inputs.h"

#include <array>

#include "engine/core/json.h"
#include "engine/store/answers.h"

namespace vitrine {
namespace {

constexpr std::int64_t kLongestStepMs = kDayMs;  // a clock set forward by years is one long night

constexpr std::array<std::string_view, 5> kStorageKinds{"loaded", "saved", "conflict", "changed",
                                                        "failed"};

std::string hexOf(std::uint64_t word) {
  std::string hex(16, '0');
  for (std::size_t i = 0; i < 16; ++i) hex[i] = "0123456789abcdef"[(word >> (60 - 4 * i)) & 0xFU];
  return hex;
}

Value encodeError(const Error& error) {
  return Object{{"code", errorCodeName(error.code)},
                {"field", error.field},
                {"message", error.message}};
}

Error decodeError(const Value& value) {
  const ErrorView view = errorOf(value);
  return {view.code, view.field, view.message};
}

}  // namespace

void Inputs::begin(std::string_view name, Object args) {
  const Timestamp before = now_;
  now_ = clock_.now();
  const std::int64_t step = now_.ms - before.ms;
  if (before.ms != 0 && step > 0) elapsedMs_ += step < kLongestStepMs ? step : kLongestStepMs;
  if (!records_) return;
  line_ = Object{{"at", now_.ms}, {"in", name}};
  if (!args.empty()) line_.set("args", std::move(args));
  randoms_.clear();
}

void Inputs::end() {
  if (!records_) return;
  if (!randoms_.empty()) line_.set("random", randoms_);
  trace_ += encodeJson(std::move(line_));
  trace_ += '\n';
}

std::uint64_t Inputs::random() {
  const std::uint64_t word = random_.next();
  if (records_) randoms_.emplace_back(hexOf(word));
  return word;
}

std::string Inputs::randomHex(int words) {
  std::string hex;
  for (int i = 0; i < words; ++i) hex += hexOf(random());
  return hex;
}

std::vector<StorageAnswer> Inputs::takeStorageAnswers() {
  std::vector<StorageAnswer> answers = storage_.takeAnswers();
  if (records_ && !answers.empty()) {
    Array list;
    for (const StorageAnswer& answer : answers) list.push_back(encodeStorageAnswer(answer));
    line_.set("storage", std::move(list));
  }
  return answers;
}

std::vector<Response> Inputs::takeResponses() {
  std::vector<Response> responses = transport_.takeResponses();
  if (records_ && !responses.empty()) {
    Array list;
    for (const Response& response : responses) list.push_back(encodeResponse(response));
    line_.set("responses", std::move(list));
  }
  return responses;
}

Value encodeResponse(const Response& response) {
  Object object{{"id", static_cast<std::int64_t>(response.id)},
                {"status", response.status},
                {"body", response.body}};
  if (response.failure) object.set("failure", encodeError(*response.failure));
  return object;
}

Response decodeResponse(const Value& value) {
  Response response;
  response.id = static_cast<std::uint64_t>(value["id"].asInt64().value_or(0));
  response.status = static_cast<int>(value["status"].asInt64().value_or(0));
  response.body = value["body"].asString();
  if (value["failure"].isObject()) response.failure = decodeError(value["failure"]);
  return response;
}

Value encodeStorageAnswer(const StorageAnswer& answer) {
  Object object{{"kind", kStorageKinds[static_cast<std::size_t>(answer.kind)]},
                {"key", answer.key},
                {"revision", answer.revision}};
  if (answer.bytes) object.set("bytes", *answer.bytes);
  if (answer.error) object.set("error", encodeError(*answer.error));
  return object;
}

StorageAnswer decodeStorageAnswer(const Value& value) {
  StorageAnswer answer;
  for (std::size_t i = 0; i < kStorageKinds.size(); ++i) {
    if (kStorageKinds[i] == value["kind"].asString()) {
      answer.kind = static_cast<StorageAnswer::Kind>(i);
    }
  }
  answer.key = value["key"].asString();
  answer.revision = value["revision"].asInt64().value_or(0);
  if (value["bytes"].isString()) answer.bytes = std::string(value["bytes"].asString());
  if (value["error"].isObject()) answer.error = decodeError(value["error"]);
  return answer;
}

}  // namespace vitrine
