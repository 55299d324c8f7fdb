// SPDX-License-Identifier: MIT
#include "engine/groq/function_table.h"

#include <algorithm>

namespace vitrine::groq {
namespace {

constexpr Function kFunctions[] = {
    {"global", "after", 0, 0, true, functions::after},
    {"global", "before", 0, 0, true, functions::before},
    {"global", "count", 1, 1, false, functions::count},
    {"global", "dateTime", 1, 1, false, functions::dateTime},
    {"global", "defined", 1, 1, false, functions::defined},
    {"global", "identity", 0, 0, false, functions::identity},
    {"global", "length", 1, 1, false, functions::length},
    {"global", "lower", 1, 1, false, functions::lower},
    {"global", "now", 0, 0, false, functions::now},
    {"global", "operation", 0, 0, true, functions::operation},
    {"global", "path", 1, 1, false, functions::path},
    {"global", "references", 1, kAnyNumber, false, functions::references},
    {"global", "round", 1, 2, false, functions::round},
    {"global", "string", 1, 1, false, functions::string},
    {"global", "upper", 1, 1, false, functions::upper},
    {"string", "lower", 1, 1, false, functions::lower},
    {"string", "split", 2, 2, false, functions::split},
    {"string", "startsWith", 2, 2, false, functions::startsWith},
    {"string", "upper", 1, 1, false, functions::upper},
    {"array", "compact", 1, 1, false, functions::compact},
    {"array", "intersects", 2, 2, false, functions::intersects},
    {"array", "join", 2, 2, false, functions::join},
    {"array", "unique", 1, 1, false, functions::unique},
    {"math", "avg", 1, 1, false, functions::avg},
    {"math", "max", 1, 1, false, functions::max},
    {"math", "min", 1, 1, false, functions::min},
    {"math", "sum", 1, 1, false, functions::sum},
    {"dateTime", "now", 0, 0, false, functions::dateTimeNow},
    {"delta", "operation", 0, 0, true, functions::operation},
    {"pt", "text", 1, 1, false, functions::portableText},
    {"releases", "all", 0, 0, false, functions::releases},
    {"sanity", "dataset", 0, 0, false, functions::dataset},
    {"sanity", "partOfRelease", 1, 1, false, functions::partOfRelease},
    {"sanity", "projectId", 0, 0, false, functions::projectId},
    {"sanity", "versionOf", 1, 1, false, functions::versionOf},
    {"user", "attributes", 0, 0, false, functions::nothing},
};

}  // namespace

const Function* findFunction(std::string_view space, std::string_view name) {
  const auto* function = std::ranges::find_if(kFunctions, [&](const Function& candidate) {
    return candidate.space == space && candidate.name == name;
  });
  return function == std::ranges::end(kFunctions) ? nullptr : function;
}

bool isNamespace(std::string_view space) {
  return space == "diff" ||
         std::ranges::any_of(kFunctions, [&](const Function& f) { return f.space == space; });
}

}  // namespace vitrine::groq
