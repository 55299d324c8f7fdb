// SPDX-License-Identifier: MIT
#include "engine/store/checkout_form.h"

#include <algorithm>
#include <utility>

#include "engine/core/utf8.h"
#include "engine/order/contact.h"

namespace vitrine {
namespace {

constexpr std::size_t kMaxFieldBytes = 400;

std::string bounded(std::string text) {
  if (text.size() > kMaxFieldBytes) text.resize(kMaxFieldBytes);
  return repairUtf8(text);
}

template <typename Visit>
void eachField(CheckoutFields& fields, Visit visit) {
  std::apply([&](const auto&... entry) { (visit(entry.name, fields.*entry.member), ...); },
             fieldsOf(static_cast<const CheckoutFields*>(nullptr)));
}

// The rules name an address's fields by path; the form is flat.
std::string flatField(std::string_view field) {
  const std::size_t dot = field.rfind('.');
  return std::string(dot == std::string_view::npos ? field : field.substr(dot + 1));
}

}  // namespace

CheckoutFields boundedFields(CheckoutFields fields) {
  eachField(fields, [](const char*, std::string& text) { text = bounded(std::move(text)); });
  return fields;
}

Address addressOf(const CheckoutFields& fields) {
  return {tidyText(fields.name),   tidyText(fields.line1),  tidyText(fields.line2),
          tidyText(fields.postalCode), tidyText(fields.city), tidyText(fields.region),
          fields.country,          tidyText(fields.phone)};
}

std::vector<ErrorView> checkFields(const CheckoutFields& fields,
                                   const std::vector<std::string>& countries) {
  std::vector<ErrorView> errors;
  bool isCountryWrong = false;
  for (const Error& error :
       checkContact(tidyText(fields.email), tidyText(fields.name), addressOf(fields))) {
    ErrorView view = viewOf(error);
    view.field = flatField(error.field);
    isCountryWrong = isCountryWrong || view.field == "country";
    errors.push_back(std::move(view));
  }
  const bool isServed =
      std::find(countries.begin(), countries.end(), fields.country) != countries.end();
  if (!isServed && !isCountryWrong) {
    errors.push_back(viewOf(Error{ErrorCode::kShippingNotAvailable, "country", ""}));
  }
  return errors;
}

void CheckoutForm::flush(Storage& storage) {
  if (!unsaved_ || !slot_.canSave()) return;
  unsaved_ = false;
  slot_.save(storage,
             Object{{"version", 1}, {"fields", toValue(fields_)}, {"gateway", gateway_}});
}

bool CheckoutForm::change(CheckoutFields fields, Storage& storage) {
  if (fields == fields_) return false;
  fields_ = std::move(fields);
  unsaved_ = true;
  flush(storage);
  return true;
}

bool CheckoutForm::choose(std::string gateway, Storage& storage) {
  if (gateway == gateway_) return false;
  gateway_ = std::move(gateway);
  unsaved_ = true;
  flush(storage);
  return true;
}

bool CheckoutForm::take(const StorageAnswer& answer, Storage& storage, bool& lost) {
  const Slot::Taken taken = slot_.take(storage, answer);
  const CheckoutFields before = fields_;
  const std::string gatewayBefore = gateway_;
  if (taken.event == Slot::Event::kConflict) unsaved_ = true;
  if (taken.event == Slot::Event::kLoaded) {
    lost = taken.state == RecordState::kDamaged || taken.state == RecordState::kNewer;
    if (taken.body && !unsaved_) {
      const Value& stored = (*taken.body)["fields"];
      eachField(fields_, [&](const char* name, std::string& text) {
        text = bounded(stored[name].asString(""));
      });
      gateway_ = bounded((*taken.body)["gateway"].asString(""));
    }
  }
  flush(storage);
  return fields_ != before || gateway_ != gatewayBefore;
}

}  // namespace vitrine
