// SPDX-License-Identifier: MIT
#include <algorithm>
#include <span>

#include "shell/services/lake/path.h"

namespace vitrine::services {
namespace {

constexpr std::size_t kMostPadding = 1'000;
constexpr int kMostVisits = 500'000;

bool compares(const Value& left, std::string_view sign, const Value& right) {
  if (sign == "==") return left == right;
  if (sign == "!=") return !(left == right);
  std::partial_ordering order = std::partial_ordering::equivalent;
  if (left.isNumber() && right.isNumber()) {
    order = compareNumbers(left, right);
  } else if (left.isString() && right.isString()) {
    order = left.asString() <=> right.asString();
  } else {
    return false;
  }
  if (sign == "<") return order < 0;
  if (sign == "<=") return order <= 0;
  if (sign == ">") return order > 0;
  return order >= 0;
}

bool satisfies(const Value& item, const PathFilter& filter) {
  const Value* operand = &item;
  for (const std::string& name : filter.operand) {
    operand = operand->members().find(name);
    if (operand == nullptr) return false;
  }
  const bool isScalar = !operand->isObject() && !operand->isArray();
  return isScalar && compares(*operand, filter.comparator, filter.literal);
}

std::int64_t absolute(std::int64_t index, std::int64_t size) {
  return index < 0 ? index + size : index;
}

void addPositions(const Array& items, const PathElement& element,
                  std::vector<std::int64_t>& found) {
  const auto size = static_cast<std::int64_t>(items.size());
  if (element.kind == PathElement::Kind::kIndex) {
    found.push_back(absolute(*element.start, size));
  } else if (element.kind == PathElement::Kind::kSlice) {
    // In a slice -1 is the very end of the array, so that `a[2:-1]` is everything from 2 on: what
    // the official client sends for splice(a, 2).
    const std::int64_t first =
        std::max<std::int64_t>(absolute(element.start.value_or(0), size + 1), 0);
    const std::int64_t last =
        std::min(absolute(element.end.value_or(size), size + 1), size + std::int64_t{kMostPadding});
    for (std::int64_t i = first; i < last; ++i) found.push_back(i);
  } else if (element.kind == PathElement::Kind::kFilter) {
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (satisfies(items[i], element.filter)) found.push_back(static_cast<std::int64_t>(i));
    }
  }
}

class Changer {
 public:
  Changer(Missing missing, const PathChange& change) : missing_(missing), change_(change) {}

  std::optional<Value> change(const Value* current, std::span<const PathStep> steps) {
    if (++visits_ > kMostVisits) return current == nullptr ? std::nullopt : std::optional(*current);
    if (steps.empty()) return change_(current);
    const PathStep& step = steps.front();
    if (step.isRecursive) return everywhere(current, steps);
    return here(current, step, steps.subspan(1));
  }

  bool isExhausted() const { return visits_ > kMostVisits; }

 private:
  std::optional<Value> here(const Value* current, const PathStep& step,
                            std::span<const PathStep> rest) {
    if (current != nullptr && current->isArray()) return atPositions(*current, step, rest);
    std::optional<Value> value;
    if (current != nullptr) value = *current;
    for (const PathElement& element : step.elements) {
      if (element.kind == PathElement::Kind::kAttribute) {
        atAttribute(value, element, rest);
      } else if (element.kind == PathElement::Kind::kFilter && value) {
        const bool isReached = !rest.empty() || missing_ != Missing::kSkip;
        if (isReached && satisfies(*value, element.filter)) value = change(&*value, rest);
      }
    }
    return value;
  }

  void atAttribute(std::optional<Value>& value, const PathElement& element,
                   std::span<const PathStep> rest) {
    static const Value kEmpty{Object{}};
    const bool isObject = value && value->isObject();
    if (!isObject) {
      if (missing_ == Missing::kSkip || (value && value->isArray())) return;
    }
    const Value* const existing = isObject ? value->members().find(element.attribute) : nullptr;
    const Value* current = existing;
    if (current == nullptr && !rest.empty()) {
      if (missing_ == Missing::kSkip) return;
      current = &kEmpty;
    }
    std::optional<Value> next = change(current, rest);
    if (next) {
      value = (isObject ? *value : kEmpty).with(element.attribute, std::move(*next));
    } else if (existing != nullptr) {
      value = value->without(element.attribute);
    }
  }

  Value atPositions(const Value& value, const PathStep& step, std::span<const PathStep> rest) {
    Array items = value.items();
    std::vector<std::size_t> removed;
    for (const std::int64_t named : namedPositions(value.items(), step.elements)) {
      if (named < 0) continue;
      const auto position = static_cast<std::size_t>(named);
      if (position >= value.items().size()) {
        if (rest.empty()) put(items, position);
        continue;
      }
      std::optional<Value> next = change(&items[position], rest);
      if (next)
        items[position] = std::move(*next);
      else
        removed.push_back(position);
    }
    for (auto it = removed.rbegin(); it != removed.rend(); ++it) {
      items.erase(items.begin() + static_cast<std::ptrdiff_t>(*it));
    }
    return Value(std::move(items));
  }

  // `set items[5]` on a shorter array pads it with null, as the official patcher does.
  void put(Array& items, std::size_t position) const {
    if (missing_ != Missing::kMakeAll || position >= items.size() + kMostPadding) return;
    std::optional<Value> next = change_(nullptr);
    if (!next) return;
    items.resize(std::max(items.size(), position + 1));
    items[position] = std::move(*next);
  }

  // Below first, then here, so that a change is not searched again.
  std::optional<Value> everywhere(const Value* current, std::span<const PathStep> steps) {
    if (current == nullptr) return std::nullopt;
    Value value = *current;
    if (++visits_ > kMostVisits) return value;
    if (value.isArray()) {
      Array items = value.items();
      for (Value& item : items) item = everywhere(&item, steps).value_or(item);
      value = Value(std::move(items));
    } else if (value.isObject()) {
      Object members;
      for (const auto& [name, member] : value.members()) {
        members.append(name, everywhere(&member, steps).value_or(member));
      }
      value = Value(std::move(members));
    } else {
      return value;
    }
    PathStep step = steps.front();
    std::erase_if(step.elements, [&](const PathElement& element) {
      return element.kind == PathElement::Kind::kAttribute &&
             value.members().find(element.attribute) == nullptr;
    });
    return here(&value, step, steps.subspan(1));
  }

  Missing missing_;
  const PathChange& change_;
  int visits_ = 0;
};

}  // namespace

std::vector<std::int64_t> namedPositions(const Array& items,
                                         const std::vector<PathElement>& elements) {
  std::vector<std::int64_t> found;
  for (const PathElement& element : elements) addPositions(items, element, found);
  std::ranges::sort(found);
  found.erase(std::ranges::unique(found).begin(), found.end());
  return found;
}

Result<Value> changeAt(const Value& root, const Path& path, Missing missing,
                       const PathChange& change) {
  Changer changer(missing, change);
  Value changed = changer.change(&root, path).value_or(Value());
  if (changer.isExhausted()) {
    return fail(ErrorCode::kInvalidValue, "path", "The path names too many places");
  }
  return changed;
}

}  // namespace vitrine::services
