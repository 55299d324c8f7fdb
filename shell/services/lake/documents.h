// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string_view>
#include <vector>

#include "engine/core/value.h"
#include "engine/groq/dataset.h"
#include "shell/services/lake/slug_index.h"

namespace vitrine::services {

// Which documents a reader may see.
enum class Audience : std::uint8_t {
  kAll,
  kUnversioned,  // no versions: what API versions from before releases show
  kPublished,    // no drafts and no versions
  kUndotted,     // no id with a dot: readers without a token
};

// Neighbours in the order of ids. Indexed at the first question of each audience.
class DocumentGroup {
 public:
  explicit DocumentGroup(Array documents) : documents_(std::move(documents)) {}

  const Array& documents() const { return documents_; }
  const groq::MemoryDataset& seenBy(Audience audience) const;

 private:
  struct Part {
    std::once_flag isIndexed;
    std::unique_ptr<const groq::MemoryDataset> dataset;
  };

  Array documents_;
  mutable std::array<Part, 4> parts_;
};

// All documents in the order of their ids. A copy costs a pointer a group and shares the groups:
// readers keep theirs while a commit changes its own, and a change copies one group.
class Documents {
 public:
  using Groups = std::vector<std::shared_ptr<const DocumentGroup>>;

  const Value* find(std::string_view id) const;
  std::size_t size() const { return size_; }
  Array all() const;
  Array versionsOf(std::string_view publishedId) const;  // itself, its draft, its releases'
  const Groups& groups() const { return groups_; }
  const SlugIndex& slugs() const { return slugs_; }

  void put(Value document);
  void erase(std::string_view id);

 private:
  void replace(std::size_t group, Array documents);

  Groups groups_;
  SlugIndex slugs_;
  std::size_t size_ = 0;
};

// The group that has the id, or would have it; 0 when there are none.
std::size_t groupOf(const Documents::Groups& groups, std::string_view id);

// The documents as GROQ sees them.
class DocumentView final : public groq::Dataset {
 public:
  DocumentView(Documents documents, Audience audience);

  std::size_t size() const override { return starts_.back(); }
  const Value& at(std::size_t position) const override;
  const Value* byId(std::string_view id) const override;
  bool candidates(const groq::Constraint& constraint,
                  std::vector<std::size_t>& positions) const override;

 private:
  void addCandidates(std::size_t group, const groq::Constraint& constraint,
                     std::vector<std::size_t>& positions) const;
  void addPositions(std::string_view id, std::vector<std::size_t>& positions) const;

  Documents documents_;
  std::vector<const groq::MemoryDataset*> parts_;  // a group each
  std::vector<std::size_t> starts_;                // of each group, and the end
};

}  // namespace vitrine::services
