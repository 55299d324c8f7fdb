// SPDX-License-Identifier: MIT
#include "shell/services/lake/slug_index.h"

#include <algorithm>

namespace vitrine::services {
namespace {

constexpr std::size_t kMostRecent = 1'000;

}  // namespace

void SlugIndex::add(std::string_view slug, std::string_view id) {
  const auto known = find(slug);
  if (std::ranges::find(known, id) != known.end()) return;
  Recent recent = *recent_;
  std::pair<std::string, std::string> entry(slug, id);
  recent.insert(std::ranges::lower_bound(recent, entry), std::move(entry));
  recent_ = std::make_shared<const Recent>(std::move(recent));
  if (recent_->size() >= kMostRecent) settle();
}

void SlugIndex::settle() {
  Settled settled = *settled_;
  for (const auto& [slug, id] : *recent_) settled[slug].push_back(id);
  settled_ = std::make_shared<const Settled>(std::move(settled));
  recent_ = std::make_shared<const Recent>();
}

std::vector<std::string_view> SlugIndex::find(std::string_view slug) const {
  std::vector<std::string_view> ids;
  if (const auto entry = settled_->find(slug); entry != settled_->end()) {
    ids.assign(entry->second.begin(), entry->second.end());
  }
  const auto slugOf = [](const auto& entry) { return std::string_view(entry.first); };
  for (const auto& entry : std::ranges::equal_range(*recent_, slug, {}, slugOf)) {
    ids.emplace_back(entry.second);
  }
  return ids;
}

}  // namespace vitrine::services
