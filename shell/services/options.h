// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <expected>
#include <span>
#include <string>

namespace vitrine::services {

// The command line of vitrine-services.
struct ServicesOptions {
  int lakePort = 4100;
  int payPort = 4200;
  int parcelPort = 4300;
  std::string directory = "vitrine-data";
  std::string seed;
  std::string shopUrl = "http://127.0.0.1:3000";
  std::string cronSecret;
  std::string stripeWebhookSecret;
  std::string paypalWebhookId;
  std::string lakeToken;        // of an editor
  std::string lakeViewerToken;  // empty: there is none
  bool hasLakeRateLimits = false;
  std::int64_t lakeQueryMs = 60'000;
  std::string project = "demo";
  std::string dataset = "production";
  double parcelSpeed = 1.0;

  static std::expected<ServicesOptions, std::string> parse(std::span<char*> arguments);
  static const char* usage();
};

}  // namespace vitrine::services
