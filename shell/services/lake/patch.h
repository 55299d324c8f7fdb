// SPDX-License-Identifier: MIT
#pragma once

#include "engine/core/value.h"
#include "shell/services/lake/error.h"

namespace vitrine::services {

// Applies the operations of one `patch` mutation in the Content Lake's order: setIfMissing, set,
// unset, diffMatchPatch, inc, dec, insert. `_id` and the revision cannot be changed; the caller
// stamps the result. `inc` and `dec` of anything but a number do nothing. An `insert` with more
// than one of before, after and replace is refused: the official client builds one from chained
// calls and loses items.
LakeResult<Value> applyPatch(const Value& document, const Value& patch);

}  // namespace vitrine::services
