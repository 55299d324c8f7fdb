// SPDX-License-Identifier: MIT
#include "engine/groq/dataset.h"

#include <utility>

namespace vitrine::groq {

MemoryDataset::MemoryDataset(Array documents)
    : documents_(std::move(documents)), indexes_(std::make_unique<Indexes>(documents_.size())) {
  positionById_.reserve(documents_.size());
  for (std::size_t i = 0; i < documents_.size(); ++i) {
    positionById_.try_emplace(documents_[i]["_id"].asString(), i);
  }
}

const Value* MemoryDataset::byId(std::string_view id) const {
  const auto found = positionById_.find(id);
  return found == positionById_.end() || id.empty() ? nullptr : &documents_[found->second];
}

}  // namespace vitrine::groq
