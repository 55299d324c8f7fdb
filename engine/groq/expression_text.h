// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "engine/groq/ast.h"

namespace vitrine::groq {

// One text for one expression: two nodes with the same text have the same value in the same scope,
// so it names columns and what explain() says of them. Paths, filters, orders and most operators
// are written as in GROQ, other kinds as their number with their parts. nullopt when it would be
// longer than a name should be.
std::optional<std::string> expressionText(const Node& node);

}  // namespace vitrine::groq
