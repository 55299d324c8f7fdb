// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/core/value.h"
#include "engine/groq/dataset.h"
#include "engine/groq/indexes.h"

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

  // Those that an audience sees, and where each slug is among them.
  struct Part {
    std::unique_ptr<const groq::MemoryDataset> dataset;
    std::unordered_multimap<std::string_view, std::uint32_t> slugs;
    mutable groq::Once<groq::StringIndex> references;  // when first asked
  };

  const Array& documents() const { return documents_; }
  const Part& seenBy(Audience audience) const;

 private:
  Array documents_;
  mutable std::array<std::once_flag, 4> areIndexed_;
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

  void put(Value document);
  void erase(std::string_view id);

 private:
  const Value* firstFrom(std::string_view id) const;  // the id's own, or the next
  void replace(std::size_t group, Array documents);

  Groups groups_;
  std::size_t size_ = 0;
};

// The first document that refers to the target strongly.
const Value* referrerOf(const Documents& documents, std::string_view target);

// The group that has the id, or would have it; 0 when there are none.
std::size_t groupOf(const Documents::Groups& groups, std::string_view id);

// The documents as GROQ sees them.
class DocumentView final : public groq::Dataset {
 public:
  DocumentView(Documents documents, Audience audience);

  std::size_t size() const override { return starts_.back(); }
  const Value& at(std::size_t position) const override;
  const Value* byId(std::string_view id) const override;
  groq::Indexes* indexes() const override { return indexes_.get(); }
  // What shops ask most: `slug.current`, and `_id`.
  std::optional<groq::Postings> having(std::string_view path, std::string_view text) const override;

 private:
  Documents documents_;
  std::vector<const DocumentGroup::Part*> parts_;  // a group each
  std::vector<std::size_t> starts_;                // of each group, and the end
  std::unique_ptr<groq::Indexes> indexes_;
};

}  // namespace vitrine::services
