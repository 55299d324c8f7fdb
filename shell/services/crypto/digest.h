// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace vitrine::services {

std::string sha1Hex(std::string_view bytes);
std::string sha256(std::string_view bytes);  // 32 raw bytes
std::string sha256Hex(std::string_view bytes);
std::string hmacSha256(std::string_view key, std::string_view bytes);  // 32 raw bytes
std::string hmacSha256Hex(std::string_view key, std::string_view bytes);

std::string toHex(std::string_view bytes);
std::string toBase64(std::string_view bytes);
std::string toBase64Url(std::string_view bytes);  // without padding
std::string fromBase64(std::string_view text);    // empty when malformed

std::uint32_t crc32(std::string_view bytes);

// From the system's generator.
std::string randomHex(std::size_t bytes);
// Letters and digits, as in "cs_test_a1B2…".
std::string randomAlphanumeric(std::size_t length);
std::string randomDigits(std::size_t length);
std::string randomUuid();

}  // namespace vitrine::services
