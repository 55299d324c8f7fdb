// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "engine/core/value.h"
#include "engine/groq/ast.h"

namespace vitrine::groq {

// + and - of one operand, + - * / % ** of two. Anything that GROQ does not define is null, and so
// is a number that would not be finite. Whole numbers stay whole while they fit.
Value unaryArithmetic(NodeKind kind, const Value& operand);
Value binaryArithmetic(NodeKind kind, const Value& left, const Value& right);

// A result as a number: whole if it is (up to 2^53), null if it is not finite.
Value makeNumber(double number);

// A number as JavaScript writes it: 1e21, 1e-7, 0.1.
std::string numberText(const Value& number);

}  // namespace vitrine::groq
