// SPDX-License-Identifier: MIT
#pragma once

namespace vitrine {

// States what the program itself guarantees, never what input may break. Always on. When the
// condition is false the process traps (in WebAssembly: `unreachable`); the host then discards the
// engine and builds a new one from storage.
inline void check(bool condition) {
  if (!condition) __builtin_trap();
}

}  // namespace vitrine
