// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace vitrine {

// Small numbers and texts as bytes, for records and postings. A number is written seven bits at a
// time, the lowest first, the highest bit of a byte set when more follow (LEB128).

inline void appendNumber(std::string& bytes, std::uint64_t number) {
  for (; number >= 0x80; number >>= 7U) bytes += static_cast<char>(number | 0x80U);
  bytes += static_cast<char>(number);
}

inline void appendText(std::string& bytes, std::string_view text) {
  appendNumber(bytes, text.size());
  bytes += text;
}

// Reads them back from bytes that are not believed: beyond the end everything is 0 and empty.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}

  bool isAtEnd() const { return place_ == bytes_.size(); }
  bool hasFailed() const { return failed_; }

  std::uint64_t number() {
    std::uint64_t number = 0;
    for (unsigned shift = 0; shift < 64 && place_ < bytes_.size(); shift += 7) {
      const auto byte = static_cast<unsigned char>(bytes_[place_++]);
      number |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
      if (byte < 0x80) return number;
    }
    return stop();
  }

  // Calls `read` for each thing of a list, of which there are no more than `most`.
  template <typename Read>
  void forEach(std::size_t most, const Read& read) {
    std::size_t left = length();
    if (left > most) left = stop();
    for (; left > 0 && !failed_; --left) read();
  }

  // A number that says how many things follow, of at least one byte each.
  std::size_t length() {
    const std::uint64_t length = number();
    if (length > bytes_.size() - place_) return stop();
    return static_cast<std::size_t>(length);
  }

  std::string_view text(std::size_t most = SIZE_MAX) {
    std::size_t size = length();
    if (size > most) size = stop();
    const std::string_view text = bytes_.substr(place_, size);
    place_ += size;
    return text;
  }

 private:
  std::uint8_t stop() {
    failed_ = true;
    place_ = bytes_.size();
    return 0;
  }

  std::string_view bytes_;
  std::size_t place_ = 0;
  bool failed_ = false;
};

}  // namespace vitrine
