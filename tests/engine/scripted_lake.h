// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/value.h"

namespace vitrine {

// The part of a gateway's, carrier's or lake's answer that a command's answer is made of.
struct FakeAnswer {
  int status = 200;
  Value body;
};

// An in-memory Content Lake: documents with revisions, transactions that are all or nothing,
// `ifRevisionID`, and the queries of engine/server. Enough to be strict, nothing more.
class ScriptedLake {
 public:
  void put(Value document);  // as an editor in the studio would
  const Value& document(const std::string& id) const;
  std::vector<Value> documentsOfType(std::string_view type) const;
  std::int64_t stock(const std::string& productId, const std::string& sku) const;

  FakeAnswer documents(const Value& ids) const;
  FakeAnswer query(const std::string& text, const Value& params) const;
  FakeAnswer mutate(const Value& mutations, const std::string& transactionId);

  int commits = 0;
  // Every state an order was ever committed in, for checking invariants.
  std::vector<std::pair<Value, Value>> orderWrites;

 private:
  std::optional<FakeAnswer> apply(std::map<std::string, Value>& next, const Value& mutation,
                                  const std::string& transactionId) const;

  std::map<std::string, Value> documents_;
  std::map<std::string, bool> transactions_;
};

}  // namespace vitrine
