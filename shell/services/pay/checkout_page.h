// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "shell/services/http/message.h"
#include "shell/services/pay/stripe_ledger.h"

namespace vitrine::services {

// Stripe's hosted page: /c/pay/<session> with the card form, /c/pay/<session>/challenge for 3-D
// Secure. A plain form; a second submit of the same session finds it paid and is sent on.
class CheckoutPage {
 public:
  explicit CheckoutPage(StripeLedger& ledger) : ledger_(ledger) {}

  Response answer(const Request& request, std::int64_t nowMs);

 private:
  struct Typed {
    std::string email;
    std::string name;
    std::string expiry;
    std::string field;    // at fault
    std::string message;  // why
  };

  Response show(const Value& session, const Typed& typed) const;
  Response submit(const Value& session, const Request& request, std::int64_t nowMs);
  Response challenge(const Value& session, const Request& request, std::int64_t nowMs);
  Typed lastFailure(const Value& session) const;

  StripeLedger& ledger_;
};

}  // namespace vitrine::services
