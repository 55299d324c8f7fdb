// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vitrine::services {

// What a buyer typed. Lives for one request; neither number nor code is ever stored or logged.
struct CardEntry {
  std::string number;
  std::string expiry;  // "12 / 34"
  std::string code;
};

// A refusal, in Stripe's words.
struct CardRefusal {
  std::string_view code;         // card_declined, expired_card, incorrect_cvc, ...
  std::string_view declineCode;  // generic_decline, ...; empty when the issuer was not asked
  std::string_view message;
};

// What follows once the card is accepted.
enum class CardFuture : std::uint8_t { kNone, kDispute, kPendingRefund, kFailingRefund };

// A card that passed the form's checks, reduced to what may be kept.
struct Card {
  std::string brand;
  std::string last4;
  int expMonth = 0;
  int expYear = 0;
  bool needsAuthentication = false;
  std::optional<CardRefusal> refusal;  // by the issuer, after authentication where that is needed
  CardFuture future = CardFuture::kNone;
};

// Which field the form's checks found fault with.
struct CardMistake {
  std::string_view field;  // "number", "expiry", "cvc"
  CardRefusal refusal;
};

struct CardReading {
  std::optional<Card> card;
  std::optional<CardMistake> mistake;
};

// Checks the entry as the hosted page does (Luhn, expiry, code) and looks the number up among the
// documented test cards. Any other number is declined: this is no place for a real card.
CardReading readCard(const CardEntry& entry, std::int64_t nowMs);

// The issuer's refusal with this decline code, for a card that waits for authentication.
std::optional<CardRefusal> refusalOf(std::string_view declineCode);

inline constexpr CardRefusal kAuthenticationFailed = {
    "payment_intent_authentication_failure", "",
    "We are unable to authenticate your payment method. Please choose a different payment method "
    "and try again."};

}  // namespace vitrine::services
