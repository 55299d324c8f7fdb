// SPDX-License-Identifier: MIT
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "engine/core/json.h"
#include "engine/core/json_events.h"

namespace vitrine {
namespace {

// Builds a Value. One frame an open array or object; the value under construction is moved into its
// parent when it closes.
class ValueBuilder final : public JsonEvents {
 public:
  explicit ValueBuilder(int maxDepth) : maxDepth_(static_cast<std::size_t>(maxDepth)) {}

  Value takeResult() { return std::move(result_); }

  bool value(Value value) override {
    if (frames_.empty()) {
      result_ = std::move(value);
    } else if (frames_.back().container == Container::kArray) {
      frames_.back().items.push_back(std::move(value));
    } else {
      Frame& frame = frames_.back();
      frame.members.emplace_back(std::move(frame.name), std::move(value));
    }
    return true;
  }

  bool open(Container container) override {
    if (frames_.size() >= maxDepth_) return false;
    frames_.push_back(Frame{.container = container, .name = {}, .items = {}, .members = {}});
    return true;
  }

  bool key(std::string name) override {
    frames_.back().name = std::move(name);
    return true;
  }

  bool close() override {
    Frame frame = std::move(frames_.back());
    frames_.pop_back();
    if (frame.container == Container::kArray) return value(Value(std::move(frame.items)));
    return value(Value(Object::fromMembers(std::move(frame.members))));
  }

 private:
  struct Frame {
    Container container;
    std::string name;  // of the member that comes next
    Array items;
    std::vector<Object::Member> members;
  };

  std::size_t maxDepth_;
  std::vector<Frame> frames_;
  Value result_;
};

}  // namespace

Result<Value> decodeJson(std::string_view text, JsonLimits limits) {
  if (text.size() > limits.maxBytes) {
    return fail(ErrorCode::kTooLarge, "",
                "JSON of " + std::to_string(text.size()) + " bytes, at most " +
                    std::to_string(limits.maxBytes) + " are read");
  }
  ValueBuilder builder(limits.maxDepth);
  const JsonEnd end = readJson(text, builder);
  switch (end.kind) {
    case JsonEnd::Kind::kComplete:
      return builder.takeResult();
    case JsonEnd::Kind::kStopped:
      return fail(ErrorCode::kTooDeep, "",
                  "JSON is nested deeper than " + std::to_string(limits.maxDepth) + " levels");
    case JsonEnd::Kind::kMalformed:
      break;
  }
  return fail(ErrorCode::kMalformedJson, "", "not JSON at byte " + std::to_string(end.position));
}

}  // namespace vitrine
