// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <array>
#include <string>

#include "engine/order/order.h"
#include "tests/engine/matchers.h"
#include "tests/engine/order_fixture.h"

namespace vitrine {
namespace {

// Statuses by letter, '-' forbidden, '=' unchanged. Columns: captured, expired, cancelled, label,
// moving, delivered, refund requested, refund completed, dispute.
constexpr std::string_view kLetters = "APFSDCXrRB";
constexpr std::array<std::string_view, kOrderStatusCount> kExpected = {
    "PXC---r--",  // Awaiting payment
    "=--F--r-B",  // Paid
    "=--=S-r-B",  // Fulfilling
    "=--==Dr-B",  // Shipped
    "=--===r-B",  // Delivered
    "-==---r--",  // Cancelled
    "P==---r--",  // eXpired
    "=-----=RB",  // refund pending
    "=-----==-",  // Refunded
    "=-----===",  // in dispute (B)
};

TEST(OrderStatusTest, EveryStatusAnswersEveryEventAsTheTableSays) {
  for (std::size_t status = 0; status < kExpected.size(); ++status) {
    for (std::size_t event = 0; event < static_cast<std::size_t>(kOrderEventCount); ++event) {
      const auto from = static_cast<OrderStatus>(status);
      const auto next = nextOrderStatus(from, static_cast<OrderEvent>(event));
      const char expected = kExpected[status][event];
      const char actual = !next           ? '-'
                          : *next == from ? '='
                                          : kLetters[static_cast<std::size_t>(*next)];
      EXPECT_EQ(actual, expected) << orderStatusName(from) << " x "
                                  << orderEventName(static_cast<OrderEvent>(event));
    }
  }
}

TEST(OrderStatusTest, NoEventLeadsBackFromMoneyToWaiting) {
  for (int status = 1; status < kOrderStatusCount; ++status) {
    for (int event = 0; event < kOrderEventCount; ++event) {
      EXPECT_NE(nextOrderStatus(static_cast<OrderStatus>(status), static_cast<OrderEvent>(event)),
                OrderStatus::kAwaitingPayment);
    }
  }
}

TEST(OrderStatusTest, NamesReadBack) {
  for (int i = 0; i < kOrderStatusCount; ++i) {
    const auto status = static_cast<OrderStatus>(i);
    EXPECT_EQ(orderStatusOf(orderStatusName(status)), status);
  }
  EXPECT_EQ(orderStatusOf("shipped "), std::nullopt);
}

TEST(OrderTest, AMoveIsWrittenIntoTheHistory) {
  const Timestamp now{1'764'000'100'000};
  const Result<Order> paid =
      withEvent(sampleOrder(), OrderEvent::kPaymentCaptured, "payment captured", now);

  ASSERT_THAT(paid, IsOk());
  EXPECT_EQ(paid->status, OrderStatus::kPaid);
  EXPECT_EQ(paid->paidAt, now);
  ASSERT_EQ(paid->history.size(), 1U);
  EXPECT_EQ(paid->history[0],
            (OrderHistoryEntry{"h1", now, "awaiting_payment", "paid", "payment captured"}));
}

TEST(OrderTest, AnEventThatSaysNothingNewChangesNothing) {
  const Timestamp now{1'764'000'100'000};
  const Order paid = *withEvent(sampleOrder(), OrderEvent::kPaymentCaptured, "", now);

  EXPECT_EQ(*withEvent(paid, OrderEvent::kPaymentCaptured, "again", now.plusMs(5)), paid);
}

TEST(OrderTest, ALateExpiryNeverUndoesAPayment) {
  const Order paid = *withEvent(sampleOrder(), OrderEvent::kPaymentCaptured, "", Timestamp{1});

  EXPECT_THAT(withEvent(paid, OrderEvent::kReservationExpired, "", Timestamp{2}),
              FailsWith(ErrorCode::kTransitionForbidden));
}

TEST(OrderNumberTest, IsReadableAndSurvivesDictation) {
  EXPECT_EQ(orderNumber("0000000000"), "VT-0000-0000");
  EXPECT_EQ(orderNumber("ffffffffff"), "VT-ZZZZ-ZZZZ");
  EXPECT_EQ(orderNumber("0123456789abcdef"), "VT-04HM-ASW9");
  EXPECT_EQ(normaliseOrderNumber(" vt-o4hm-asw9 "), "VT-04HM-ASW9");
  EXPECT_EQ(normaliseOrderNumber("04HMASW9"), "VT-04HM-ASW9");
  EXPECT_EQ(normaliseOrderNumber("VT 04hm asw9"), "VT-04HM-ASW9");
  EXPECT_EQ(normaliseOrderNumber("VT-U4HM-ASW9"), "");
  EXPECT_EQ(normaliseOrderNumber(std::string(5000, 'A')), "");
}

TEST(Sha256Test, MatchesTheStandardsExamples) {
  EXPECT_EQ(sha256Hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256Hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256Hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST(ConstantTimeTest, ComparesWholeTexts) {
  EXPECT_TRUE(equalInConstantTime("abc", "abc"));
  EXPECT_FALSE(equalInConstantTime("abc", "abd"));
  EXPECT_FALSE(equalInConstantTime("abc", "ab"));
}

}  // namespace
}  // namespace vitrine
