// SPDX-License-Identifier: MIT
#include "shell/services/pay/card.h"

#include <gtest/gtest.h>

namespace vitrine::services {
namespace {

constexpr std::int64_t kNow = 1'795'000'000'000;  // November 2026

CardReading read(std::string number, std::string expiry = "12/34", std::string code = "123") {
  return readCard({std::move(number), std::move(expiry), std::move(code)}, kNow);
}

TEST(CardTest, AcceptsTheDocumentedCardWithSpacesAndKeepsFourDigits) {
  const CardReading reading = read("4242 4242 4242 4242");
  ASSERT_TRUE(reading.card.has_value());
  EXPECT_EQ(reading.card->last4, "4242");
  EXPECT_EQ(reading.card->brand, "visa");
  EXPECT_FALSE(reading.card->refusal.has_value());
  EXPECT_FALSE(reading.card->needsAuthentication);
}

TEST(CardTest, NamesTheFieldAtFault) {
  EXPECT_EQ(read("4242424242424241").mistake->field, "number");
  EXPECT_EQ(read("4242").mistake->field, "number");
  EXPECT_EQ(read("4242x42424242424").mistake->field, "number");
  EXPECT_EQ(read("4242424242424242", "10/26").mistake->field, "expiry");
  EXPECT_EQ(read("4242424242424242", "00/30").mistake->field, "expiry");
  EXPECT_EQ(read("4242424242424242", "").mistake->field, "expiry");
  EXPECT_EQ(read("4242424242424242", "12/34", "12").mistake->field, "cvc");
  EXPECT_EQ(read("378282246310005", "12/34", "123").mistake->field, "cvc");
}

TEST(CardTest, AcceptsTheMonthThatIsRunning) {
  EXPECT_TRUE(read("4242424242424242", "11/26").card.has_value());
  EXPECT_TRUE(read("4242424242424242", "11 / 2026").card.has_value());
}

TEST(CardTest, DeclinesEveryCardThatIsNotDocumented) {
  const CardReading reading = read("4111111111111111");
  ASSERT_TRUE(reading.card && reading.card->refusal);
  EXPECT_EQ(reading.card->refusal->declineCode, "test_mode_live_card");
}

TEST(CardTest, ChallengesBeforeItDeclines) {
  const CardReading reading = read("4000008260003178");
  ASSERT_TRUE(reading.card.has_value());
  EXPECT_TRUE(reading.card->needsAuthentication);
  EXPECT_EQ(reading.card->refusal->declineCode, "insufficient_funds");
  EXPECT_EQ(refusalOf("insufficient_funds")->message, reading.card->refusal->message);
}

}  // namespace
}  // namespace vitrine::services
