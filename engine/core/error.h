// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace vitrine {

// Every rule that can be broken and every outside failure, by name. Closed, and ordered by
// precedence: when a request breaks several rules, the first in this list is the one reported.
// At the boundary a code is spelled in snake_case (`errorCodeName`), and that spelling is what the
// page branches on; the message is for people and logs.
enum class ErrorCode : std::uint8_t {
  // Input that cannot be read at all.
  kMalformedJson,
  kTooLarge,
  kTooDeep,
  kUnknownField,
  kMissingField,
  kWrongType,
  kInvalidValue,
  // GROQ.
  kQuerySyntax,
  kQueryUnsupported,
  kQueryLimitExceeded,
  // Money.
  kCurrencyUnknown,
  kCurrencyMismatch,
  kAmountOverflow,
  kAmountNegative,
  // Catalog and cart.
  kProductNotFound,
  kVariantNotFound,
  kQuantityMustBePositive,
  kQuantityAboveLimit,
  kQuantityAboveStock,
  kOutOfStock,
  kLineNotFound,
  kCartEmpty,
  kCartFull,
  // Coupons and shipping.
  kCouponUnknown,
  kCouponNotStarted,
  kCouponExpired,
  kCouponUsedUp,
  kCouponMinimumNotReached,
  kShippingMethodUnknown,
  kShippingNotAvailable,
  // Contact and address.
  kEmailInvalid,
  kNameMissing,
  kAddressIncomplete,
  kCountryUnknown,
  kPostalCodeInvalid,
  // Orders and payments.
  kIdempotencyKeyInvalid,
  kIdempotencyKeyReused,
  kTotalChanged,
  kOrderNotFound,
  kOrderAlreadyPaid,
  kOrderNotPayable,
  kTransitionForbidden,
  kGatewayUnknown,
  kPaymentDeclined,
  kPaymentMismatch,
  kRefundAboveCaptured,
  // Tracking.
  kCarrierUnknown,
  // Outside failures: the same request may succeed later when `isTransient` says so.
  kNotAuthorised,
  kRateLimited,
  kRevisionConflict,
  kTransportUnavailable,
  kTransportTimeout,
  kServiceFailed,
  kAnswerUnreadable,
  kStorageUnavailable,
  kStorageDamaged,
  kStorageNewer,
  kLast = kStorageNewer,
};

// The boundary's spelling: `quantity_must_be_positive`. The text is static.
std::string_view errorCodeName(ErrorCode code);

// Whether repeating the same request unchanged can succeed.
bool isTransient(ErrorCode code);

// A broken rule or an outside failure, as a value. `field` names the input at fault in the caller's
// own words ("quantity", "shippingAddress.postalCode"), or is empty.
struct Error {
  ErrorCode code;
  std::string field;
  std::string message;

  Error(ErrorCode errorCode, std::string_view fieldName, std::string_view text);
  Error(const Error& other);
  Error(Error&& other) noexcept;
  Error& operator=(const Error& other);
  Error& operator=(Error&& other) noexcept;
  ~Error();

  bool operator==(const Error& other) const;
};

}  // namespace vitrine
