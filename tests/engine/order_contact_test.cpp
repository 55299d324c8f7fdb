// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <string>

#include "engine/order/contact.h"

namespace vitrine {
namespace {

TEST(ContactTest, EmailsAreReadAsTheyAreWritten) {
  for (const char* good : {"a@b.de", "ada.lovelace+shop@mail.example.org", "ü@exämple.de",
                           "o'brien@x-y.co"}) {
    EXPECT_TRUE(isEmail(good)) << good;
  }
  for (const char* bad : {"", "a", "@b.de", "a@", "a@b", "a@@b.de", "a b@c.de", ".a@b.de",
                          "a.@b.de",
                          "a..b@c.de", "a@-b.de", "a@b-.de", "a@b..de", "a@b.d", "a@b.de.",
                          "<a@b.de>", "a@b.de,c@d.de", "a@b.de\r\n"}) {
    EXPECT_FALSE(isEmail(bad)) << bad;
  }
  EXPECT_FALSE(isEmail(std::string(65, 'a') + "@b.de"));
  EXPECT_FALSE(isEmail("a@" + std::string(260, 'b') + ".de"));
}

TEST(ContactTest, PostalCodesHaveTheShapeOfTheirCountry) {
  const auto codes = [](const char* country, const char* postalCode) {
    Address address{"A", "Street 1", "", postalCode, "City", "Region", country, ""};
    std::vector<Error> errors;
    checkAddress(address, errors);
    return errors.size();
  };
  EXPECT_EQ(codes("DE", "20457"), 0U);
  EXPECT_EQ(codes("GB", "sw1a 1aa"), 0U);
  EXPECT_EQ(codes("NL", "1012 AB"), 0U);
  EXPECT_EQ(codes("LV", "LV-1010"), 0U);
  EXPECT_EQ(codes("US", "12345-6789"), 0U);
  EXPECT_EQ(codes("SE", "113 46"), 0U);
  EXPECT_EQ(codes("BR", "01310-100"), 0U);
  EXPECT_EQ(codes("GB", "12345"), 1U);
  EXPECT_EQ(codes("DE", "2O457"), 1U);
  EXPECT_EQ(codes("de", "20457"), 1U);
}

TEST(ContactTest, TextIsTidied) {
  EXPECT_EQ(tidyText("  Ada\t\n Lovelace\x01 "), "Ada Lovelace");
  EXPECT_EQ(tidyText("\xff"), "\xEF\xBF\xBD");
}

TEST(ContactTest, EveryFieldAtFaultIsNamed) {
  const std::vector<Error> errors = checkContact("nobody", "", Address{});
  std::string fields;
  for (const Error& error : errors) fields += error.field + " ";
  EXPECT_EQ(fields, "email name address.line1 address.city address.country ");
}

}  // namespace
}  // namespace vitrine
