// SPDX-License-Identifier: MIT
#include "shell/inspector/options.h"

#include <cstdio>
#include <string_view>

namespace vitrine {
namespace {

constexpr const char* kUsage =
    "usage: vitrine-inspector [--shop URL] [--storage FILE] [--dark] [--screenshot FILE.png]\n";

}  // namespace

bool parseOptions(int argc, char** argv, Options& options) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view name = argv[i];
    if (name == "--dark") {
      options.dark = true;
      continue;
    }
    std::string* target = name == "--shop"         ? &options.shopUrl
                          : name == "--storage"    ? &options.storagePath
                          : name == "--screenshot" ? &options.screenshotPath
                                                   : nullptr;
    if (target == nullptr || i + 1 == argc) {
      std::fprintf(stderr, "%s: %s\n%s", argv[i],
                   target == nullptr ? "no such option" : "needs a value", kUsage);
      return false;
    }
    *target = argv[++i];
  }
  return true;
}

}  // namespace vitrine
