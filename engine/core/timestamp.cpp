// SPDX-License-Identifier: MIT
#include "engine/core/timestamp.h"

#include <cstddef>

namespace vitrine {
namespace {

// Days since 1970-01-01 of a date in the proleptic Gregorian calendar, after Howard Hinnant,
// "chrono-Compatible Low-Level Date Algorithms" (days_from_civil).
std::int64_t daysFromCivil(std::int64_t year, std::int64_t month, std::int64_t day) {
  year -= month <= 2 ? 1 : 0;
  const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  const std::int64_t yearOfEra = year - era * 400;
  const std::int64_t dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const std::int64_t dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
  return era * 146'097 + dayOfEra - 719'468;
}

struct Civil {
  std::int64_t year, month, day;
};

Civil civilFromDays(std::int64_t days) {
  days += 719'468;
  const std::int64_t era = (days >= 0 ? days : days - 146'096) / 146'097;
  const std::int64_t dayOfEra = days - era * 146'097;
  const std::int64_t yearOfEra =
      (dayOfEra - dayOfEra / 1'460 + dayOfEra / 36'524 - dayOfEra / 146'096) / 365;
  const std::int64_t dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
  const std::int64_t shifted = (5 * dayOfYear + 2) / 153;
  const std::int64_t month = shifted + (shifted < 10 ? 3 : -9);
  return {yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
          dayOfYear - (153 * shifted + 2) / 5 + 1};
}

bool isLeap(std::int64_t year) {
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

std::int64_t daysInMonth(std::int64_t year, std::int64_t month) {
  constexpr std::int64_t kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && isLeap(year) ? 29 : kDays[month - 1];
}

// Reads the parts of a timestamp from left to right; `ok` turns false at the first part that is not
// there, and stays so.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  bool ok() const { return ok_; }
  bool atEnd() const { return offset_ == text_.size(); }

  std::int64_t digits(std::size_t count) {
    std::int64_t number = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (!isDigit()) return ok_ = false, 0;
      number = number * 10 + (text_[offset_++] - '0');
    }
    return number;
  }

  bool skipAny(std::string_view characters) {
    if (atEnd() || characters.find(text_[offset_]) == std::string_view::npos) return false;
    ++offset_;
    return true;
  }

  void expect(std::string_view characters) { ok_ = skipAny(characters) && ok_; }

  // The fraction of a second as milliseconds; further digits are dropped.
  std::int64_t fractionMs() {
    std::int64_t ms = 0;
    std::int64_t place = 100;
    if (!isDigit()) ok_ = false;
    for (; isDigit(); ++offset_, place /= 10) ms += (text_[offset_] - '0') * place;
    return ms;
  }

  // "Z", "+02:00", "-0530", or nothing, which is UTC.
  std::int64_t offsetMs() {
    if (atEnd() || skipAny("Zz")) return 0;
    const bool negative = text_[offset_] == '-';
    expect("+-");
    const std::int64_t hours = digits(2);
    skipAny(":");
    const std::int64_t minutes = digits(2);
    if (hours > 23 || minutes > 59) ok_ = false;
    const std::int64_t total = hours * kHourMs + minutes * kMinuteMs;
    return negative ? -total : total;
  }

 private:
  bool isDigit() const { return !atEnd() && text_[offset_] >= '0' && text_[offset_] <= '9'; }

  std::string_view text_;
  std::size_t offset_ = 0;
  bool ok_ = true;
};

void appendPadded(std::string& text, std::int64_t number, std::size_t width) {
  const std::string digits = std::to_string(number);
  if (digits.size() < width) text.append(width - digits.size(), '0');
  text += digits;
}

std::unexpected<Error> notATime(std::string_view text) {
  return fail(ErrorCode::kInvalidValue, "", "not a time: " + std::string(text.substr(0, 40)));
}

}  // namespace

Result<Timestamp> Timestamp::parse(std::string_view text) {
  Reader reader(text);
  const std::int64_t year = reader.digits(4);
  reader.expect("-");
  const std::int64_t month = reader.digits(2);
  reader.expect("-");
  const std::int64_t day = reader.digits(2);
  if (!reader.ok() || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) {
    return notATime(text);
  }
  std::int64_t ms = daysFromCivil(year, month, day) * kDayMs;
  if (reader.skipAny("Tt ")) {
    const std::int64_t hour = reader.digits(2);
    reader.expect(":");
    const std::int64_t minute = reader.digits(2);
    const std::int64_t second = reader.skipAny(":") ? reader.digits(2) : 0;
    const std::int64_t fraction = reader.skipAny(".") ? reader.fractionMs() : 0;
    // A leap second (60) counts as the first second of the next minute.
    if (hour > 23 || minute > 59 || second > 60) return notATime(text);
    ms += hour * kHourMs + minute * kMinuteMs + second * kSecondMs + fraction;
    ms -= reader.offsetMs();
  }
  if (!reader.ok() || !reader.atEnd()) return notATime(text);
  return Timestamp{ms};
}

std::string Timestamp::toIso() const {
  std::int64_t days = ms / kDayMs;
  std::int64_t rest = ms % kDayMs;
  if (rest < 0) {
    rest += kDayMs;
    --days;
  }
  const Civil civil = civilFromDays(days);
  std::string text;
  appendPadded(text, civil.year, 4);
  text += '-';
  appendPadded(text, civil.month, 2);
  text += '-';
  appendPadded(text, civil.day, 2);
  text += 'T';
  appendPadded(text, rest / kHourMs, 2);
  text += ':';
  appendPadded(text, rest / kMinuteMs % 60, 2);
  text += ':';
  appendPadded(text, rest / kSecondMs % 60, 2);
  if (rest % kSecondMs != 0) {
    text += '.';
    appendPadded(text, rest % kSecondMs, 3);
  }
  return text + 'Z';
}

}  // namespace vitrine
