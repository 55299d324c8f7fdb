// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/error.h"
#include "engine/core/value.h"
#include "engine/order/order.h"
#include "engine/pricing/quote.h"
#include "engine/server/run.h"

namespace vitrine::server {

// What a stranger sent, read with suspicion: members that are not known are refused, text is not a
// number, and every broken rule is named at once.

struct OrderRequest {
  std::string idempotencyKey;
  std::vector<QuoteLineRequest> lines;
  std::string couponCode;  // normal form; empty: none
  std::string email;
  std::string name;
  Address address;
  std::string shippingMethodId;
  Gateway gateway = Gateway::kStripe;
  std::int64_t agreedTotalMinor = 0;
  std::string agreedCurrency;
};

struct ReadRequest {
  OrderRequest request;
  std::vector<Error> errors;  // empty: the request is sound
};

// All members are needed.
ReadRequest readPlaceOrder(const Value& request, const Shop& shop);

// SHA-256 over what was asked: equal for a retry, different for anything else under the same key.
std::string requestHash(const OrderRequest& request);

// A request of texts and whole numbers: which members may be there, and which must.
enum class MemberKind : std::uint8_t { kText, kNumber, kOrderId, kHex32, kAny };
struct MemberRule {
  const char* name;
  MemberKind kind;
  bool needed;
};
std::vector<Error> checkMembers(const Value& request, const std::vector<MemberRule>& rules);

bool isHex32(std::string_view text);
bool isOrderId(std::string_view text);

}  // namespace vitrine::server
