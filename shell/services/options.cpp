// SPDX-License-Identifier: MIT
#include "shell/services/options.h"

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <string_view>

namespace vitrine::services {
namespace {

struct Texts {
  std::string_view name;
  std::string ServicesOptions::*member;
};
constexpr Texts kTexts[] = {
    {"--data", &ServicesOptions::directory},
    {"--seed", &ServicesOptions::seed},
    {"--shop-url", &ServicesOptions::shopUrl},
    {"--cron-secret", &ServicesOptions::cronSecret},
    {"--stripe-webhook-secret", &ServicesOptions::stripeWebhookSecret},
    {"--paypal-webhook-id", &ServicesOptions::paypalWebhookId},
    {"--lake-token", &ServicesOptions::lakeToken},
    {"--lake-viewer-token", &ServicesOptions::lakeViewerToken},
    {"--project", &ServicesOptions::project},
    {"--dataset", &ServicesOptions::dataset},
};

struct Ports {
  std::string_view name;
  int ServicesOptions::*member;
};
constexpr Ports kPorts[] = {
    {"--port-lake", &ServicesOptions::lakePort},
    {"--port-pay", &ServicesOptions::payPort},
    {"--port-parcel", &ServicesOptions::parcelPort},
};

bool readPort(std::string_view text, int& port) {
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), port);
  return problem == std::errc{} && end == text.data() + text.size() && port >= 0 && port <= 65535;
}

bool readMilliseconds(std::string_view text, std::int64_t& ms) {
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), ms);
  return problem == std::errc{} && end == text.data() + text.size() && ms >= 0;
}

bool readSpeed(const char* text, double& speed) {
  char* end = nullptr;
  speed = std::strtod(text, &end);
  return end != text && *end == '\0' && std::isfinite(speed) && speed > 0;
}

}  // namespace

std::expected<ServicesOptions, std::string> ServicesOptions::parse(std::span<char*> arguments) {
  ServicesOptions options;
  for (std::size_t i = 1; i < arguments.size(); i += 2) {
    const std::string name = arguments[i];
    if (i + 1 >= arguments.size()) return std::unexpected(name + " needs a value");
    const char* value = arguments[i + 1];
    bool isKnown = false;
    for (const Texts& text : kTexts) {
      if (text.name != name) continue;
      options.*text.member = value;
      isKnown = true;
    }
    for (const Ports& port : kPorts) {
      if (port.name != name) continue;
      if (!readPort(value, options.*port.member)) return std::unexpected(name + " is not a port");
      isKnown = true;
    }
    if (name == "--lake-rate-limits") {
      if (value != std::string_view("on") && value != std::string_view("off")) {
        return std::unexpected("--lake-rate-limits is on or off");
      }
      options.hasLakeRateLimits = value == std::string_view("on");
      isKnown = true;
    }
    if (name == "--lake-query-ms") {
      if (!readMilliseconds(value, options.lakeQueryMs)) {
        return std::unexpected("--lake-query-ms is a number of milliseconds");
      }
      isKnown = true;
    }
    if (name == "--parcel-speed") {
      if (!readSpeed(value, options.parcelSpeed)) {
        return std::unexpected("--parcel-speed is a number above 0");
      }
      isKnown = true;
    }
    if (!isKnown) return std::unexpected("unknown option " + name);
  }
  if (options.lakeToken.empty()) return std::unexpected("--lake-token is missing");
  if (!options.shopUrl.starts_with("http://")) {
    return std::unexpected("--shop-url begins with http://");
  }
  while (options.shopUrl.ends_with('/')) options.shopUrl.pop_back();
  return options;
}

const char* ServicesOptions::usage() {
  return "vitrine-services: Sanity, Stripe, PayPal and ShipEngine for one shop on this machine\n"
         "  --port-lake 4100 --port-pay 4200 --port-parcel 4300   (0: any free port)\n"
         "  --data DIR            where the databases are kept\n"
         "  --seed DIR            catalog.ndjson to import when there is no product\n"
         "  --shop-url URL        where webhooks go\n"
         "  --lake-token T        the token that may write\n"
         "  --lake-viewer-token T a token that may read everything\n"
         "  --lake-rate-limits on the Content Lake's limits of requests a second (off)\n"
         "  --lake-query-ms 60000 how long a query of the Content Lake may take\n"
         "  --stripe-webhook-secret S  --paypal-webhook-id ID  --cron-secret S\n"
         "  --project demo  --dataset production  --parcel-speed 1\n";
}

}  // namespace vitrine::services
