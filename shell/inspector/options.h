// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace vitrine {

// The inspector's command line.
struct Options {
  std::string shopUrl = "http://127.0.0.1:3000";
  std::string storagePath = "inspector.sqlite";
  std::string screenshotPath;  // not empty: draw until the catalog is there, write a PNG and leave
  bool dark = false;
};

// Reads the arguments; on a mistake prints one sentence and the usage, and answers false.
bool parseOptions(int argc, char** argv, Options& options);

}  // namespace vitrine
