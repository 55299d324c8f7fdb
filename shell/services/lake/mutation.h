// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/value.h"
#include "shell/services/lake/dataset.h"
#include "shell/services/lake/error.h"

namespace vitrine::services {

struct MutationResult {
  std::string id;
  std::string_view operation;  // create, update, delete, none
  std::optional<Value> document;
};

// The ids that a query of a `patch` or `delete` selects among the draft's documents.
using SelectIds = std::function<LakeResult<std::vector<std::string>>(
    const Draft& draft, std::string_view query, const Value& params)>;

// Refused when the document has another revision than the one expected, if any is.
LakeResult<void> expectRevision(const Value& expected, const Value& document);

// Applies the mutations of one request to a draft, in order. The error names the mutation at fault
// in `extra` under "index".
class Mutations {
 public:
  Mutations(Draft& draft, const SelectIds& select, bool generatesKeys)
      : draft_(draft), select_(select), generatesKeys_(generatesKeys) {}

  LakeResult<std::vector<MutationResult>> apply(const Value& mutations);

 private:
  LakeResult<void> applyOne(const Value& mutation);
  LakeResult<void> create(const Value& document, std::string_view how);
  LakeResult<void> patch(const Value& patch);
  LakeResult<void> patchOne(const std::string& id, const Value& patch);
  LakeResult<void> remove(const Value& target);
  LakeResult<std::vector<std::string>> selected(const Value& target);
  Value stamped(const Value& document, const Value* before) const;

  Draft& draft_;
  const SelectIds& select_;
  bool generatesKeys_;
  std::vector<MutationResult> results_;
};

}  // namespace vitrine::services
