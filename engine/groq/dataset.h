// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/core/value.h"
#include "engine/groq/indexes.h"

namespace vitrine::groq {

// A source of documents. Positions run from 0 to size() - 1 in the dataset's own order, which is
// the order of `*` without order(). References stay valid while a query runs.
class Dataset {
 public:
  virtual ~Dataset() = default;

  virtual std::size_t size() const = 0;
  virtual const Value& at(std::size_t position) const = 0;

  // The document with this _id, or nullptr. Called for every `->`.
  virtual const Value* byId(std::string_view id) const = 0;

  // What the planner keeps about the documents; nullptr when all have to be looked at each time.
  // Only for a dataset that never changes.
  virtual Indexes* indexes() const { return nullptr; }

  // What a dataset keeps itself, from one state of its documents to the next: those whose value at
  // this path ("slug.current") is the text; nothing for a path about which it keeps nothing.
  virtual std::optional<Postings> having(std::string_view /*path*/, std::string_view /*text*/) const {
    return std::nullopt;
  }
};

// Documents in memory, never changed, with indexes that are made when a query has a use for them.
// Copies of the documents share their content with the originals. Of two documents with one _id,
// byId finds the first.
class MemoryDataset final : public Dataset {
 public:
  explicit MemoryDataset(Array documents);

  std::size_t size() const override { return documents_.size(); }
  const Value& at(std::size_t position) const override { return documents_[position]; }
  const Value* byId(std::string_view id) const override;
  Indexes* indexes() const override { return indexes_.get(); }

 private:
  Array documents_;
  std::unordered_map<std::string_view, std::size_t> positionById_;  // views into the documents
  std::unique_ptr<Indexes> indexes_;
};

// The documents as seen in a perspective: "raw" (as stored), "published" (no drafts, no versions),
// "drafts" or "previewDrafts" (a draft covers its published document and takes its _id, the real
// one is kept as _originalId), or a stack of release ids, the first winning.
Array documentsInPerspective(const Array& documents, const std::vector<std::string_view>& stack);

}  // namespace vitrine::groq
