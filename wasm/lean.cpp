// SPDX-License-Identifier: MIT
#include <__verbose_abort>
#include <cstddef>
#include <cstring>

#include "engine/core/decimal.h"

// What the standard library would bring along and nobody needs.

// libc++ reports a failed assertion of its own through printf, ten kilobytes of download for a text
// that nobody reads: the host sees a trap and starts a fresh engine.
_LIBCPP_BEGIN_NAMESPACE_STD
[[noreturn]] void __libcpp_verbose_abort(const char* /*format*/, ...) noexcept {
  __builtin_trap();
}
_LIBCPP_END_NAMESPACE_STD

// nlohmann/json spells a bad control character with it, for a message that the engine does not show.
extern "C" int snprintf(char* text, std::size_t size, const char* /*format*/, ...) {
  if (size > 0) *text = '\0';
  return 0;
}

// nlohmann/json reads the numbers that it has found with strtod; libc++ names the other two. The C
// library's own compute in 128 bits, which WebAssembly does not have: four kilobytes.
extern "C" double strtod(const char* text, char** end) {
  if (end != nullptr) *end = const_cast<char*>(text) + std::strlen(text);
  return vitrine::readDecimal(text);
}
extern "C" float strtof(const char* text, char** end) {
  return static_cast<float>(strtod(text, end));
}
extern "C" long double strtold(const char* text, char** end) { return strtod(text, end); }
