// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/core/result.h"
#include "engine/ports/transport.h"

namespace vitrine {

// A trace (inputs.h) played again, far from the browser that it comes from.
struct Replay {
  std::string state;               // Store::stateJson() after the last line
  std::vector<Request> requests;   // everything that the store sent
  std::vector<std::string> saves;  // "key@revision bytes" of every write
  std::size_t inputs = 0;
};

// Plays the lines in their order. Fails with the number of the line that cannot be read. The same
// trace always leads to the same replay, and to what the recorded store itself had and sent.
Result<Replay> replay(std::string_view trace);

}  // namespace vitrine
