// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "engine/core/json.h"
#include "tests/engine/scripted_shop.h"

namespace vitrine {
namespace {

Value line(Value sku, Value quantity) {
  return Value(Object{{"sku", std::move(sku)}, {"quantity", std::move(quantity)}});
}

Value withQuantity(Value quantity) {
  return ScriptedShop::orderRequest('a').with(
      "lines", Array{line("NL-AUR-SND", std::move(quantity))});
}

Value withAddress(const char* member, Value value) {
  const Value request = ScriptedShop::orderRequest('a');
  return request.with("address", request["address"].with(member, std::move(value)));
}

struct Tampering {
  const char* what;
  Value request;
  int status;
  const char* code;
  const char* field;
};

std::vector<Tampering> tamperings() {
  const Value good = ScriptedShop::orderRequest('a');
  const std::string unknownKey(31, 'a');
  return {
      {"quantity 0", withQuantity(0), 422, "quantity_must_be_positive", "lines[0].quantity"},
      {"quantity -1", withQuantity(-1), 422, "quantity_must_be_positive", "lines[0].quantity"},
      {"quantity -1e300", withQuantity(-1e300), 422, "quantity_must_be_positive",
       "lines[0].quantity"},
      {"quantity 1.5", withQuantity(1.5), 422, "invalid_value", "lines[0].quantity"},
      {"quantity 1e18", withQuantity(std::int64_t{1'000'000'000'000'000'000}), 422,
       "quantity_above_limit", "lines[0].quantity"},
      {"quantity 1e300", withQuantity(1e300), 422, "quantity_above_limit", "lines[0].quantity"},
      {"quantity 2^53", withQuantity(std::int64_t{9'007'199'254'740'992}), 422,
       "quantity_above_limit", "lines[0].quantity"},
      {"quantity as text", withQuantity("2"), 422, "wrong_type", "lines[0].quantity"},
      {"quantity in Arabic digits", withQuantity("٣"), 422, "wrong_type", "lines[0].quantity"},
      {"quantity true", withQuantity(true), 422, "wrong_type", "lines[0].quantity"},
      {"quantity missing", withQuantity(Value()), 422, "missing_field", "lines[0].quantity"},
      {"quantity above the shop's limit", withQuantity(21), 422, "quantity_above_limit",
       "quantity"},
      {"quantity above stock", withQuantity(13), 409, "quantity_above_stock", "quantity"},
      {"own price in a line",
       good.with("lines", Array{line("NL-AUR-SND", 2).with("unitPriceMinor", 1)}), 422,
       "unknown_field", "lines[0].unitPriceMinor"},
      {"own total", good.with("totalMinor", 1), 422, "unknown_field", "totalMinor"},
      {"own status", good.with("status", "paid"), 422, "unknown_field", "status"},
      {"__proto__", good.with("__proto__", Object{{"a", 1}}), 422, "unknown_field", "__proto__"},
      {"agreed to less", good.with("agreedTotalMinor", 1), 409, "total_changed",
       "agreedTotalMinor"},
      {"agreed to a negative", good.with("agreedTotalMinor", -1), 422, "invalid_value",
       "agreedTotalMinor"},
      {"agreed as text", good.with("agreedTotalMinor", "10290"), 422, "wrong_type",
       "agreedTotalMinor"},
      {"another currency", good.with("agreedCurrency", "JPY"), 409, "currency_mismatch",
       "agreedCurrency"},
      {"unknown SKU", good.with("lines", Array{line("NL-FREE", 1)}), 409, "variant_not_found", ""},
      {"SKU as number", good.with("lines", Array{line(7, 1)}), 422, "wrong_type", "lines[0].sku"},
      {"no lines", good.with("lines", Array{}), 422, "cart_empty", "lines"},
      {"lines as object", good.with("lines", Object{}), 422, "wrong_type", "lines"},
      {"line as text", good.with("lines", Array{Value("NL-AUR-SND")}), 422, "wrong_type",
       "lines[0]"},
      {"101 lines", good.with("lines", Array(101, line("NL-AUR-SND", 1))), 422, "cart_full",
       "lines"},
      {"unknown coupon", good.with("couponCode", "FREE"), 409, "coupon_unknown", "couponCode"},
      {"hostile coupon", good.with("couponCode", "a\" || true"), 422, "coupon_unknown",
       "couponCode"},
      {"coupon of another document", good.with("couponCode", "../order.1"), 422, "coupon_unknown",
       "couponCode"},
      {"no e-mail", good.without("email"), 422, "email_invalid", "email"},
      {"header in e-mail", good.with("email", "a@b.de\nBcc: x@y.de"), 422, "email_invalid",
       "email"},
      {"no name", good.with("name", "  "), 422, "name_missing", "name"},
      {"no address", good.without("address"), 422, "missing_field", "address"},
      {"address as text", good.with("address", "Hamburg"), 422, "wrong_type", "address"},
      {"own member in the address", withAddress("isAdmin", true), 422, "unknown_field",
       "address.isAdmin"},
      {"no street", withAddress("line1", ""), 422, "address_incomplete", "address.line1"},
      {"4 digits in DE", withAddress("postalCode", "2045"), 422, "postal_code_invalid",
       "address.postalCode"},
      {"no such country", withAddress("country", "Germany"), 422, "country_unknown",
       "address.country"},
      {"a country nothing ships to", withAddress("country", "CH").with("address",
       withAddress("country", "CH")["address"].with("postalCode", "8000")), 409,
       "shipping_not_available", ""},
      {"unknown method", good.with("shippingMethodId", "teleport"), 409, "shipping_method_unknown",
       ""},
      {"unknown gateway", good.with("gateway", "cash"), 422, "gateway_unknown", "gateway"},
      {"short key", good.with("idempotencyKey", unknownKey), 422, "idempotency_key_invalid",
       "idempotencyKey"},
      {"key with a path", good.with("idempotencyKey", "../../../../../../../../../../aa"), 422,
       "idempotency_key_invalid", "idempotencyKey"},
      {"10 kB of name", good.with("name", std::string(10'000, 'x')), 422, "too_large", "name"},
      {"no object", Value("placeOrder"), 400, "malformed_json", ""},
  };
}

TEST(TamperingTest, EveryTrickHasItsCodeAndChangesNothing) {
  for (const Tampering& trick : tamperings()) {
    ScriptedShop shop;
    const int before = shop.lake.commits;

    const Value response = shop.run("placeOrder", trick.request);

    const Value& error = response["body"]["error"];
    EXPECT_EQ(response["status"], Value(trick.status)) << trick.what << encodeJson(error);
    EXPECT_EQ(error["code"], Value(trick.code)) << trick.what;
    if (*trick.field != '\0') {
      EXPECT_EQ(error["field"], Value(trick.field)) << trick.what;
    }
    EXPECT_EQ(response["body"]["ok"], Value(false));
    EXPECT_EQ(shop.lake.commits, before) << trick.what;
    EXPECT_TRUE(shop.stripe.sessions.empty()) << trick.what;
    EXPECT_TRUE(response["cookies"].isNull()) << trick.what;
  }
}

TEST(TamperingTest, AllBrokenRulesAreNamedAtOnceTheFirstByPrecedence) {
  ScriptedShop shop;
  const Value request = ScriptedShop::orderRequest('a')
                            .with("email", "nobody")
                            .with("name", "")
                            .with("discount", 100)
                            .with("lines", Array{line("NL-AUR-SND", 0)});

  const Value body = shop.run("placeOrder", request)["body"];

  EXPECT_EQ(body["error"]["code"], Value("unknown_field"));
  EXPECT_EQ(body["errors"].items().size(), 4U);
}

TEST(EventTest, NonsenseIsAnsweredNotObeyed) {
  const Value random(std::string(64, '0'));
  const Value fine(
      Object{{"kind", "placeOrder"}, {"now", 1}, {"random", random}, {"request", Object{}}});
  const auto statusOf = [](const Value& state, const Value& event) {
    const Step next = step(state, event);
    EXPECT_EQ(next.commands.back()["kind"], Value("respond"));
    return next.commands.back()["status"].asInt64().value_or(0);
  };
  EXPECT_EQ(statusOf(Value(), fine), 422);
  EXPECT_EQ(statusOf(Value(), Value()), 400);
  EXPECT_EQ(statusOf(Value(), fine.with("kind", "dropTables")), 400);
  EXPECT_EQ(statusOf(Value(), fine.with("random", "4")), 400);
  EXPECT_EQ(statusOf(Value(), fine.with("now", "yesterday")), 400);
  EXPECT_EQ(statusOf(Value(Object{{"phase", "write.nothing"}}), fine), 400);
  EXPECT_EQ((*decodeJson(stepJson("", "{")))["commands"][0]["status"], Value(400));
}

}  // namespace
}  // namespace vitrine
