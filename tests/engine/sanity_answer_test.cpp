// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>

#include "engine/core/check.h"
#include "engine/core/json.h"
#include "engine/sanity/answer.h"
#include "tests/engine/matchers.h"

namespace vitrine::sanity {
namespace {

Value json(std::string_view text) {
  const auto value = decodeJson(text);
  check(value.has_value());
  return *value;
}

struct Failure {
  int status;
  std::string_view body;
  ErrorCode code;
  std::string_view field;
  std::string_view message;
};

class SanityErrorTest : public testing::TestWithParam<Failure> {};

TEST_P(SanityErrorTest, IsTheEnginesError) {
  const Error error = decodeError(GetParam().status, json(GetParam().body));
  EXPECT_EQ(errorCodeName(error.code), errorCodeName(GetParam().code)) << GetParam().body;
  EXPECT_EQ(error.field, GetParam().field);
  EXPECT_EQ(error.message, GetParam().message);
}

INSTANTIATE_TEST_SUITE_P(
    All, SanityErrorTest,
    testing::Values(
        Failure{
            409,
            R"({"error":{"type":"mutationError","description":"The mutation(s) failed: x",
                "items":[{"error":
                {"type":"documentRevisionIDDoesNotMatchError","description":"x",
                    "currentRevisionID":"r2"},"index":0}]}})",
            ErrorCode::kRevisionConflict, "", "x"},
        Failure{
            409,
            R"({"error":{
              "description":"Document \"a\" has unexpected revision ID (\"x\"), expected \"y\""}})",
            ErrorCode::kRevisionConflict, "",
            R"(Document "a" has unexpected revision ID ("x"), expected "y")"},
        Failure{
            409,
            R"({"error":{"type":"mutationError",
                "items":[{"error":{"type":"documentAlreadyExistsError",
                "description":"exists","id":"order.1"}}]}})",
            ErrorCode::kIdempotencyKeyReused, "order.1", "exists"},
        Failure{
            409,
            R"({"error":{"type":"transactionAlreadyExistsError",
                "description":"Transaction \"t\" already exists"}})",
            ErrorCode::kIdempotencyKeyReused, "transactionId", R"(Transaction "t" already exists)"},
        Failure{
            404,
            R"({"error":{"type":"mutationError","items":[{"error":{"type":"documentNotFoundError",
                "description":"The document with the ID \"x\" was not found"}}]}})",
            ErrorCode::kInvalidValue, "documentId",
            R"(The document with the ID "x" was not found)"},
        Failure{
            400,
            R"({"error":{"type":"queryParseError","description":"expected ']'","start":1,
                "end":2}})",
            ErrorCode::kQuerySyntax, "", "expected ']'"},
        Failure{401, R"({"statusCode":401,"error":"Unauthorized","message":"Session not found"})",
                ErrorCode::kNotAuthorised, "", "Session not found"},
        Failure{
            403,
            R"({"error":{"items":[{"error":{"type":"insufficientPermissionsError",
                "description":"no"}}]}})",
            ErrorCode::kNotAuthorised, "", "no"},
        Failure{413, "null", ErrorCode::kTooLarge, "", "the content lake answered with status 413"},
        Failure{429, R"({"error":"Too Many Requests"})", ErrorCode::kRateLimited, "",
                "Too Many Requests"},
        Failure{503, R"("down")", ErrorCode::kServiceFailed, "",
                "the content lake answered with status 503"},
        Failure{302, "{}", ErrorCode::kServiceFailed, "",
                "the content lake answered with status 302"},
        Failure{400, R"({"error":{"items":"x"}})", ErrorCode::kInvalidValue, "",
                "the content lake answered with status 400"}));

TEST(SanityAnswerTest, TransientErrorsAreThoseWorthRepeating) {
  EXPECT_TRUE(isTransient(decodeError(429, {}).code));
  EXPECT_TRUE(isTransient(decodeError(502, {}).code));
  EXPECT_FALSE(isTransient(decodeError(400, {}).code));
}

TEST(SanityAnswerTest, AQueryGivesItsResultAndNullIsOne) {
  EXPECT_THAT(decodeQuery(200, json(R"({"ms":1,"result":[1]})")),
              IsOkAndHolds(testing::Eq(json("[1]"))));
  EXPECT_THAT(decodeQuery(200, json(R"({"result":null})")), IsOkAndHolds(testing::Eq(Value())));
  EXPECT_THAT(decodeQuery(200, json("{}")), FailsWith(ErrorCode::kAnswerUnreadable));
  EXPECT_THAT(decodeQuery(200, {}), FailsWith(ErrorCode::kAnswerUnreadable));
  EXPECT_THAT(decodeQuery(500, {}), FailsWith(ErrorCode::kServiceFailed));
}

TEST(SanityAnswerTest, DocumentsComeWithoutGaps) {
  EXPECT_THAT(decodeDocuments(200, json(R"({"documents":[{"_id":"a"},null],"omitted":[]})")),
              IsOkAndHolds(testing::ElementsAre(json(R"({"_id":"a"})"))));
  EXPECT_THAT(decodeDocuments(200, json(R"({"documents":{}})")),
              FailsWith(ErrorCode::kAnswerUnreadable));
}

TEST(SanityAnswerTest, ACommitNamesItsTransactionAndResults) {
  const auto committed =
      decodeCommit(200, json(R"({"transactionId":"t","results":[{"id":"a","operation":"create"},
                    {"id":"b","operation":"update","document":{"_id":"b"}},7]})"));

  ASSERT_THAT(committed, IsOk());
  EXPECT_EQ(committed->transactionId, "t");
  ASSERT_EQ(committed->results.size(), 3U);
  EXPECT_EQ(committed->results[0].operation, "create");
  EXPECT_EQ(committed->results[1].document["_id"].asString(), "b");
  EXPECT_THAT(decodeCommit(200, json("[]")), FailsWith(ErrorCode::kAnswerUnreadable));
}

}  // namespace
}  // namespace vitrine::sanity
