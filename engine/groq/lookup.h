// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "engine/core/value.h"
#include "engine/groq/ast.h"

namespace vitrine::groq {

// The strings to look up for a value of a conjunct: what the value is, or has. nullopt when no
// index of strings can answer for the value, so that the condition has to be evaluated.
std::optional<std::vector<std::string_view>> lookedUp(Conjunct::Index index, const Value& value);

}  // namespace vitrine::groq
