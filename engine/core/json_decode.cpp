// SPDX-License-Identifier: MIT
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#define JSON_NO_IO 1
#define JSON_NOEXCEPTION 1
#include <nlohmann/json.hpp>

#include "engine/core/json.h"

namespace vitrine {
namespace {

// Builds a Value from nlohmann's events. One frame an open array or object; the value under
// construction is moved into its parent when it closes.
class ValueBuilder : public nlohmann::json_sax<nlohmann::json> {
 public:
  explicit ValueBuilder(int maxDepth) : maxDepth_(maxDepth) {}

  Value takeResult() { return std::move(result_); }
  const std::optional<Error>& error() const { return error_; }

  bool null() override { return put(Value()); }
  bool boolean(bool value) override { return put(Value(value)); }
  bool number_integer(std::int64_t value) override { return put(Value(value)); }
  bool number_unsigned(std::uint64_t value) override {
    if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
      return put(Value(static_cast<double>(value)));
    }
    return put(Value(static_cast<std::int64_t>(value)));
  }
  bool number_float(double value, const std::string&) override { return put(Value(value)); }
  bool string(std::string& value) override { return put(Value(std::move(value))); }
  bool binary(nlohmann::json::binary_t&) override { return false; }

  bool start_array(std::size_t) override { return open(true); }
  bool start_object(std::size_t) override { return open(false); }
  bool key(std::string& name) override {
    frames_.back().name = std::move(name);
    return true;
  }
  bool end_array() override {
    Frame frame = std::move(frames_.back());
    frames_.pop_back();
    return put(Value(std::move(frame.items)));
  }
  bool end_object() override {
    Frame frame = std::move(frames_.back());
    frames_.pop_back();
    return put(Value(Object::fromMembers(std::move(frame.members))));
  }

  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::json::exception&) override {
    error_ = Error{ErrorCode::kMalformedJson, "", "not JSON at byte " + std::to_string(position)};
    return false;
  }

 private:
  struct Frame {
    bool isArray = false;
    std::string name;  // of the member that comes next
    Array items;
    std::vector<Object::Member> members;
  };

  bool open(bool isArray) {
    if (frames_.size() >= static_cast<std::size_t>(maxDepth_)) {
      error_ = Error{ErrorCode::kTooDeep, "",
                     "JSON is nested deeper than " + std::to_string(maxDepth_) + " levels"};
      return false;
    }
    frames_.push_back(Frame{.isArray = isArray, .name = {}, .items = {}, .members = {}});
    return true;
  }

  bool put(Value value) {
    if (frames_.empty()) {
      result_ = std::move(value);
    } else if (frames_.back().isArray) {
      frames_.back().items.push_back(std::move(value));
    } else {
      Frame& frame = frames_.back();
      frame.members.emplace_back(std::move(frame.name), std::move(value));
    }
    return true;
  }

  int maxDepth_;
  std::vector<Frame> frames_;
  Value result_;
  std::optional<Error> error_;
};

}  // namespace

Result<Value> decodeJson(std::string_view text, JsonLimits limits) {
  if (text.size() > limits.maxBytes) {
    return fail(ErrorCode::kTooLarge, "",
                "JSON of " + std::to_string(text.size()) + " bytes, at most " +
                    std::to_string(limits.maxBytes) + " are read");
  }
  ValueBuilder builder(limits.maxDepth);
  // Through the base class, so that the parser is instantiated once for the whole program.
  nlohmann::json_sax<nlohmann::json>* events = &builder;
  const bool ok = nlohmann::json::sax_parse(text.begin(), text.end(), events);
  if (builder.error()) return fail(*builder.error());
  if (!ok) return fail(ErrorCode::kMalformedJson, "", "not JSON");
  return builder.takeResult();
}

}  // namespace vitrine
