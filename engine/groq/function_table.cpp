// SPDX-License-Identifier: MIT
#include "engine/groq/function_table.h"

#include <algorithm>

namespace vitrine::groq {
namespace {

using enum Function::Use;

constexpr Function kFunctions[] = {
    {"global", "after", 0, 0, kDeltaOnly, functions::after},
    {"global", "before", 0, 0, kDeltaOnly, functions::before},
    {"global", "count", 1, 1, kAnywhere, functions::count},
    {"global", "dateTime", 1, 1, kAnywhere, functions::dateTime},
    {"global", "defined", 1, 1, kAnywhere, functions::defined},
    {"global", "geo", 1, 1, kAnywhere, functions::geo},
    {"global", "identity", 0, 0, kOfHost, functions::identity},
    {"global", "length", 1, 1, kAnywhere, functions::length},
    {"global", "lower", 1, 1, kAnywhere, functions::lower},
    {"global", "now", 0, 0, kOfHost, functions::now},
    {"global", "operation", 0, 0, kDeltaOnly, functions::operation},
    {"global", "path", 1, 1, kAnywhere, functions::path},
    {"global", "pt", 1, 1, kAnywhere, functions::portableTextValue},
    {"global", "references", 1, kAnyNumber, kOfThis, functions::references},
    {"global", "round", 1, 2, kAnywhere, functions::round},
    {"global", "string", 1, 1, kAnywhere, functions::string},
    {"global", "upper", 1, 1, kAnywhere, functions::upper},
    {"string", "lower", 1, 1, kAnywhere, functions::lower},
    {"string", "split", 2, 2, kAnywhere, functions::split},
    {"string", "startsWith", 2, 2, kAnywhere, functions::startsWith},
    {"string", "upper", 1, 1, kAnywhere, functions::upper},
    {"array", "compact", 1, 1, kAnywhere, functions::compact},
    {"array", "intersects", 2, 2, kAnywhere, functions::intersects},
    {"array", "join", 2, 2, kAnywhere, functions::join},
    {"array", "unique", 1, 1, kAnywhere, functions::unique},
    {"geo", "contains", 2, 2, kAnywhere, functions::geoContains},
    {"geo", "distance", 2, 2, kAnywhere, functions::geoDistance},
    {"geo", "intersects", 2, 2, kAnywhere, functions::geoIntersects},
    {"geo", "latLng", 2, 2, kAnywhere, functions::geoLatLng},
    {"math", "avg", 1, 1, kAnywhere, functions::avg},
    {"math", "max", 1, 1, kAnywhere, functions::max},
    {"math", "min", 1, 1, kAnywhere, functions::min},
    {"math", "sum", 1, 1, kAnywhere, functions::sum},
    {"dateTime", "now", 0, 0, kOfHost, functions::dateTimeNow},
    {"delta", "operation", 0, 0, kDeltaOnly, functions::operation},
    {"pt", "text", 1, 1, kAnywhere, functions::portableText},
    {"releases", "all", 0, 0, kOfHost, functions::releases},
    {"sanity", "dataset", 0, 0, kOfHost, functions::dataset},
    {"sanity", "partOfRelease", 1, 1, kOfThis, functions::partOfRelease},
    {"sanity", "projectId", 0, 0, kOfHost, functions::projectId},
    {"sanity", "versionOf", 1, 1, kOfThis, functions::versionOf},
    {"user", "attributes", 0, 0, kOfHost, functions::nothing},
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
