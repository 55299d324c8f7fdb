// SPDX-License-Identifier: MIT
#include <array>
#include <cstddef>
#include <utility>

#include "engine/tracking/status_map.h"
#include "engine/tracking/tracking.h"

namespace vitrine {
namespace {

// Where a parcel may be followed. A subdomain of any of these is as good.
constexpr auto kTrackingHosts = std::to_array<std::string_view>({
    "ups.com",        "usps.com",           "fedex.com",      "dhl.com",
    "dhl.de",         "dpd.com",            "dpd.de",         "dpd.co.uk",
    "gls-group.com",  "gls-group.eu",       "hermesworld.com", "myhermes.de",
    "evri.com",       "royalmail.com",      "parcelforce.com", "deutschepost.de",
    "post.at",        "post.ch",            "postnl.nl",      "bpost.be",
    "laposte.fr",     "chronopost.fr",      "colissimo.fr",   "correos.es",
    "poste.it",       "postnord.com",       "bring.com",      "posti.fi",
    "inpost.pl",      "canadapost.ca",      "auspost.com.au", "ontrac.com",
    "lasership.com",  "purolator.com",      "aftership.com",  "easypost.com",
    "goshippo.com",   "shipengine.com",     "shipstation.com"});

bool isHostCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
}

bool isAllowedHost(std::string_view host) {
  for (const std::string_view allowed : kTrackingHosts) {
    if (host == allowed) return true;
    if (host.size() > allowed.size() + 1 && host.ends_with(allowed) &&
        host[host.size() - allowed.size() - 1] == '.') {
      return true;
    }
  }
  return false;
}

// What the shopper reads: a parcel of which the carrier has said something that we do not know is
// on its way.
ShipmentStatus shownStatus(ShipmentStatus status, const std::vector<TrackingEvent>& events) {
  const bool unread = status == ShipmentStatus::kUnknown && !events.empty();
  return unread ? ShipmentStatus::kInTransit : status;
}

ShipmentStatus shownStatus(const TrackingEvent& event) {
  return event.status == ShipmentStatus::kUnknown ? ShipmentStatus::kInTransit : event.status;
}

std::optional<Timestamp> firstTimeOf(const Shipment& shipment, ShipmentStatus status) {
  for (const TrackingEvent& event : shipment.events) {
    if (shipmentRank(event.status) >= shipmentRank(status)) return event.at;
  }
  return {};
}

std::vector<ViewStep> stepsOf(const Shipment& shipment, ShipmentStatus shown) {
  constexpr std::array kSteps = {ShipmentStatus::kLabelCreated, ShipmentStatus::kInTransit,
                                 ShipmentStatus::kOutForDelivery, ShipmentStatus::kDelivered};
  const int rank = shipmentRank(shown);
  const bool lost = rank >= 5 && shown != ShipmentStatus::kDelivered;
  std::vector<ViewStep> steps;
  bool reached = true;
  for (const ShipmentStatus step : kSteps) {
    ViewStep view{std::string(shipmentStatusName(step)), StepState::kUpcoming, {}};
    const bool done = rank >= shipmentRank(step) && !(lost && step == ShipmentStatus::kDelivered);
    if (done) {
      view.state = StepState::kDone;
      view.at = firstTimeOf(shipment, step);
    } else if (reached) {
      view.state = lost ? StepState::kFailed : StepState::kCurrent;
    }
    reached = done;
    steps.push_back(std::move(view));
  }
  return steps;
}

}  // namespace

std::string safeTrackingUrl(std::string_view url) {
  constexpr std::string_view kScheme = "https://";
  if (!url.starts_with(kScheme) || url.size() > 2'000) return {};
  for (const char c : url) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 || byte >= 0x7F || c == '\\' || c == '"' || c == '<' || c == '>') return {};
  }
  const std::string_view rest = url.substr(kScheme.size());
  const std::string_view authority = rest.substr(0, rest.find_first_of("/?#"));
  std::string host;
  for (const char c : authority) {
    host.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
    if (!isHostCharacter(host.back())) return {};
  }
  return isAllowedHost(host) ? std::string(url) : std::string();
}

TrackingView trackingView(const Shipment& shipment, Timestamp now) {
  const ShipmentStatus shown = shownStatus(shipment.status, shipment.events);
  TrackingView view;
  view.status = std::string(shipmentStatusName(shown));
  view.statusAt = shipment.statusAt;
  view.carrier = shipment.carrierCode;
  view.trackingNumber = shipment.trackingNumber;
  view.trackingUrl = safeTrackingUrl(shipment.trackingUrl);
  const bool due = shipment.estimatedDeliveryAt &&
                   shipment.estimatedDeliveryAt->ms + kDayMs > now.ms;
  if (due && !isFinal(shown)) view.estimatedDeliveryAt = shipment.estimatedDeliveryAt;
  view.steps = stepsOf(shipment, shown);
  for (auto event = shipment.events.rbegin(); event != shipment.events.rend(); ++event) {
    view.events.push_back({event->at ? event->at->toIso() : "",
                           std::string(shipmentStatusName(shownStatus(*event))),
                           event->description,
                           event->location});
  }
  return view;
}

}  // namespace vitrine
