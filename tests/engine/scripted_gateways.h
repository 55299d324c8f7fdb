// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "engine/core/value.h"
#include "tests/engine/scripted_lake.h"

namespace vitrine {

// Checkout Sessions, intents and refunds after the contract: idempotency keys are replayed with the
// first answer, refused with other parameters.
class ScriptedStripe {
 public:
  FakeAnswer handle(const std::string& method, const std::string& path, const Value& params,
                    const std::string& key, std::int64_t nowMs);

  // The shopper on the hosted page. False when the page is closed.
  bool pay(const std::string& sessionId);
  bool payLater(const std::string& sessionId);  // a delayed method: complete, unpaid
  void clear(const std::string& sessionId);     // the delayed money comes
  bool challenge(const std::string& sessionId, const char* intentStatus);  // 3-D Secure, declines
  void forgetKeys() { replays_.clear(); }  // as a day later
  void refundInDashboard(const std::string& intentId, std::int64_t amount);

  std::int64_t capturedOf(const std::string& orderId) const;
  std::int64_t refundedOf(const std::string& orderId) const;
  int chargesOf(const std::string& orderId) const;
  int openSessionsOf(const std::string& orderId) const;

  std::map<std::string, Value> sessions, intents, refunds;
  int refusesRefunds = 0;  // with that status, until it is 0 again

 private:
  FakeAnswer createSession(const Value& params, std::int64_t nowMs);
  FakeAnswer createRefund(const Value& params);
  std::map<std::string, std::pair<std::string, FakeAnswer>> replays_;
};

// Orders v2: nothing is captured unless the shop says so; a repeat under the same request id gives
// the latest state.
class ScriptedPaypal {
 public:
  FakeAnswer handle(const std::string& method, const std::string& path, const Value& body,
                    const std::string& requestId);
  bool approve(const std::string& orderId);
  void complain(const std::string& orderId);  // the payer, to PayPal: the money is held back

  std::int64_t capturedOf(const std::string& orderId) const;  // in cents
  std::int64_t refundedOf(const std::string& orderId) const;

  std::map<std::string, Value> orders;
  std::string declineNextCapture;  // an issue: INSTRUMENT_DECLINED
  bool staysApproved = false;      // after a refused capture
  int captures = 0;

 private:
  FakeAnswer capture(const std::string& id, const std::string& requestId);
  FakeAnswer refund(const std::string& captureId, const Value& body, const std::string& requestId);
  std::map<std::string, std::string> requests_;
  std::map<std::string, FakeAnswer> refunds_;
};

// Labels without any idempotency, as the vendor has none.
class ScriptedCarrier {
 public:
  FakeAnswer handle(const std::string& method, const std::string& path, const Value& body);
  // One more scan of the parcel, with the vendor's codes.
  void scan(const std::string& labelId, const char* status, const char* detail, std::int64_t atMs);
  Value webhook(const std::string& labelId) const;

  int labelsOf(const std::string& orderId) const;
  std::map<std::string, Value> labels;
  std::map<std::string, Array> scans;
};

}  // namespace vitrine
