// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/core/value.h"

namespace vitrine::services {

// The carriers of the local account.
struct Carrier {
  std::string_view code;          // as requests name it
  std::string_view trackingCode;  // as tracking answers name it: stamps_com answers usps
  std::string_view id;
  std::int64_t number;  // tracking answers carry an integer where everything else has se-…
  std::string_view name;
  std::string_view trackingPage;
  std::string_view service;
  std::string_view serviceName;
  std::int64_t days;
};

inline constexpr std::array<Carrier, 4> kCarriers = {{
    {"ups", "ups", "se-4100001", 3, "UPS", "https://www.ups.com/track?tracknum=", "ups_ground",
     "UPS® Ground", 3},
    {"fedex", "fedex", "se-4100002", 4, "FedEx",
     "https://www.fedex.com/fedextrack/?trknbr=", "fedex_ground", "FedEx Ground®", 3},
    {"stamps_com", "usps", "se-4100003", 1, "USPS",
     "https://tools.usps.com/go/TrackConfirmAction?tLabels=", "usps_priority_mail",
     "USPS Priority Mail", 2},
    {"dhl_express", "dhl_express", "se-4100004", 5, "DHL Express",
     "https://www.dhl.com/en/express/tracking.html?AWB=", "dhl_express_worldwide",
     "DHL Express Worldwide", 1},
}};

inline const Carrier* carrierById(std::string_view id) {
  for (const Carrier& carrier : kCarriers) {
    if (carrier.id == id) return &carrier;
  }
  return nullptr;
}

inline const Carrier* carrierByCode(std::string_view code) {
  for (const Carrier& carrier : kCarriers) {
    if (carrier.code == code || carrier.trackingCode == code) return &carrier;
  }
  return nullptr;
}

}  // namespace vitrine::services
