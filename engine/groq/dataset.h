// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/core/value.h"

namespace vitrine::groq {

// What a filter says about a document before it is evaluated. A dataset that keeps an index for a
// field answers `candidates` from it; the filter itself is still evaluated on every candidate, so
// an index may answer with too many documents, never with too few.
struct Constraint {
  enum class Field : std::uint8_t { kId, kType, kSlug, kReference };
  Field field;
  std::vector<std::string_view> anyOf;  // the document's field equals (or refers to) one of these
};

// A source of documents. Positions run from 0 to size() - 1 in the dataset's own order, which is
// the order of `*` without order(). References stay valid while a query runs.
class Dataset {
 public:
  virtual ~Dataset() = default;

  virtual std::size_t size() const = 0;
  virtual const Value& at(std::size_t position) const = 0;

  // The document with this _id, or nullptr. Called for every `->`.
  virtual const Value* byId(std::string_view id) const = 0;

  // Fills `positions`, ascending and without repetition, with every document that may satisfy the
  // constraint, and answers true; false when no index helps and all documents have to be looked at.
  virtual bool candidates(const Constraint& constraint, std::vector<std::size_t>& positions) const {
    static_cast<void>(constraint);
    static_cast<void>(positions);
    return false;
  }
};

// Documents in memory, with an index of every Constraint::Field. Copies of the documents share
// their content with the originals. Of two documents with one _id, byId finds the first.
class MemoryDataset final : public Dataset {
 public:
  explicit MemoryDataset(Array documents);

  std::size_t size() const override { return documents_.size(); }
  const Value& at(std::size_t position) const override { return documents_[position]; }
  const Value* byId(std::string_view id) const override;
  bool candidates(const Constraint& constraint, std::vector<std::size_t>& positions) const override;

 private:
  using Index = std::unordered_map<std::string_view, std::vector<std::size_t>>;

  void indexReferences(const Value& value, std::size_t position);

  // The keys are views into the documents.
  Array documents_;
  std::unordered_map<std::string_view, std::size_t> positionById_;
  bool idsAreUnique_ = true;
  Index positionsByType_;
  Index positionsBySlug_;
  Index positionsByReference_;
};

// The documents as seen in a perspective: "raw" (as stored), "published" (no drafts, no versions),
// "drafts" or "previewDrafts" (a draft covers its published document and takes its _id, the real
// one is kept as _originalId), or a stack of release ids, the first winning.
Array documentsInPerspective(const Array& documents, const std::vector<std::string_view>& stack);

}  // namespace vitrine::groq
