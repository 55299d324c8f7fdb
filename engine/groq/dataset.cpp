// SPDX-License-Identifier: MIT
#include "engine/groq/dataset.h"

#include <algorithm>
#include <utility>

namespace vitrine::groq {

MemoryDataset::MemoryDataset(Array documents) : documents_(std::move(documents)) {
  positionById_.reserve(documents_.size());
  for (std::size_t i = 0; i < documents_.size(); ++i) {
    const Value& document = documents_[i];
    idsAreUnique_ &= positionById_.try_emplace(document["_id"].asString(), i).second;
    positionsByType_[document["_type"].asString()].push_back(i);
    const Value& slug = document["slug"]["current"];
    if (slug.isString()) positionsBySlug_[slug.asString()].push_back(i);
    indexReferences(document, i);
  }
}

void MemoryDataset::indexReferences(const Value& value, std::size_t position) {
  for (const Value& item : value.items()) indexReferences(item, position);
  for (const auto& [name, member] : value.members()) {
    if (name != "_ref" || !member.isString()) {
      indexReferences(member, position);
      continue;
    }
    std::vector<std::size_t>& positions = positionsByReference_[member.asString()];
    if (positions.empty() || positions.back() != position) positions.push_back(position);
  }
}

const Value* MemoryDataset::byId(std::string_view id) const {
  const auto found = positionById_.find(id);
  return found == positionById_.end() || id.empty() ? nullptr : &documents_[found->second];
}

bool MemoryDataset::candidates(const Constraint& constraint,
                               std::vector<std::size_t>& positions) const {
  positions.clear();
  const Index* index = nullptr;
  switch (constraint.field) {
    case Constraint::Field::kId:
      if (!idsAreUnique_) return false;
      break;
    case Constraint::Field::kType:
      index = &positionsByType_;
      break;
    case Constraint::Field::kSlug:
      index = &positionsBySlug_;
      break;
    case Constraint::Field::kReference:
      index = &positionsByReference_;
      break;
  }
  for (const std::string_view wanted : constraint.anyOf) {
    if (index == nullptr) {
      const auto found = positionById_.find(wanted);
      if (found != positionById_.end()) positions.push_back(found->second);
      continue;
    }
    const auto found = index->find(wanted);
    if (found == index->end()) continue;
    positions.insert(positions.end(), found->second.begin(), found->second.end());
  }
  if (constraint.anyOf.size() == 1) return true;
  std::ranges::sort(positions);
  const auto repeated = std::ranges::unique(positions);
  positions.erase(repeated.begin(), repeated.end());
  return true;
}

}  // namespace vitrine::groq
