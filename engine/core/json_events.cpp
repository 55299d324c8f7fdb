// SPDX-License-Identifier: MIT
#include "engine/core/json_events.h"

#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

#define JSON_NO_IO 1
#define JSON_NOEXCEPTION 1
#include <nlohmann/json.hpp>

namespace vitrine {
namespace {

// nlohmann's lexer under a parser of our own: its own parser words messages that nobody reads.
class Reader {
 public:
  Reader(std::string_view text, JsonEvents& events)
      : lexer_({text.data(), text.data() + text.size()}, false), events_(events) {}

  JsonEnd read() {
    const bool complete = readText();
    const std::size_t position = lexer_.get_position();
    if (malformed_) return {JsonEnd::Kind::kMalformed, position};
    return {complete ? JsonEnd::Kind::kComplete : JsonEnd::Kind::kStopped, position};
  }

 private:
  using Lexer = nlohmann::detail::lexer<nlohmann::json,
                                        nlohmann::detail::iterator_input_adapter<const char*>>;
  using Token = Lexer::token_type;

  bool readText() {
    if (!readValue(next())) return false;
    while (!open_.empty()) {
      Token token = next();
      if (token == open_.back()) {
        open_.pop_back();
        isFirst_ = false;
        if (!events_.close()) return false;
        continue;
      }
      if (!isFirst_) token = token == Token::value_separator ? next() : Token::parse_error;
      if (!readItem(token)) return false;
    }
    return next() == Token::end_of_input || isMalformed();
  }

  bool readItem(Token token) {
    isFirst_ = false;
    if (open_.back() == Token::end_array) return readValue(token);
    if (token != Token::value_string) return isMalformed();
    std::string name = std::move(lexer_.get_string());
    if (next() != Token::name_separator) return isMalformed();
    return events_.key(std::move(name)) && readValue(next());
  }

  bool readValue(Token token) {
    switch (token) {
      case Token::begin_array:
        return open(JsonEvents::Container::kArray, Token::end_array);
      case Token::begin_object:
        return open(JsonEvents::Container::kObject, Token::end_object);
      case Token::literal_null:
        return events_.value(Value());
      case Token::literal_true:
        return events_.value(Value(true));
      case Token::literal_false:
        return events_.value(Value(false));
      case Token::value_string:
        return events_.value(Value(std::move(lexer_.get_string())));
      case Token::value_integer:
        return events_.value(Value(std::int64_t{lexer_.get_number_integer()}));
      case Token::value_unsigned:
        return events_.value(wholeNumber(lexer_.get_number_unsigned()));
      case Token::value_float:
        if (!std::isfinite(lexer_.get_number_float())) return isMalformed();
        return events_.value(Value(lexer_.get_number_float()));
      default:
        return isMalformed();
    }
  }

  static Value wholeNumber(std::uint64_t number) {
    constexpr auto kMax = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (number > kMax) return Value(static_cast<double>(number));
    return Value(static_cast<std::int64_t>(number));
  }

  bool open(JsonEvents::Container container, Token end) {
    open_.push_back(end);
    isFirst_ = true;
    return events_.open(container);
  }

  Token next() { return lexer_.scan(); }

  bool isMalformed() {
    malformed_ = true;
    return false;
  }

  Lexer lexer_;
  JsonEvents& events_;
  std::vector<Token> open_;  // what closes each open container
  bool isFirst_ = false;     // whether nothing has been read of the innermost
  bool malformed_ = false;
};

}  // namespace

JsonEnd readJson(std::string_view text, JsonEvents& events) {
  return Reader(text, events).read();
}

}  // namespace vitrine
