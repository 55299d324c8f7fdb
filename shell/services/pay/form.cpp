// SPDX-License-Identifier: MIT
#include "shell/services/pay/form.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/core/utf8.h"

namespace vitrine::services {
namespace {

constexpr std::size_t kMostPairs = 1'000;
constexpr std::size_t kDeepest = 8;

struct Node {
  std::string name;
  std::optional<std::string> text;
  std::vector<Node> children;
};

bool isIndex(std::string_view text) {
  return !text.empty() && text.size() <= 9 &&
         std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// "a[b][0]" to {"a", "b", "0"}; empty when the brackets do not match.
std::vector<std::string> splitName(const std::string& name) {
  std::vector<std::string> parts;
  std::size_t open = name.find('[');
  parts.push_back(name.substr(0, open));
  while (open != std::string::npos) {
    const std::size_t close = name.find(']', open);
    if (close == std::string::npos) return {};
    parts.push_back(name.substr(open + 1, close - open - 1));
    if (close + 1 == name.size()) break;
    if (name[close + 1] != '[') return {};
    open = close + 1;
  }
  if (parts.front().empty() || parts.size() > kDeepest) return {};
  return parts;
}

bool insert(Node& root, const std::vector<std::string>& parts, const std::string& text) {
  Node* node = &root;
  for (const std::string& part : parts) {
    if (node->text) return false;  // both a value and a parent
    // `[]` opens a new item each time.
    auto found =
        part.empty() ? node->children.end() : std::ranges::find(node->children, part, &Node::name);
    if (found == node->children.end()) {
      const std::string name = part.empty() ? std::to_string(node->children.size()) : part;
      node->children.push_back({name, std::nullopt, {}});
      found = std::prev(node->children.end());
    }
    node = &*found;
  }
  if (!node->children.empty()) return false;
  node->text = text;
  return true;
}

Value toValue(Node& node) {
  if (node.text) return Value(repairUtf8(*node.text));
  const bool isArray =
      !node.children.empty() &&
      std::ranges::all_of(node.children, [](const Node& c) { return isIndex(c.name); });
  if (isArray) {
    std::ranges::stable_sort(node.children, [](const Node& a, const Node& b) {
      return std::stol(a.name) < std::stol(b.name);
    });
    Array items;
    for (Node& child : node.children) items.push_back(toValue(child));
    return Value(std::move(items));
  }
  Object members;
  for (Node& child : node.children) members.set(repairUtf8(child.name), toValue(child));
  return Value(std::move(members));
}

}  // namespace

Result<Value> nestForm(const NamedTexts& pairs) {
  if (pairs.size() > kMostPairs) return fail(ErrorCode::kTooLarge, "", "Too many parameters");
  Node root;
  for (const auto& [name, text] : pairs) {
    const std::vector<std::string> parts = splitName(name);
    if (parts.empty() || !insert(root, parts, text)) {
      return fail(ErrorCode::kInvalidValue, repairUtf8(name), "Invalid parameter name");
    }
  }
  if (root.children.empty()) return Value(Object{});
  // The top level is always an object, also when a name looks like an index.
  Object members;
  for (Node& child : root.children) members.set(repairUtf8(child.name), toValue(child));
  return Value(std::move(members));
}

Result<Value> parseForm(std::string_view body) { return nestForm(parseQuery(body)); }

}  // namespace vitrine::services
