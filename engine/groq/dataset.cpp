// SPDX-License-Identifier: MIT
#include "engine/groq/dataset.h"

#include <algorithm>
#include <utility>

namespace vitrine::groq {

MemoryDataset::MemoryDataset(Array documents) : documents_(std::move(documents)) {
  positionById_.reserve(documents_.size());
  for (std::size_t i = 0; i < documents_.size(); ++i) {
    positionById_.try_emplace(documents_[i]["_id"].asString(), i);
    positionsByType_[documents_[i]["_type"].asString()].push_back(i);
  }
}

const Value* MemoryDataset::byId(std::string_view id) const {
  const auto found = positionById_.find(id);
  return found == positionById_.end() || id.empty() ? nullptr : &documents_[found->second];
}

bool MemoryDataset::candidates(const Constraint& constraint,
                               std::vector<std::size_t>& positions) const {
  positions.clear();
  for (const std::string_view wanted : constraint.anyOf) {
    if (constraint.field == Constraint::Field::kType) {
      const auto found = positionsByType_.find(wanted);
      if (found == positionsByType_.end()) continue;
      positions.insert(positions.end(), found->second.begin(), found->second.end());
    } else if (constraint.field == Constraint::Field::kId) {
      const auto found = positionById_.find(wanted);
      if (found != positionById_.end()) positions.push_back(found->second);
    } else {
      return false;
    }
  }
  std::ranges::sort(positions);
  const auto repeated = std::ranges::unique(positions);
  positions.erase(repeated.begin(), repeated.end());
  return true;
}

}  // namespace vitrine::groq
