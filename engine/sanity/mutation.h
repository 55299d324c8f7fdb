// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "engine/core/value.h"

namespace vitrine::sanity {

// The mutations of the Content Lake as values, ready for encodeJson:
//
//   Value mutation = Patch(product.id)
//                        .dec(keyedPath("variants", key, "stock"), line.quantity)
//                        .ifRevision(product.revision)
//                        .toMutation();
//   Value body = transaction({create(order), mutation}, transactionId);

// Fails when the document exists (`order_…` ids are chosen, so this is the idempotency guard).
Value create(Value document);
Value createOrReplace(Value document);
// Does nothing when the document exists.
Value createIfNotExists(Value document);
// Deleting a missing document succeeds.
Value remove(std::string_view documentId);

// The body of POST /data/mutate: all or nothing. The transaction id becomes the _rev of every
// document touched and is unique in the dataset; an empty one lets the lake choose.
Value transaction(Array mutations, std::string_view transactionId = {});

// Changes to one existing document. Paths are in the lake's path language: `status`,
// `payment.status`, `variants[_key=="a"].stock`, `history[-1]`. The lake applies the operations in
// its own order: setIfMissing, set, unset, inc, dec, insert; one insert for each patch.
class Patch {
 public:
  explicit Patch(std::string_view documentId);

  Patch& set(std::string_view path, Value value);
  Patch& setIfMissing(std::string_view path, Value value);
  Patch& unset(std::string_view path);
  // Without effect where there is no number: setIfMissing first.
  Patch& inc(std::string_view path, Value by);
  Patch& dec(std::string_view path, Value by);

  // Items beside or instead of what the path selects. A second insert is a programmer's error.
  Patch& insertBefore(std::string_view path, Array items);
  Patch& insertAfter(std::string_view path, Array items);
  Patch& insertReplacing(std::string_view path, Array items);
  // At the end of an array which exists: setIfMissing(array, Array{}) when it may not.
  Patch& append(std::string_view arrayPath, Array items);

  // The whole transaction fails with `revision_conflict` unless this is the document's _rev.
  Patch& ifRevision(std::string_view revision);

  Value toMutation() const;

 private:
  Patch& put(std::string_view operation, std::string_view path, Value value);
  Patch& insert(std::string_view place, std::string_view path, Array items);

  Object body_;
};

// `variants[_key=="a"].stock`, with the key quoted as the path language needs it.
std::string keyedPath(std::string_view array, std::string_view key, std::string_view rest = {});

}  // namespace vitrine::sanity
