// SPDX-License-Identifier: MIT
#include "engine/server/request.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>

#include "engine/order/contact.h"
#include "engine/pricing/coupon.h"

namespace vitrine::server {
namespace {

constexpr std::size_t kMaxTextLength = 2'000;
constexpr std::size_t kMaxSkuLength = 64;

// Collects what is wrong while it reads.
class Reader {
 public:
  Reader(const Value& object, std::string prefix, std::vector<Error>& errors)
      : object_(object), prefix_(std::move(prefix)), errors_(errors) {}

  void fail(ErrorCode code, std::string_view name, std::string message) {
    errors_.push_back({code, prefix_ + std::string(name), std::move(message)});
  }

  void allowOnly(std::initializer_list<std::string_view> names) {
    for (const auto& [name, value] : object_.members()) {
      if (std::find(names.begin(), names.end(), name) != names.end()) continue;
      fail(ErrorCode::kUnknownField, name.substr(0, 64), "This member is not known.");
    }
  }

  std::string text(std::string_view name) {
    const Value& value = object_[name];
    if (value.isNull()) return {};
    if (!value.isString()) {
      fail(ErrorCode::kWrongType, name, "A text is expected.");
      return {};
    }
    if (value.asString().size() > kMaxTextLength) {
      fail(ErrorCode::kTooLarge, name, "The text is too long.");
      return {};
    }
    return tidyText(value.asString());
  }

  std::string needed(std::string_view name) {
    const std::size_t before = errors_.size();
    std::string value = text(name);
    if (value.empty() && errors_.size() == before) {
      fail(ErrorCode::kMissingField, name, "This member is needed.");
    }
    return value;
  }

  std::optional<std::int64_t> number(std::string_view name) {
    const Value& value = object_[name];
    if (value.isNull()) {
      fail(ErrorCode::kMissingField, name, "This member is needed.");
      return {};
    }
    if (!value.isNumber()) {
      fail(ErrorCode::kWrongType, name, "A number is expected.");
      return {};
    }
    return value.asInt64();
  }

 private:
  const Value& object_;
  std::string prefix_;
  std::vector<Error>& errors_;
};

// A whole number from 1; whatever else a number can be is named for the rule that it breaks.
std::int64_t readQuantity(Reader& line, const Value& value) {
  const std::size_t tooMany = static_cast<std::size_t>(kHighestQuantityLimit);
  const std::optional<double> number = value.asDouble();
  if (value.isNumber() && !value.asInt64()) {
    if (number && *number >= static_cast<double>(tooMany)) {
      line.fail(ErrorCode::kQuantityAboveLimit, "quantity", "More than can be ordered.");
    } else if (number && *number <= 0) {
      line.fail(ErrorCode::kQuantityMustBePositive, "quantity", "At least 1.");
    } else {
      line.fail(ErrorCode::kInvalidValue, "quantity", "A whole number is expected.");
    }
    return 0;
  }
  const std::optional<std::int64_t> quantity = line.number("quantity");
  if (!quantity) return 0;
  if (*quantity < 1) line.fail(ErrorCode::kQuantityMustBePositive, "quantity", "At least 1.");
  if (*quantity > kHighestQuantityLimit) {
    line.fail(ErrorCode::kQuantityAboveLimit, "quantity", "More than can be ordered.");
  }
  return *quantity;
}

void readLines(const Value& lines, OrderRequest& request, std::vector<Error>& errors) {
  if (!lines.isArray() && !lines.isNull()) {
    errors.push_back({ErrorCode::kWrongType, "lines", "A list is expected."});
    return;
  }
  if (lines.items().empty()) {
    errors.push_back({ErrorCode::kCartEmpty, "lines", "There is nothing to order."});
    return;
  }
  if (lines.items().size() > kMaxQuoteLines) {
    errors.push_back({ErrorCode::kCartFull, "lines", "Too many lines for one order."});
    return;
  }
  for (std::size_t i = 0; i < lines.items().size(); ++i) {
    const Value& one = lines.items()[i];
    const std::string prefix = "lines[" + std::to_string(i) + "]";
    if (!one.isObject()) {
      errors.push_back({ErrorCode::kWrongType, prefix, "A line is an object."});
      continue;
    }
    Reader line(one, prefix + ".", errors);
    line.allowOnly({"sku", "quantity"});
    QuoteLineRequest wanted{line.needed("sku"), readQuantity(line, one["quantity"]), {}};
    if (wanted.sku.size() > kMaxSkuLength) {
      line.fail(ErrorCode::kTooLarge, "sku", "No SKU is that long.");
    }
    request.lines.push_back(std::move(wanted));
  }
}

void readCoupon(Reader& reader, OrderRequest& request) {
  const std::string typed = reader.text("couponCode");
  if (typed.empty()) return;
  const Result<std::string> code = normalCouponCode(typed);
  if (code) {
    request.couponCode = *code;
  } else {
    reader.fail(ErrorCode::kCouponUnknown, "couponCode", "There is no such code.");
  }
}

Address readAddress(const Value& value, std::vector<Error>& errors) {
  Address address;
  if (!value.isObject()) {
    const bool missing = value.isNull();
    errors.push_back({missing ? ErrorCode::kMissingField : ErrorCode::kWrongType, "address",
                      "An address is expected."});
    return address;
  }
  Reader reader(value, "address.", errors);
  reader.allowOnly(
      {"name", "line1", "line2", "postalCode", "city", "region", "country", "phone"});
  address.name = reader.text("name");
  address.line1 = reader.text("line1");
  address.line2 = reader.text("line2");
  address.postalCode = reader.text("postalCode");
  address.city = reader.text("city");
  address.region = reader.text("region");
  address.country = reader.text("country");
  address.phone = reader.text("phone");
  return address;
}

void readGateway(Reader& reader, OrderRequest& request, const Shop& shop) {
  const auto gateway = gatewayOf(reader.needed("gateway"));
  const bool offered = gateway && std::find(shop.gateways.begin(), shop.gateways.end(),
                                            *gateway) != shop.gateways.end();
  if (!offered) {
    reader.fail(ErrorCode::kGatewayUnknown, "gateway", "Not a way to pay in this shop.");
  } else {
    request.gateway = *gateway;
  }
}

void readAgreement(Reader& reader, OrderRequest& request) {
  request.agreedCurrency = reader.needed("agreedCurrency");
  const std::optional<std::int64_t> total = reader.number("agreedTotalMinor");
  if (!total || *total < 0) {
    reader.fail(ErrorCode::kInvalidValue, "agreedTotalMinor", "A whole number from 0.");
  } else {
    request.agreedTotalMinor = *total;
  }
}

constexpr auto isHexDigit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };

bool isKind(const Value& value, MemberKind kind) {
  switch (kind) {
    case MemberKind::kText: return value.isString() && value.asString().size() <= kMaxTextLength;
    case MemberKind::kNumber: return value.asInt64().has_value();
    case MemberKind::kOrderId:
    case MemberKind::kHex32: return value.isString();
    case MemberKind::kAny: break;
  }
  return true;
}

}  // namespace

