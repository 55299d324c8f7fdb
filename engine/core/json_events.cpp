// SPDX-License-Identifier: MIT
#include "engine/core/json_events.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <utility>

#define JSON_NO_IO 1
#define JSON_NOEXCEPTION 1
#include <nlohmann/json.hpp>

namespace vitrine {
namespace {

// nlohmann's events as ours.
class Sax final : public nlohmann::json_sax<nlohmann::json> {
 public:
  explicit Sax(JsonEvents& events) : events_(events) {}

  const std::optional<std::size_t>& malformedAt() const { return malformedAt_; }

  bool null() override { return events_.value(Value()); }
  bool boolean(bool value) override { return events_.value(Value(value)); }
  bool number_integer(std::int64_t value) override { return events_.value(Value(value)); }
  bool number_unsigned(std::uint64_t value) override {
    constexpr auto kMax = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (value > kMax) return events_.value(Value(static_cast<double>(value)));
    return events_.value(Value(static_cast<std::int64_t>(value)));
  }
  bool number_float(double value, const std::string&) override {
    return events_.value(Value(value));
  }
  bool string(std::string& value) override { return events_.value(Value(std::move(value))); }
  bool binary(nlohmann::json::binary_t&) override { return false; }
  bool start_array(std::size_t) override { return events_.open(JsonEvents::Container::kArray); }
  bool start_object(std::size_t) override { return events_.open(JsonEvents::Container::kObject); }
  bool key(std::string& name) override { return events_.key(std::move(name)); }
  bool end_array() override { return events_.close(); }
  bool end_object() override { return events_.close(); }
  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::json::exception&) override {
    malformedAt_ = position;
    return false;
  }

 private:
  JsonEvents& events_;
  std::optional<std::size_t> malformedAt_;
};

}  // namespace

JsonEnd readJson(std::string_view text, JsonEvents& events) {
  Sax sax(events);
  const bool complete = nlohmann::json::sax_parse(text.begin(), text.end(), &sax);
  if (sax.malformedAt()) return {JsonEnd::Kind::kMalformed, *sax.malformedAt()};
  return {complete ? JsonEnd::Kind::kComplete : JsonEnd::Kind::kStopped, text.size()};
}

}  // namespace vitrine
