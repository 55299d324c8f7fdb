// SPDX-License-Identifier: MIT
#include <array>
#include <charconv>

#include "engine/core/json.h"
#include "shell/services/lake/path.h"

namespace vitrine::services {
namespace {

constexpr std::size_t kLongestPath = 4'096;
constexpr std::size_t kMostSteps = 64;

bool isNameStart(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' ||
         static_cast<unsigned char>(c) >= 0x80;
}
bool isDigit(char c) { return c >= '0' && c <= '9'; }

class PathReader {
 public:
  explicit PathReader(std::string_view text) : text_(text) {}

  Result<Path> read() {
    Path path;
    if (isNameStart(peek())) path.push_back(step(attribute(name())));
    while (!atEnd()) {
      if (path.size() >= kMostSteps) return broken("the path has too many steps");
      Result<PathStep> next = readStep();
      if (!next) return fail(next.error());
      path.push_back(std::move(*next));
    }
    if (path.empty()) return broken("the path is empty");
    return path;
  }

 private:
  Result<PathStep> readStep() {
    const bool isRecursive = text_.substr(offset_).starts_with("..");
    if (isRecursive)
      offset_ += 2;
    else if (peek() == '.')
      ++offset_;
    if (peek() == '[') {
      Result<PathStep> bracket = readUnion();
      if (bracket) bracket->isRecursive = isRecursive;
      return bracket;
    }
    if (!isNameStart(peek())) return broken("an attribute is expected");
    PathStep next = step(attribute(name()));
    next.isRecursive = isRecursive;
    return next;
  }

  Result<PathStep> readUnion() {
    ++offset_;
    PathStep next;
    while (true) {
      Result<PathElement> element = readElement();
      if (!element) return fail(element.error());
      next.elements.push_back(std::move(*element));
      skipSpace();
      const char c = peek();
      ++offset_;
      if (c == ']') return next;
      if (c != ',') return broken("] is expected");
    }
  }

  Result<PathElement> readElement() {
    skipSpace();
    const char c = peek();
    if (c == '"' || c == '\'') return readQuoted();
    if (c == '-' || isDigit(c) || c == ':') return readNumeric();
    if (c != '@' && !isNameStart(c)) return broken("an index, a name or a filter is expected");
    PathElement element;
    std::vector<std::string> operand = readOperand();
    skipSpace();
    element.filter.comparator = comparator();
    if (element.filter.comparator.empty()) {
      if (operand.size() != 1) return broken("a comparison is expected");
      return attribute(std::move(operand[0]));
    }
    Result<Value> literal = readLiteral();
    if (!literal) return fail(literal.error());
    element.kind = PathElement::Kind::kFilter;
    element.filter.operand = std::move(operand);
    element.filter.literal = std::move(*literal);
    return element;
  }

  // "name" as an attribute, or the left side of "name"==field.
  Result<PathElement> readQuoted() {
    Result<Value> literal = readLiteral();
    if (!literal) return fail(literal.error());
    return mirrored(std::move(*literal), true);
  }

  Result<PathElement> readNumeric() {
    PathElement element;
    element.start = integer();
    skipSpace();
    if (peek() == ':') {
      ++offset_;
      skipSpace();
      element.kind = PathElement::Kind::kSlice;
      element.end = integer();
      return element;
    }
    if (!element.start) return broken("an index is expected");
    if (peek() != ']' && peek() != ',') return mirrored(Value(*element.start), false);
    element.kind = PathElement::Kind::kIndex;
    return element;
  }

  // literal comparator operand, or just the quoted attribute.
  Result<PathElement> mirrored(Value literal, bool mayBeAttribute) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kMirrors = {
        {{"==", "=="}, {"!=", "!="}, {"<", ">"}, {"<=", ">="}, {">", "<"}, {">=", "<="}}};
    skipSpace();
    const std::string sign = comparator();
    if (sign.empty() && mayBeAttribute) return attribute(std::string(literal.asString()));
    for (const auto& [from, to] : kMirrors) {
      if (sign != from) continue;
      skipSpace();
      PathElement element;
      element.kind = PathElement::Kind::kFilter;
      element.filter.comparator = to;
      element.filter.literal = std::move(literal);
      if (peek() != '@' && !isNameStart(peek())) break;
      element.filter.operand = readOperand();
      return element;
    }
    return broken("a comparison is expected");
  }

  std::vector<std::string> readOperand() {
    std::vector<std::string> operand;
    if (peek() == '@')
      ++offset_;
    else
      operand.push_back(name());
    while (peek() == '.' && offset_ + 1 < text_.size() && isNameStart(text_[offset_ + 1])) {
      ++offset_;
      operand.push_back(name());
    }
    return operand;
  }

  Result<Value> readLiteral() {
    skipSpace();
    const char quote = peek();
    if (quote == '"' || quote == '\'') return readString(quote);
    const std::size_t start = offset_;
    while (!atEnd() && peek() != ']' && peek() != ',' && peek() != ' ') ++offset_;
    auto literal = decodeJson(text_.substr(start, offset_ - start));
    if (!literal) return broken("a string, number, true, false or null is expected");
    return *literal;
  }

  Result<Value> readString(char quote) {
    ++offset_;
    std::string content;
    while (!atEnd() && peek() != quote) {
      if (peek() == '\\' && offset_ + 1 < text_.size()) ++offset_;
      content += text_[offset_++];
    }
    if (atEnd()) return broken("the string does not end");
    ++offset_;
    return Value(std::move(content));
  }

  std::string comparator() {
    for (const std::string_view sign : {"==", "!=", "<=", ">=", "<", ">"}) {
      if (!text_.substr(offset_).starts_with(sign)) continue;
      offset_ += sign.size();
      return std::string(sign);
    }
    return {};
  }

  std::optional<std::int64_t> integer() {
    std::int64_t value = 0;
    const char* begin = text_.data() + offset_;
    const auto [end, problem] = std::from_chars(begin, text_.data() + text_.size(), value);
    if (problem != std::errc{}) return std::nullopt;
    offset_ += static_cast<std::size_t>(end - begin);
    return value;
  }

  std::string name() {
    const std::size_t start = offset_;
    while (!atEnd() && (isNameStart(peek()) || isDigit(peek()) || peek() == '-')) ++offset_;
    return std::string(text_.substr(start, offset_ - start));
  }

  static PathElement attribute(std::string name) {
    PathElement element;
    element.attribute = std::move(name);
    return element;
  }
  static PathStep step(PathElement element) {
    PathStep next;
    next.elements.push_back(std::move(element));
    return next;
  }

  std::unexpected<Error> broken(std::string_view why) const {
    return fail(ErrorCode::kInvalidValue, "path",
                "Invalid path \"" + std::string(text_) + "\": " + std::string(why) + " at " +
                    std::to_string(offset_));
  }
  bool atEnd() const { return offset_ >= text_.size(); }
  char peek() const { return atEnd() ? '\0' : text_[offset_]; }
  void skipSpace() {
    while (peek() == ' ') ++offset_;
  }

  std::string_view text_;
  std::size_t offset_ = 0;
};

}  // namespace

Result<Path> parsePath(std::string_view text) {
  if (text.size() > kLongestPath) {
    return fail(ErrorCode::kInvalidValue, "path", "The path is too long");
  }
  return PathReader(text).read();
}

}  // namespace vitrine::services
