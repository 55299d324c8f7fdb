// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/core/result.h"
#include "engine/core/value.h"

namespace vitrine::sanity {

// What the Content Lake answered, decoded from the HTTP status and the JSON body. Answers are
// untrusted input: a body of the wrong shape is `answer_unreadable`, never a crash.

// The error of a failed request, for any status but 2xx:
//
//   ifRevisionID did not match              revision_conflict     (transient: read again and retry)
//   create of an existing document          idempotency_key_reused, field = the document's id
//   transaction id used before              idempotency_key_reused, field "transactionId"
//   reference to, or patch of, a document
//   that does not exist                     invalid_value, field = the document's id when named
//   401, 403                                not_authorised
//   413, 414                                too_large
//   429                                     rate_limited          (transient)
//   GROQ that does not parse                query_syntax
//   other 4xx                               invalid_value
//   5xx and everything else                 service_failed        (transient)
//
// The message is the lake's own description.
Error decodeError(int status, const Value& body);

// The `result` of a query: any value, null for nothing found.
Result<Value> decodeQuery(int status, const Value& body);

// The documents that /data/doc found, in the lake's order; find them by their _id.
Result<Array> decodeDocuments(int status, const Value& body);

struct MutationResult {
  std::string documentId;
  std::string operation;  // "create", "update", "delete", "none"
  Value document;         // null unless it was asked for
};

struct Committed {
  std::string transactionId;  // now the _rev of every document that was touched
  std::vector<MutationResult> results;
};

Result<Committed> decodeCommit(int status, const Value& body);

}  // namespace vitrine::sanity
