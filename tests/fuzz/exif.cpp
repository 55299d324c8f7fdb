// SPDX-License-Identifier: MIT
// Any bytes as what a camera wrote: members that are valid JSON, or nothing.
#include "shell/services/lake/exif.h"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/core/check.h"
#include "engine/core/json.h"
#include "tests/fuzz/seeds.h"

using namespace vitrine;
using namespace vitrine::services;
using std::string_view_literals::operator""sv;

namespace {

// With a text, a rational number, a directory of the exposure and a place.
constexpr std::string_view kSeeds[] = {
    "Exif\0\0II*\0\x08\0\0\0\x02\0\x0f\x01\x02\0\x04\0\0\0ABC\0"
    "\x69\x87\x04\0\x01\0\0\0\x26\0\0\0\0\0\0\0"
    "\x01\0\x9a\x82\x05\0\x01\0\0\0\x38\0\0\0\0\0\0\0\x01\0\0\0\x28\0\0\0"sv,
    "Exif\0\0MM\0*\0\0\0\x08\0\x01\x88\x25\0\x04\0\0\0\x01\0\0\0\x1a\0\0\0\0"
    "\0\x02\0\x02\0\x05\0\0\0\x03\0\0\0\x38\0\x04\0\x05\0\0\0\x03\0\0\0\x38\0\0\0\0"
    "\0\0\0\x0c\0\0\0\x01\0\0\0\x1e\0\0\0\x01\0\0\0\0\0\0\0\x01"sv,
    "Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x32\0\x02\0\0\0\x14\0\0\0\x1a\0\0\0\0"
    "2026:11:22 16:07:00\0"sv,
};

}  // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t most, unsigned random) {
  return mutateFromSeeds(kSeeds, data, size, most, random);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Exif exif = readExif({reinterpret_cast<const char*>(data), size});
  const std::string text = encodeJson(Array{exif.image, exif.exif, exif.location});
  const auto again = decodeJson(text);
  check(again && encodeJson(*again) == text);
  check(exif.location.isNull() || std::abs(exif.location["lat"].asDouble().value_or(100)) <= 90);
  return 0;
}
