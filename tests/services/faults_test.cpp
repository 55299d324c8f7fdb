// SPDX-License-Identifier: MIT
#include "shell/services/http/faults.h"

#include <gtest/gtest.h>

#include "engine/core/json.h"

namespace vitrine::services {
namespace {

Fault fault(std::string_view text) {
  return Fault::fromJson(decodeJson(text).value(), "lake").value();
}

TEST(FaultsTest, AreUsedUpByCountAndMatchedByServicePathAndKind) {
  Faults faults;
  faults.add(fault(R"({"kind":"fail","count":2,"match":"/v1"})"));

  EXPECT_FALSE(faults.take("pay", FaultKind::kFail, "/v1/x").has_value());
  EXPECT_FALSE(faults.take("lake", FaultKind::kSlow, "/v1/x").has_value());
  EXPECT_FALSE(faults.take("lake", FaultKind::kFail, "/v2/x").has_value());
  EXPECT_TRUE(faults.take("lake", FaultKind::kFail, "/v1/x").has_value());
  EXPECT_TRUE(faults.take("lake", FaultKind::kFail, "/v1/x").has_value());
  EXPECT_FALSE(faults.take("lake", FaultKind::kFail, "/v1/x").has_value());
}

TEST(FaultsTest, ProbabilityLastsUntilCleared) {
  Faults faults;
  faults.add(fault(R"({"kind":"garbage","probability":1})"));
  for (int i = 0; i < 10; ++i)
    EXPECT_TRUE(faults.take("lake", FaultKind::kGarbage, "/").has_value());
  faults.clear();
  EXPECT_FALSE(faults.take("lake", FaultKind::kGarbage, "/").has_value());
}

TEST(FaultsTest, UnknownKindsAndServicesAreRefused) {
  EXPECT_FALSE(Fault::fromJson(decodeJson(R"({"kind":"explode"})").value(), "lake").has_value());
  EXPECT_FALSE(
      Fault::fromJson(decodeJson(R"({"kind":"fail","service":"x"})").value(), "lake").has_value());
}

}  // namespace
}  // namespace vitrine::services
