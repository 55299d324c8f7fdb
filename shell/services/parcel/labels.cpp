// SPDX-License-Identifier: MIT
#include <algorithm>

#include "shell/services/clock.h"
#include "shell/services/crypto/digest.h"
#include "shell/services/parcel/carriers.h"
#include "shell/services/parcel/journey.h"
#include "shell/services/parcel/parcel.h"

namespace vitrine::services {
namespace {

constexpr std::size_t kLongestExternalId = 50;

std::unexpected<ShipEngineError> refused(std::string_view code, std::string_view field,
                                         std::string message) {
  return std::unexpected(ShipEngineError{400, "validation", std::string(code), std::move(message),
                                         std::string(field)});
}

std::unexpected<ShipEngineError> notFound(std::string_view what) {
  return std::unexpected(ShipEngineError{404, "validation", "invalid_identifier",
                                         "No such " + std::string(what) + ".", ""});
}

ParcelResult<void> checkAddress(const Value& shipment, std::string_view which) {
  for (const std::string_view name :
       {"name", "address_line1", "city_locality", "postal_code", "country_code"}) {
    if (!shipment[which][name].asString().empty()) continue;
    return refused("field_value_required", name,
                   std::string(which) + "." + std::string(name) + " should not be empty.");
  }
  return {};
}

ParcelResult<void> checkPackages(const Value& shipment) {
  const Array& packages = shipment["packages"].items();
  if (packages.empty()) {
    return refused("field_value_required", "packages", "packages should not be empty.");
  }
  for (const Value& package : packages) {
    const double weight = package["weight"]["value"].asDouble().value_or(0);
    if (weight > 0 && weight < 1e6) continue;
    return refused("invalid_field_value", "weight", "weight must be greater than 0.");
  }
  return {};
}

double gramsOf(const Value& shipment) {
  double grams = 0;
  for (const Value& package : shipment["packages"].items()) {
    const std::string_view unit = package["weight"]["unit"].asString();
    const double factor = unit == "kilogram" ? 1'000
                          : unit == "pound"  ? 453.59237
                          : unit == "ounce"  ? 28.349523125
                                             : 1;
    grams += package["weight"]["value"].asDouble().value_or(0) * factor;
  }
  return grams;
}

// In cents; only whole cents leave this place.
std::int64_t priceCents(const Carrier& carrier, const Value& shipment) {
  const auto hundredGrams = static_cast<std::int64_t>(gramsOf(shipment) / 100) + 1;
  return 420 + (4 - carrier.days) * 160 + hundredGrams * 12;
}

Value money(std::int64_t cents) {
  return Object{{"currency", "eur"}, {"amount", static_cast<double>(cents) / 100}};
}

// "2026-11-24T00:00:00": without a zone, as the vendor often sends it.
std::string dayAfter(std::int64_t nowMs, std::int64_t days) {
  return isoSeconds(nowMs + days * kDayMs).substr(0, 10) + "T00:00:00";
}

Value labelFiles(const std::string& base, const std::string& id) {
  const std::string file = base + "/v1/downloads/" + id;
  return Object{{"pdf", file + ".pdf"},
                {"png", file + ".png"},
                {"zpl", file + ".zpl"},
                {"href", file + ".pdf"}};
}

// A new label; `order` is the request's body around the shipment.
Value labelFor(const Carrier& carrier, const Value& shipment, const Value& order,
               const std::string& base, std::int64_t nowMs) {
  const std::string id = "se-" + randomDigits(9);
  // No carrier gives out such numbers: nobody can take them for real ones.
  const std::string number = "1ZSIM" + randomDigits(13);
  Array packages;
  for (const Value& package : shipment["packages"].items()) {
    packages.push_back(package.with("tracking_number", number));
  }
  return Object{{"label_id", id},
                {"status", "completed"},
                {"shipment_id", "se-" + randomDigits(9)},
                {"external_shipment_id", shipment["external_shipment_id"]},
                {"external_order_id", shipment["external_order_id"]},
                {"ship_date", isoSeconds(nowMs).substr(0, 10) + "T00:00:00Z"},
                {"created_at", isoSeconds(nowMs)},
                {"shipment_cost", money(priceCents(carrier, shipment))},
                {"insurance_cost", money(0)},
                {"tracking_number", number},
                {"tracking_url", std::string(carrier.trackingPage) + number},
                {"is_return_label", false},
                {"rma_number", nullptr},
                {"is_international",
                 shipment["ship_from"]["country_code"] != shipment["ship_to"]["country_code"]},
                {"batch_id", ""},
                {"carrier_id", carrier.id},
                {"charge_event", "carrier_default"},
                {"service_code", shipment["service_code"]},
                {"package_code", "package"},
                {"voided", false},
                {"voided_at", nullptr},
                {"label_format", order["label_format"].asString("pdf")},
                {"display_scheme", "label"},
                {"label_layout", order["label_layout"].asString("4x6")},
                {"trackable", true},
                {"label_image_id", nullptr},
                {"carrier_code", carrier.code},
                {"tracking_status", "in_transit"},
                {"label_download", labelFiles(base, id)},
                {"form_download", nullptr},
                {"insurance_claim", nullptr},
                {"packages", std::move(packages)},
                {"_shipment", shipment},
                {"_estimated", dayAfter(nowMs, carrier.days)},
                {"_events", Array{}}};
}

}  // namespace

ParcelResult<Value> Parcel::buy(const Value& shipment, const Value& order, std::int64_t nowMs) {
  const Carrier* carrier = carrierById(shipment["carrier_id"].asString());
  if (carrier == nullptr) carrier = carrierByCode(shipment["carrier_code"].asString());
  if (carrier == nullptr) {
    return refused(
        "invalid_field_value", "carrier_id",
        "carrier_id '" + std::string(shipment["carrier_id"].asString()) + "' not found.");
  }
  if (shipment["service_code"].asString().empty()) {
    return refused("field_value_required", "service_code", "service_code should not be empty.");
  }
  if (shipment["external_shipment_id"].asString().size() > kLongestExternalId) {
    return refused("invalid_field_value", "external_shipment_id", "At most 50 characters.");
  }
  if (auto fine = checkAddress(shipment, "ship_to"); !fine) return std::unexpected(fine.error());
  if (auto fine = checkPackages(shipment); !fine) return std::unexpected(fine.error());
  const Value label = labelFor(*carrier, shipment, order, options_.baseUrl, nowMs)
                          .with("_due", nowMs + gapMs() / 4);
  if (!objects_.put("label", label["label_id"].asString(), label)) {
    return std::unexpected(ShipEngineError{500, "system", "unspecified", "Not stored.", ""});
  }
  return label;
}

std::optional<Value> Parcel::labelOfShipment(std::string_view externalId) const {
  for (const Value& label : objects_.all("label")) {
    if (label["external_shipment_id"].asString() == externalId &&
        label["voided"].asBool() != true) {
      return label;
    }
  }
  return std::nullopt;
}

ParcelResult<Response> Parcel::voidLabel(const Value& label) {
  const bool isScanned = label["_events"].items().size() > 1;
  if (!isScanned) {
    objects_.put("label", label["label_id"].asString(),
                 label.with("voided", true).with("voided_at", isoSeconds(nowMs())).without("_due"));
  }
  return Response::json(200, Object{{"approved", !isScanned},
                                    {"message", isScanned ? "The parcel is already on its way."
                                                          : "This label has been voided."},
                                    {"reason_code", nullptr}});
}

ParcelResult<Response> Parcel::labels(const Request& request, const Segments& path,
                                      const Value& body) {
  const auto shown = [](const Value& label) { return Response::json(200, visibleObject(label)); };
  const bool isPost = request.method == "POST";
  if (path.size() == 2 && isPost) {
    const auto label = buy(body["shipment"], body, nowMs());
    if (!label) return std::unexpected(label.error());
    return shown(*label);
  }
  if (path.size() == 2 && request.isRead()) {
    Array list;
    for (const Value& label : objects_.all("label")) list.push_back(visibleObject(label));
    const auto count = static_cast<std::int64_t>(list.size());
    return Response::json(
        200, Object{{"labels", std::move(list)}, {"total", count}, {"page", 1}, {"pages", 1}});
  }
  if (path.size() == 4 && path[2] == "rates" && isPost) {
    const auto rate = objects_.find("rate", path[3]);
    if (!rate) return notFound("rate");
    const auto label = buy((*rate)["_shipment"], body, nowMs());
    if (!label) return std::unexpected(label.error());
    return shown(*label);
  }
  if (path.size() == 4 && path[2] == "external_shipment_id" && request.isRead()) {
    const auto label = labelOfShipment(path[3]);
    if (!label) return notFound("label");
    return shown(*label);
  }
  const auto label = path.size() >= 3 ? objects_.find("label", path[2]) : std::nullopt;
  if (!label) return notFound("label");
  if (path.size() == 3 && request.isRead()) return shown(*label);
  if (path.size() == 4 && path[3] == "track" && request.isRead()) {
    return Response::json(200, trackingOf(*label));
  }
  if (path.size() == 4 && path[3] == "void" && request.method == "PUT") return voidLabel(*label);
  return notFound("endpoint");
}

ParcelResult<Response> Parcel::rates(const Value& body) {
  const Value& shipment = body["shipment"];
  const Array& ids = body["rate_options"]["carrier_ids"].items();
  if (ids.empty()) {
    return refused("field_value_required", "carrier_ids", "carrier_ids should not be empty.");
  }
  if (auto fine = checkAddress(shipment, "ship_to"); !fine) return std::unexpected(fine.error());
  if (auto fine = checkPackages(shipment); !fine) return std::unexpected(fine.error());
  const std::int64_t now = nowMs();
  Array list;
  for (const Value& id : ids) {
    const Carrier* carrier = carrierById(id.asString());
    if (carrier == nullptr)
      return refused("invalid_field_value", "carrier_ids", "carrier_id not found.");
    const std::string rateId = "se-" + randomDigits(9);
    const Value rate = Object{{"rate_id", rateId},
                              {"rate_type", "shipment"},
                              {"carrier_id", carrier->id},
                              {"shipping_amount", money(priceCents(*carrier, shipment))},
                              {"insurance_amount", money(0)},
                              {"confirmation_amount", money(0)},
                              {"other_amount", money(0)},
                              {"zone", 5},
                              {"package_type", "package"},
                              {"delivery_days", carrier->days},
                              {"guaranteed_service", false},
                              {"estimated_delivery_date", dayAfter(now, carrier->days) + "Z"},
                              {"carrier_delivery_days", std::to_string(carrier->days)},
                              {"ship_date", dayAfter(now, 0) + "Z"},
                              {"negotiated_rate", false},
                              {"service_type", carrier->serviceName},
                              {"service_code", carrier->service},
                              {"trackable", true},
                              {"carrier_code", carrier->code},
                              {"carrier_nickname", carrier->name},
                              {"carrier_friendly_name", carrier->name},
                              {"validation_status", "valid"},
                              {"warning_messages", Array{}},
                              {"error_messages", Array{}}};
    objects_.put(
        "rate", rateId,
        rate.with("_shipment",
                  shipment.with("carrier_id", carrier->id).with("service_code", carrier->service)));
    list.push_back(rate);
  }
  const std::string shipmentId = "se-" + randomDigits(9);
  return Response::json(
      200, shipment.with("shipment_id", shipmentId)
               .with("created_at", isoSeconds(now))
               .with("shipment_status", "pending")
               .with("rate_response", Object{{"rates", std::move(list)},
                                             {"invalid_rates", Array{}},
                                             {"rate_request_id", "se-" + randomDigits(8)},
                                             {"shipment_id", shipmentId},
                                             {"created_at", isoSeconds(now)},
                                             {"status", "completed"},
                                             {"errors", Array{}}}));
}

}  // namespace vitrine::services
