// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace vitrine::services {

// The picture's ThumbHash (evanw.github.io/thumbhash), some 25 bytes: the first terms of the cosine
// transforms of its lightness, of its colours and of its transparency, four bits each. The pixels
// are red, green, blue and alpha, row by row, at most 100 a side.
std::string thumbHash(int width, int height, std::string_view rgba);

}  // namespace vitrine::services
