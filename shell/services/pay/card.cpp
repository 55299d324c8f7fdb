// SPDX-License-Identifier: MIT
#include "shell/services/pay/card.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

namespace vitrine::services {
namespace {

constexpr std::string_view kDeclined = "Your card was declined.";

constexpr CardRefusal kGeneric = {"card_declined", "generic_decline", kDeclined};
constexpr CardRefusal kFunds = {"card_declined", "insufficient_funds",
                                "Your card has insufficient funds."};
constexpr CardRefusal kLost = {"card_declined", "lost_card", kDeclined};
constexpr CardRefusal kStolen = {"card_declined", "stolen_card", kDeclined};
constexpr CardRefusal kExpired = {"expired_card", "expired_card", "Your card has expired."};
constexpr CardRefusal kCode = {"incorrect_cvc", "incorrect_cvc",
                               "Your card's security code is incorrect."};
constexpr CardRefusal kProcessing = {
    "processing_error", "processing_error",
    "An error occurred while processing your card. Try again in a little bit."};
constexpr CardRefusal kVelocity = {
    "card_declined", "card_velocity_exceeded",
    "Your card was declined for making repeated attempts too frequently or exceeding its amount "
    "limit."};
constexpr CardRefusal kFraud = {"card_declined", "fraudulent", kDeclined};
constexpr CardRefusal kNoTestCard = {
    "card_declined", "test_mode_live_card",
    "Your card was declined. Your request was in test mode, but used a non test card. For a list "
    "of valid test cards, visit: https://stripe.com/docs/testing."};

constexpr CardRefusal kBadNumber = {"incorrect_number", "", "Your card number is invalid."};
constexpr CardRefusal kShortNumber = {"incomplete_number", "", "Your card number is incomplete."};
constexpr CardRefusal kNoExpiry = {"incomplete_expiry", "",
                                   "Your card's expiration date is incomplete."};
constexpr CardRefusal kBadMonth = {"invalid_expiry_month", "",
                                   "Your card's expiration month is invalid."};
constexpr CardRefusal kPast = {"invalid_expiry_year_past", "",
                               "Your card's expiration year is in the past."};
constexpr CardRefusal kPastMonth = {"invalid_expiry_month_past", "",
                                    "Your card's expiration date is in the past."};
constexpr CardRefusal kShortCode = {"incomplete_cvc", "",
                                    "Your card's security code is incomplete."};

struct TestCard {
  std::string_view number;
  const CardRefusal* refusal = nullptr;
  bool needsAuthentication = false;
  CardFuture future = CardFuture::kNone;
};

constexpr std::array<TestCard, 24> kTestCards = {{
    {"4242424242424242"},
    {"4000056655665556"},
    {"5555555555554444"},
    {"2223003122003222"},
    {"5200828282828210"},
    {"378282246310005"},
    {"4000000000000002", &kGeneric},
    {"4000000000009995", &kFunds},
    {"4000000000009987", &kLost},
    {"4000000000009979", &kStolen},
    {"4000000000000069", &kExpired},
    {"4000000000000127", &kCode},
    {"4000000000000119", &kProcessing},
    {"4000000000006975", &kVelocity},
    {"4000000000000341", &kGeneric},
    {"4100000000000019", &kFraud},
    {"4000002500003155", nullptr, true},
    {"4000002760003184", nullptr, true},
    {"4000000000003220", nullptr, true},
    {"4000008400001629", &kGeneric, true},
    {"4000008260003178", &kFunds, true},
    {"4000000000000259", nullptr, false, CardFuture::kDispute},
    {"4000000000007726", nullptr, false, CardFuture::kPendingRefund},
    {"4000000000005126", nullptr, false, CardFuture::kFailingRefund},
}};

std::string digitsOf(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (c >= '0' && c <= '9') digits += c;
  }
  return digits;
}

bool passesLuhn(std::string_view digits) {
  int sum = 0;
  bool isDoubled = false;
  for (auto it = digits.rbegin(); it != digits.rend(); ++it) {
    int digit = *it - '0';
    if (isDoubled) digit = digit > 4 ? digit * 2 - 9 : digit * 2;
    sum += digit;
    isDoubled = !isDoubled;
  }
  return sum % 10 == 0;
}

std::string_view brandOf(std::string_view digits) {
  if (digits.starts_with('4')) return "visa";
  if (digits.starts_with("34") || digits.starts_with("37")) return "amex";
  if (digits.starts_with('5') || digits.starts_with('2')) return "mastercard";
  return "unknown";
}

struct Expiry {
  int month = 0;
  int year = 0;
};

std::optional<CardRefusal> readExpiry(std::string_view text, std::int64_t nowMs, Expiry& expiry) {
  std::string digits = digitsOf(text);
  if (digits.size() == 3) digits.insert(0, "0");  // 1/34
  if (digits.size() != 4 && digits.size() != 6) return kNoExpiry;
  std::from_chars(digits.data(), digits.data() + 2, expiry.month);
  std::from_chars(digits.data() + 2, digits.data() + digits.size(), expiry.year);
  if (digits.size() == 4) expiry.year += 2000;
  if (expiry.month < 1 || expiry.month > 12) return kBadMonth;
  const std::chrono::sys_time<std::chrono::milliseconds> now{std::chrono::milliseconds(nowMs)};
  const std::chrono::year_month_day today{std::chrono::floor<std::chrono::days>(now)};
  const int year = static_cast<int>(today.year());
  const int month = static_cast<int>(static_cast<unsigned>(today.month()));
  if (expiry.year < year || expiry.year > year + 50) return kPast;
  if (expiry.year == year && expiry.month < month) return kPastMonth;
  return std::nullopt;
}

bool hasOnly(std::string_view text, std::string_view allowed) {
  return text.find_first_not_of(allowed) == std::string_view::npos;
}

}  // namespace

std::optional<CardRefusal> refusalOf(std::string_view declineCode) {
  for (const TestCard& card : kTestCards) {
    if (card.refusal != nullptr && card.refusal->declineCode == declineCode) return *card.refusal;
  }
  return std::nullopt;
}

CardReading readCard(const CardEntry& entry, std::int64_t nowMs) {
  const std::string digits = digitsOf(entry.number);
  if (!hasOnly(entry.number, "0123456789 -")) return {{}, CardMistake{"number", kBadNumber}};
  if (digits.size() < 13) return {{}, CardMistake{"number", kShortNumber}};
  if (digits.size() > 19 || !passesLuhn(digits)) return {{}, CardMistake{"number", kBadNumber}};
  Expiry expiry;
  if (const auto refusal = readExpiry(entry.expiry, nowMs, expiry)) {
    return {{}, CardMistake{"expiry", *refusal}};
  }
  const std::string_view brand = brandOf(digits);
  const std::size_t codeSize = brand == "amex" ? 4 : 3;
  if (entry.code.size() != codeSize || !hasOnly(entry.code, "0123456789")) {
    return {{}, CardMistake{"cvc", kShortCode}};
  }
  Card card;
  card.brand = brand;
  card.last4 = digits.substr(digits.size() - 4);
  card.expMonth = expiry.month;
  card.expYear = expiry.year;
  const auto* known = std::ranges::find(kTestCards, digits, &TestCard::number);
  if (known == kTestCards.end()) {
    card.refusal = kNoTestCard;
    return {card, {}};
  }
  if (known->refusal != nullptr) card.refusal = *known->refusal;
  card.needsAuthentication = known->needsAuthentication;
  card.future = known->future;
  return {card, {}};
}

}  // namespace vitrine::services
