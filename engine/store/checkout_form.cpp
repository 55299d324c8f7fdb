// SPDX-License-Identifier: MIT
#include "engine/store/checkout_form.h"

#include <algorithm>
#include <utility>

#include "engine/core/utf8.h"

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

bool isBlank(const std::string& text) { return text.find_first_not_of(" \t\r\n") == text.npos; }

// One @, something before it, a dot inside what follows: the rest is for the mail to find out.
bool isEmail(const std::string& text) {
  const std::size_t at = text.find('@');
  if (at == std::string::npos || at == 0 || text.find('@', at + 1) != std::string::npos) {
    return false;
  }
  const std::size_t dot = text.rfind('.');
  return dot != std::string::npos && dot > at + 1 && dot + 1 < text.size() &&
         text.find_first_of(" \t\r\n<>,;") == std::string::npos;
}

}  // namespace

CheckoutFields boundedFields(CheckoutFields fields) {
  eachField(fields, [](const char*, std::string& text) { text = bounded(std::move(text)); });
  return fields;
}

std::vector<ErrorView> checkFields(const CheckoutFields& fields,
                                   const std::vector<std::string>& countries) {
  std::vector<ErrorView> errors;
  const auto report = [&](bool isWrong, ErrorCode code, const char* field) {
    if (isWrong) errors.push_back(viewOf(Error{code, field, ""}));
  };
  const bool isServed =
      std::find(countries.begin(), countries.end(), fields.country) != countries.end();
  report(!isEmail(fields.email), ErrorCode::kEmailInvalid, "email");
  report(isBlank(fields.name), ErrorCode::kNameMissing, "name");
  report(isBlank(fields.line1), ErrorCode::kAddressIncomplete, "line1");
  report(isBlank(fields.postalCode), ErrorCode::kAddressIncomplete, "postalCode");
  report(isBlank(fields.city), ErrorCode::kAddressIncomplete, "city");
  report(!isServed, ErrorCode::kCountryUnknown, "country");
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
