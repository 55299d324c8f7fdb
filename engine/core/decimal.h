// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace vitrine {

// Doubles as decimal text, exactly, and without the tables and the 128-bit arithmetic that the
// standard library would bring into the page.

// The double nearest to a number in JSON's spelling (ties to even); infinity when it is beyond all.
double readDecimal(std::string_view number);

// The fewest digits that read back as this finite double, in JSON's spelling: 0.1, 1.5e+300.
std::string writeDecimal(double number);

}  // namespace vitrine
