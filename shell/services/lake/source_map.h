// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include "engine/core/value.h"
#include "engine/groq/dataset.h"

namespace vitrine::services {

// How a path of a source map names the items of an array.
enum class ItemNames : std::uint8_t { kPlace, kKey };  // [0], [?(@._key=='a')]

// Which attribute of which document each part of an answer is, in the form of `resultSourceMap`:
// {documents, paths, mappings}. Known is what an answer shares with its documents: texts, and whole
// arrays and objects, whose parts go without saying. What was computed is "unknown", and so is a
// number or a boolean that was taken alone, and what several documents share: a patch by query puts
// one value into all of them.
Value sourceMapOf(const Value& answer, const groq::Dataset& documents, ItemNames names);

}  // namespace vitrine::services