bool isHex32(std::string_view text) {
  return text.size() == 32 && std::all_of(text.begin(), text.end(), isHexDigit);
}

bool isOrderId(std::string_view text) {
  constexpr std::string_view kPrefix = "order.";
  return text.starts_with(kPrefix) && isHex32(text.substr(kPrefix.size()));
}

ReadRequest readPlaceOrder(const Value& value, const Shop& shop) {
  ReadRequest read;
  OrderRequest& request = read.request;
  Reader reader(value, "", read.errors);
  reader.allowOnly({"idempotencyKey", "lines", "couponCode", "email", "name", "address",
                    "shippingMethodId", "gateway", "agreedTotalMinor", "agreedCurrency"});
  request.idempotencyKey = reader.text("idempotencyKey");
  if (!isHex32(request.idempotencyKey)) {
    reader.fail(ErrorCode::kIdempotencyKeyInvalid, "idempotencyKey", "32 hex digits.");
  }
  readLines(value["lines"], request, read.errors);
  readCoupon(reader, request);
  request.email = reader.text("email");
  request.name = reader.text("name");
  request.address = readAddress(value["address"], read.errors);
  for (Error& error : checkContact(request.email, request.name, request.address)) {
    // What is no address at all has been named as that.
    const bool part = error.field.starts_with("address.");
    if (!part || value["address"].isObject()) read.errors.push_back(std::move(error));
  }
  if (request.address.name.empty()) request.address.name = request.name;
  request.shippingMethodId = reader.needed("shippingMethodId");
  readGateway(reader, request, shop);
  readAgreement(reader, request);
  return read;
}

std::string requestHash(const OrderRequest& request) {
  std::string text;
  const auto add = [&text](std::string_view part) {
    text += part;
    text += '\x1f';
  };
  for (const QuoteLineRequest& line : request.lines) {
    add(line.sku);
    add(std::to_string(line.quantity));
  }
  const Address& to = request.address;
  for (const std::string* part :
       {&request.couponCode, &request.email, &request.name, &to.name, &to.line1, &to.line2,
        &to.postalCode, &to.city, &to.region, &to.country, &to.phone, &request.shippingMethodId,
        &request.agreedCurrency}) {
    add(*part);
  }
  add(gatewayName(request.gateway));
  add(std::to_string(request.agreedTotalMinor));
  return sha256Hex(text);
}

std::vector<Error> checkMembers(const Value& request, const std::vector<MemberRule>& rules) {
  std::vector<Error> errors;
  for (const auto& [name, value] : request.members()) {
    const bool known = std::any_of(rules.begin(), rules.end(),
                                   [&n = name](const MemberRule& rule) { return n == rule.name; });
    if (!known) {
      errors.push_back({ErrorCode::kUnknownField, name.substr(0, 64), "Not a known member."});
    }
  }
  for (const MemberRule& rule : rules) {
    const Value& value = request[rule.name];
    if (value.isNull()) {
      if (rule.needed) errors.push_back({ErrorCode::kMissingField, rule.name, "Needed."});
    } else if (!isKind(value, rule.kind)) {
      errors.push_back({ErrorCode::kWrongType, rule.name, "Of another type."});
    } else if (rule.kind == MemberKind::kHex32 && !isHex32(value.asString())) {
      errors.push_back({ErrorCode::kInvalidValue, rule.name, "32 hex digits are expected."});
    }
  }
  return errors;
}

}  // namespace vitrine::server
