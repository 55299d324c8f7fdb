// SPDX-License-Identifier: MIT
#include <utility>

#include "engine/groq/evaluator.h"

namespace vitrine::groq {
namespace {

bool picksDocuments(const Node& node) {
  switch (node.kind) {
    case NodeKind::kEverything:
      return true;
    case NodeKind::kFilter:
    case NodeKind::kSlice:
    case NodeKind::kOrder:
    case NodeKind::kGroup:
    case NodeKind::kArrayCoerce:
      return picksDocuments(*node.children[0]);
    default:
      return false;
  }
}

// The object of `…{…}` for each item; nullptr for anything else.
const Node* objectOf(const Node& map) {
  if (map.kind != NodeKind::kMap || map.children[1]->kind != NodeKind::kProjection) return nullptr;
  const Node& projection = *map.children[1];
  return projection.children[0]->kind == NodeKind::kThis ? projection.children[1] : nullptr;
}

}  // namespace

std::optional<Picked> Evaluator::pick(const Node& node, const Scope& scope) {
  if (indexes_ == nullptr) return std::nullopt;
  Picked picked{.positions = {}, .isOne = node.kind == NodeKind::kElement};
  const Node* object = objectOf(node);
  const Node& base = picked.isOne || object != nullptr ? *node.children[0] : node;
  if (!picksDocuments(base)) return std::nullopt;
  if (object != nullptr && !pickMembers(*object, picked)) return std::nullopt;
  std::optional<Items> found = items(base, scope, picked.isOne ? itemsNeeded(node) : kAll);
  if (!found) return std::nullopt;
  picked.positions = std::move(found->positions);
  if (!picked.isOne) return picked;
  const std::optional<std::size_t> index = indexOf(node, picked.positions.size());
  if (index) picked.positions[0] = picked.positions[*index];
  picked.positions.resize(index ? 1 : 0);
  return picked;
}

// Whether all members of the object are columns that are made already, of values that are JSON.
bool Evaluator::pickMembers(const Node& object, Picked& picked) {
  if (ast_.makesDateTimes) return false;
  for (const Node* member : object.children) {
    if (member->kind != NodeKind::kMember) return false;
    const std::int32_t column = member->children[0]->column;
    if (column < 0 || !mayUse(column) || known(column).column == nullptr) return false;
    const std::string& text = ast_.columns[static_cast<std::size_t>(column)].text;
    picked.members.push_back({member->value.asString(), text, known(column).kept});
  }
  return !picked.members.empty();
}

}  // namespace vitrine::groq
