// SPDX-License-Identifier: MIT
#include "engine/order/contact.h"

#include <array>
#include <cstddef>

#include "engine/core/utf8.h"

namespace vitrine {
namespace {

// The shape of a postal code: 9 a digit, A a letter, ? either; alternatives are separated by |.
// Spaces and dashes are left out. A country that is not listed takes any code, also none.
struct PostalRule {
  std::string_view country;
  std::string_view shapes;
};
constexpr auto kPostalRules = std::to_array<PostalRule>({
    {"AT", "9999"},   {"AU", "9999"},         {"BE", "9999"},   {"BG", "9999"},
    {"CA", "A9A9A9"}, {"CH", "9999"},         {"CY", "9999"},   {"CZ", "99999"},
    {"DE", "99999"},  {"DK", "9999"},         {"EE", "99999"},  {"ES", "99999"},
    {"FI", "99999"},  {"FR", "99999"},        {"GR", "99999"},  {"HR", "99999"},
    {"HU", "9999"},   {"IE", "A??????|A??"},  {"IS", "999"},    {"IT", "99999"},
    {"JP", "9999999"}, {"LI", "9999"},        {"LT", "99999"},  {"LU", "9999"},
    {"LV", "9999"},   {"MT", "AAA9999"},      {"NL", "9999AA"}, {"NO", "9999"},
    {"NZ", "9999"},   {"PL", "99999"},        {"PT", "9999999"}, {"RO", "999999"},
    {"SE", "99999"},  {"SI", "9999"},         {"SK", "99999"},  {"US", "99999|999999999"},
    {"GB", "A99AA|AA99AA|A999AA|AA999AA|A9A9AA|AA9A9AA"},
});

// Where a parcel does not find its way without the state or province.
constexpr auto kRegionCountries = std::to_array<std::string_view>({"AU", "CA", "US"});

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isLetter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

std::string_view withoutCountry(std::string_view code, std::string_view country) {
  // "LV-1010" and "L-1234" are the same codes with the country in front.
  const std::size_t dash = code.find('-');
  const bool prefixed = dash != std::string_view::npos && dash <= 2 &&
                        country.starts_with(code.substr(0, dash));
  return prefixed ? code.substr(dash + 1) : code;
}

bool hasShape(std::string_view code, std::string_view shape) {
  if (code.size() != shape.size()) return false;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const bool fits = shape[i] == '9'   ? isDigit(code[i])
                      : shape[i] == 'A' ? isLetter(code[i])
                                        : isDigit(code[i]) || isLetter(code[i]);
    if (!fits) return false;
  }
  return true;
}

bool isPostalCode(std::string_view typed, std::string_view country) {
  for (const PostalRule& rule : kPostalRules) {
    if (rule.country != country) continue;
    std::string code;
    for (const char c : withoutCountry(typed, country)) {
      if (c != ' ' && c != '-') code.push_back(c);
    }
    std::string_view shapes = rule.shapes;
    while (!shapes.empty()) {
      const std::size_t end = shapes.find('|');
      if (hasShape(code, shapes.substr(0, end))) return true;
      shapes = end == std::string_view::npos ? std::string_view() : shapes.substr(end + 1);
    }
    return false;
  }
  return countCodePoints(typed) <= 12;
}

bool needsRegion(std::string_view country) {
  for (const std::string_view one : kRegionCountries) {
    if (one == country) return true;
  }
  return false;
}

bool isCountryCode(std::string_view country) {
  return country.size() == 2 && country[0] >= 'A' && country[0] <= 'Z' && country[1] >= 'A' &&
         country[1] <= 'Z';
}

bool isDomain(std::string_view domain) {
  if (domain.size() > 253 || domain.find('.') == std::string_view::npos) return false;
  std::size_t labelLength = 0;
  char before = '.';
  for (const char c : domain) {
    const bool high = static_cast<unsigned char>(c) >= 0x80;  // internationalised
    if (c == '.') {
      if (labelLength == 0 || before == '-') return false;
      labelLength = 0;
    } else {
      if (!high && !isDigit(c) && !isLetter(c) && c != '-') return false;
      if (c == '-' && labelLength == 0) return false;
      if (++labelLength > 63) return false;
    }
    before = c;
  }
  return labelLength >= 2 && before != '-';
}

void require(std::vector<Error>& errors, const std::string& text, const char* field,
             std::size_t lengthMax) {
  if (text.empty()) {
    errors.push_back({ErrorCode::kAddressIncomplete, field, "This part is needed."});
  } else if (countCodePoints(text) > lengthMax) {
    errors.push_back({ErrorCode::kTooLarge, field, "This part is too long."});
  }
}

void bound(std::vector<Error>& errors, const std::string& text, const char* field,
           std::size_t lengthMax) {
  if (countCodePoints(text) > lengthMax) {
    errors.push_back({ErrorCode::kTooLarge, field, "This part is too long."});
  }
}

}  // namespace

bool isEmail(std::string_view email) {
  if (email.size() > kMaxEmail || !isValidUtf8(email)) return false;
  const std::size_t at = email.find('@');
  if (at == std::string_view::npos || at == 0 || at > 64) return false;
  const std::string_view local = email.substr(0, at);
  if (local.front() == '.' || local.back() == '.') return false;
  if (local.find("..") != std::string_view::npos) return false;
  for (const char c : local) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 || byte == 0x7F) return false;
    if (std::string_view("()<>[]:;,\\\"@").find(c) != std::string_view::npos) return false;
  }
  return isDomain(email.substr(at + 1));
}

std::string tidyText(std::string_view typed) {
  std::string text;
  for (std::size_t at = 0; at < typed.size();) {
    const char32_t c = decodeUtf8(typed, at);
    const bool space = c <= 0x20 || c == 0x7F || (c >= 0x80 && c <= 0x9F) || c == 0xA0;
    if (!space) {
      appendUtf8(text, c);
    } else if (!text.empty() && text.back() != ' ') {
      text.push_back(' ');
    }
  }
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text;
}

void checkAddress(const Address& address, std::vector<Error>& errors) {
  bound(errors, address.name, "address.name", kMaxContactName);
  require(errors, address.line1, "address.line1", kMaxAddressLine);
  bound(errors, address.line2, "address.line2", kMaxAddressLine);
  require(errors, address.city, "address.city", kMaxCity);
  bound(errors, address.region, "address.region", kMaxCity);
  bound(errors, address.phone, "address.phone", kMaxPhone);
  if (!isCountryCode(address.country)) {
    errors.push_back({ErrorCode::kCountryUnknown, "address.country", "Two letters, as in DE."});
    return;
  }
  if (needsRegion(address.country) && address.region.empty()) {
    errors.push_back({ErrorCode::kAddressIncomplete, "address.region", "The state is needed."});
  }
  if (!isPostalCode(address.postalCode, address.country)) {
    errors.push_back({ErrorCode::kPostalCodeInvalid, "address.postalCode",
                      "Not a postal code of that country."});
  }
}

std::vector<Error> checkContact(std::string_view email, std::string_view name,
                                const Address& address) {
  std::vector<Error> errors;
  if (!isEmail(email)) {
    errors.push_back({ErrorCode::kEmailInvalid, "email", "Not an e-mail address."});
  }
  if (name.empty()) {
    errors.push_back({ErrorCode::kNameMissing, "name", "A name is needed."});
  } else if (countCodePoints(name) > kMaxContactName) {
    errors.push_back({ErrorCode::kTooLarge, "name", "The name is too long."});
  }
  checkAddress(address, errors);
  return errors;
}

}  // namespace vitrine
