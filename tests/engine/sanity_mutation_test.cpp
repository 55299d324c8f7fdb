// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "engine/core/json.h"
#include "engine/sanity/mutation.h"

namespace vitrine::sanity {
namespace {

TEST(SanityMutationTest, EachMutationHasItsOneKey) {
  const Value document(Object{{"_id", "order.1"}, {"_type", "order"}});

  EXPECT_EQ(encodeJson(create(document)), R"({"create":{"_id":"order.1","_type":"order"}})");
  EXPECT_EQ(encodeJson(createOrReplace(document)),
            R"({"createOrReplace":{"_id":"order.1","_type":"order"}})");
  EXPECT_EQ(encodeJson(createIfNotExists(document)),
            R"({"createIfNotExists":{"_id":"order.1","_type":"order"}})");
  EXPECT_EQ(encodeJson(remove("order.1")), R"({"delete":{"id":"order.1"}})");
}

TEST(SanityMutationTest, APatchCollectsItsOperations) {
  const Value patch = Patch("order.1")
                          .setIfMissing("history", Array{})
                          .set("status", "paid")
                          .set("paidAt", "2026-11-22T16:00:00Z")
                          .unset("payment.message")
                          .unset("expiresAt")
                          .inc("attempts", 1)
                          .dec(keyedPath("variants", "a", "stock"), 2)
                          .append("history", {Object{{"_key", "k"}}})
                          .ifRevision("rev-1")
                          .toMutation();

  EXPECT_EQ(encodeJson(patch),
            R"({"patch":{"id":"order.1","setIfMissing":{"history":[]},)"
            R"("set":{"status":"paid","paidAt":"2026-11-22T16:00:00Z"},)"
            R"("unset":["payment.message","expiresAt"],"inc":{"attempts":1},)"
            R"("dec":{"variants[_key==\"a\"].stock":2},)"
            R"("insert":{"after":"history[-1]","items":[{"_key":"k"}]},"ifRevisionID":"rev-1"}})");
}

TEST(SanityMutationTest, AnInsertNamesItsPlace) {
  EXPECT_EQ(encodeJson(Patch("a").insertBefore("b[0]", {1}).toMutation()),
            R"({"patch":{"id":"a","insert":{"before":"b[0]","items":[1]}}})");
  EXPECT_EQ(encodeJson(Patch("a").insertReplacing("b[1:2]", {}).toMutation()),
            R"({"patch":{"id":"a","insert":{"replace":"b[1:2]","items":[]}}})");
}

TEST(SanityMutationTest, ASecondInsertIsAProgrammersError) {
  EXPECT_DEATH_IF_SUPPORTED(Patch("a").append("b", {1}).append("b", {2}), "");
}

TEST(SanityMutationTest, ATransactionMayNameItself) {
  EXPECT_EQ(encodeJson(transaction({remove("a")}, "tx-1")),
            R"({"mutations":[{"delete":{"id":"a"}}],"transactionId":"tx-1"})");
  EXPECT_EQ(encodeJson(transaction({})), R"({"mutations":[]})");
}

TEST(SanityMutationTest, AKeyIsQuotedForThePathLanguage) {
  EXPECT_EQ(keyedPath("lines", "a"), R"(lines[_key=="a"])");
  EXPECT_EQ(keyedPath("lines", "a\"]x\\", "quantity"), R"(lines[_key=="a\"]x\\"].quantity)");
}

}  // namespace
}  // namespace vitrine::sanity
