// SPDX-License-Identifier: MIT
#include "engine/order/order.h"

#include <cstddef>
#include <utility>

#include "engine/core/check.h"

namespace vitrine {
namespace {

// Crockford's base 32: no I, L, O, U, so that a number can be read out on the telephone.
constexpr std::string_view kCrockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::string_view kNumberPrefix = "VT-";
constexpr std::size_t kNumberDigits = 8;
constexpr std::size_t kBitsPerDigit = 5;

std::uint64_t hexDigit(char c) {
  if (c >= '0' && c <= '9') return static_cast<std::uint64_t>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<std::uint64_t>(c - 'a' + 10);
  if (c >= 'A' && c <= 'F') return static_cast<std::uint64_t>(c - 'A' + 10);
  return 0;
}

char upperCase(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

char crockfordDigit(char typed) {
  const char c = upperCase(typed);
  if (c == 'O') return '0';
  if (c == 'I' || c == 'L') return '1';
  return kCrockford.find(c) == std::string_view::npos ? '\0' : c;
}

std::string numberOf(std::string_view digits) {
  return std::string(kNumberPrefix) + std::string(digits.substr(0, 4)) + "-" +
         std::string(digits.substr(4));
}

}  // namespace

Result<Order> withEvent(Order order, OrderEvent event, std::string_view reason, Timestamp now) {
  const std::optional<OrderStatus> next = nextOrderStatus(order.status, event);
  if (!next) {
    return fail(ErrorCode::kTransitionForbidden, "status",
                std::string(orderEventName(event)) + " of an order that is " +
                    std::string(orderStatusName(order.status)));
  }
  if (*next == order.status) return order;
  order.history.push_back({.key = "h" + std::to_string(order.history.size() + 1),
                           .at = now,
                           .from = std::string(orderStatusName(order.status)),
                           .to = std::string(orderStatusName(*next)),
                           .reason = std::string(reason)});
  order.status = *next;
  order.updatedAt = now;
  if (event == OrderEvent::kPaymentCaptured) order.paidAt = now;
  return order;
}

std::string orderNumber(std::string_view randomHex) {
  check(randomHex.size() >= kNumberDigits * kBitsPerDigit / 4);
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < kNumberDigits * kBitsPerDigit / 4; ++i) {
    bits = bits << 4U | hexDigit(randomHex[i]);
  }
  std::string digits(kNumberDigits, '0');
  for (std::size_t i = kNumberDigits; i-- > 0; bits >>= kBitsPerDigit) {
    digits[i] = kCrockford[bits & 31U];
  }
  return numberOf(digits);
}

std::string normaliseOrderNumber(std::string_view typed) {
  std::string letters;
  for (const char c : typed) {
    if (c != ' ' && c != '-') letters.push_back(upperCase(c));
    if (letters.size() > kNumberDigits + 2) return {};
  }
  if (letters.size() == kNumberDigits + 2 && letters.starts_with("VT")) letters.erase(0, 2);
  if (letters.size() != kNumberDigits) return {};
  for (char& c : letters) {
    c = crockfordDigit(c);
    if (c == '\0') return {};
  }
  return numberOf(letters);
}

bool equalInConstantTime(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  unsigned difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    difference |= static_cast<unsigned>(static_cast<unsigned char>(a[i]) ^
                                        static_cast<unsigned char>(b[i]));
  }
  return difference == 0;
}

Object changedMembers(const Order& before, const Order& after) {
  const Value old = encodeOrder(before);
  const Value next = encodeOrder(after);
  Object changed;
  for (const auto& [name, value] : next.members()) {
    if (!(old[name] == value)) changed.append(name, value);
  }
  return changed;
}

}  // namespace vitrine
