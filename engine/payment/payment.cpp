// SPDX-License-Identifier: MIT
#include "engine/payment/payment.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace vitrine {
namespace {



constexpr std::size_t indexOf(PaymentStatus status) { return static_cast<std::size_t>(status); }

// Rows: the status now. Columns: the status reported, both in the order of the enum; '=' stays.
//   created pending requires_action authorised paid failed cancelled refunded part mismatch unknown
constexpr std::array<std::string_view, kPaymentStatusCount> kNext = {
    "=pra$xzRPmu",  // created
    "c=ra$xzRPm=",  // pending
    "cp=a$xzRPm=",  // requires_action
    "cpr=$xzRPm=",  // authorised
    "=======RP==",  // paid
    "====$==RPm=",  // failed: this attempt; its money may still turn up
    "====$==RPm=",  // cancelled
    "===========",  // refunded
    "=======R===",  // partially_refunded
    "=======RP==",  // mismatch
    "cpra$xzRPm="   // unknown
};

constexpr PaymentStatus statusOf(char cell) {
  switch (cell) {
    case 'c': return PaymentStatus::kCreated;
    case 'p': return PaymentStatus::kPending;
    case 'r': return PaymentStatus::kRequiresAction;
    case 'a': return PaymentStatus::kAuthorised;
    case '$': return PaymentStatus::kPaid;
    case 'x': return PaymentStatus::kFailed;
    case 'z': return PaymentStatus::kCancelled;
    case 'R': return PaymentStatus::kRefunded;
    case 'P': return PaymentStatus::kPartiallyRefunded;
    case 'm': return PaymentStatus::kMismatch;
    default: return PaymentStatus::kUnknown;
  }
}

// The status that sums of money amount to, whatever words came with them.
PaymentStatus statusOfSums(std::int64_t amount, const PaymentFact& fact) {
  if (fact.capturedMinor == 0) return fact.status;
  if (fact.refundedMinor >= fact.capturedMinor) return PaymentStatus::kRefunded;
  if (fact.refundedMinor > 0) return PaymentStatus::kPartiallyRefunded;
  return fact.capturedMinor == amount ? PaymentStatus::kPaid : PaymentStatus::kMismatch;
}

void applyRefunds(Payment& payment, const PaymentFact& fact) {
  for (Refund& refund : payment.refunds) {
    for (const RefundFact& known : fact.refunds) {
      const bool same = known.refundKey == refund.key ||
                        (!refund.refundId.empty() && known.refundId == refund.refundId);
      if (!same) continue;
      refund.refundId = known.refundId;
      refund.status = known.status;
    }
  }
}

// What went back of the order's own money, or is on its way, as far as we asked for it.
std::int64_t returnedMinor(const Payment& payment) {
  std::int64_t sum = 0;
  for (const Refund& refund : payment.refunds) {
    const bool main = !refund.reference.empty() && (refund.reference == payment.intentId ||
                                                    refund.reference == payment.captureId);
    const bool counts = refund.status == "pending" || refund.status == "succeeded";
    if (main && counts) sum += refund.amountMinor;
  }
  return sum;
}

}  // namespace

PaymentStatus nextPaymentStatus(PaymentStatus current, PaymentStatus reported) {
  const char cell = kNext[indexOf(current)][indexOf(reported)];
  return cell == '=' ? current : statusOf(cell);
}

Status compareWithOrder(const Order& order, const PaymentFact& fact) {
  if (fact.orderId != order.id.text) {
    return fail(ErrorCode::kPaymentMismatch, "reference", "The payment is of another order.");
  }
  if (fact.currency != order.currency.code()) {
    return fail(ErrorCode::kPaymentMismatch, "currency", "The payment is in another currency.");
  }
  const bool partly = fact.capturedMinor != 0 && fact.capturedMinor != order.totalMinor;
  if (fact.amountMinor != order.totalMinor || partly) {
    return fail(ErrorCode::kPaymentMismatch, "amount", "The payment is of another amount.");
  }
  return {};
}

Payment withFact(Payment payment, const PaymentFact& fact) {
  payment.status = nextPaymentStatus(payment.status, statusOfSums(payment.amountMinor, fact));
  payment.capturedMinor = std::max(payment.capturedMinor, fact.capturedMinor);
  if (payment.capturedMinor == fact.capturedMinor) payment.refundedMinor = fact.refundedMinor;
  if (fact.capturedMinor > 0) payment.gateway = fact.gateway;  // refunds go where the money is
  if (!fact.sessionId.empty() && fact.gateway == payment.gateway) {
    payment.sessionId = fact.sessionId;
  }
  if (!fact.reference.empty()) {
    (fact.gateway == Gateway::kStripe ? payment.intentId : payment.captureId) = fact.reference;
  }
  payment.redirectUrl = fact.open ? fact.redirectUrl : "";
  payment.message = fact.capturedMinor > 0 ? "" : fact.message;
  applyRefunds(payment, fact);
  payment.refundedMinor = std::max(payment.refundedMinor, returnedMinor(payment));
  return payment;
}

bool isPaid(const Order& order) {
  return order.payment.capturedMinor - order.payment.refundedMinor >= order.totalMinor &&
         (order.totalMinor > 0 || order.payment.status == PaymentStatus::kPaid);
}

}  // namespace vitrine
