// SPDX-License-Identifier: MIT
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <vector>

#include "engine/core/decimal.h"
#include "engine/core/json.h"
#include "engine/core/ordering.h"
#include "engine/core/utf8.h"

namespace vitrine {
namespace {

enum class Order : std::uint8_t { kAsIs, kSorted };

void writeEscape(std::string& out, unsigned char c) {
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      break;
  }
  constexpr char kHex[] = "0123456789abcdef";
  out += "\\u00";
  out += kHex[c >> 4U];
  out += kHex[c & 15U];
}

void writeString(std::string& out, std::string_view text) {
  if (!isValidUtf8(text)) return writeString(out, repairUtf8(text));
  out += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || c == '"' || c == '\\') {
      writeEscape(out, byte);
    } else {
      out += c;
    }
  }
  out += '"';
}

void writeInt(std::string& out, std::int64_t number) {
  std::array<char, 24> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  out.append(digits.data(), end);
}

// Whole numbers below 2^53 are written without a fraction, so 12.0 and 12 have one text.
void writeDouble(std::string& out, double number) {
  if (!std::isfinite(number)) {
    out += "null";
  } else if (std::trunc(number) == number && std::fabs(number) < 9'007'199'254'740'992.0) {
    writeInt(out, static_cast<std::int64_t>(number));
  } else {
    out += writeDecimal(number);
  }
}

void write(std::string& out, const Value& value, Order order);

void writeArray(std::string& out, const Array& items, Order order) {
  out += '[';
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) out += ',';
    write(out, items[i], order);
  }
  out += ']';
}

void writeObject(std::string& out, const Object& object, Order order) {
  std::vector<const Object::Member*> members;
  members.reserve(object.size());
  for (const Object::Member& member : object) members.push_back(&member);
  if (order == Order::kSorted) {
    sortStably(members, [](const auto* a, const auto* b) { return a->first < b->first; });
  }
  out += '{';
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (i > 0) out += ',';
    writeString(out, members[i]->first);
    out += ':';
    write(out, members[i]->second, order);
  }
  out += '}';
}

void write(std::string& out, const Value& value, Order order) {
  switch (value.kind()) {
    case Value::Kind::kNull:
      out += "null";
      return;
    case Value::Kind::kBool:
      out += *value.asBool() ? "true" : "false";
      return;
    case Value::Kind::kInt:
      return writeInt(out, value.rawInt());
    case Value::Kind::kDouble:
      return writeDouble(out, *value.asDouble());
    case Value::Kind::kString:
      return writeString(out, value.asString());
    case Value::Kind::kArray:
      return writeArray(out, value.items(), order);
    case Value::Kind::kObject:
      return writeObject(out, value.members(), order);
  }
}

}  // namespace

std::string encodeJson(const Value& value) {
  std::string out;
  write(out, value, Order::kAsIs);
  return out;
}

std::string encodeCanonicalJson(const Value& value) {
  std::string out;
  write(out, value, Order::kSorted);
  return out;
}

}  // namespace vitrine
