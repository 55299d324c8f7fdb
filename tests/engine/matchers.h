// SPDX-License-Identifier: MIT
#pragma once

#include <gmock/gmock.h>

#include <ostream>

#include "engine/core/error.h"
#include "engine/core/result.h"

namespace vitrine {

// How a failing test prints an error.
inline void PrintTo(const Error& error, std::ostream* out) {
  *out << errorCodeName(error.code) << " at '" << error.field << "': " << error.message;
}

// EXPECT_THAT(result, IsOk());
MATCHER(IsOk, "is a value") {
  if (arg.has_value()) return true;
  *result_listener << "failed with " << errorCodeName(arg.error().code) << " at '"
                   << arg.error().field << "': " << arg.error().message;
  return false;
}

// EXPECT_THAT(result, IsOkAndHolds(Eq(3)));
MATCHER_P(IsOkAndHolds, inner, "holds a value that " + testing::DescribeMatcher<
                                   typename std::decay_t<arg_type>::value_type>(inner)) {
  if (!arg.has_value()) {
    *result_listener << "failed with " << errorCodeName(arg.error().code) << " at '"
                     << arg.error().field << "': " << arg.error().message;
    return false;
  }
  return testing::ExplainMatchResult(inner, *arg, result_listener);
}

// EXPECT_THAT(result, FailsWith(ErrorCode::kCartEmpty)); there is no matcher for "fails somehow".
MATCHER_P(FailsWith, code, "fails with " + std::string(errorCodeName(code))) {
  if (arg.has_value()) {
    *result_listener << "succeeded";
    return false;
  }
  *result_listener << "failed with " << errorCodeName(arg.error().code) << " at '"
                   << arg.error().field << "': " << arg.error().message;
  return arg.error().code == code;
}

}  // namespace vitrine
