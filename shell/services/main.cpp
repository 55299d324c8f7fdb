// SPDX-License-Identifier: MIT
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "shell/services/delivery/reconciler.h"
#include "shell/services/http/server.h"
#include "shell/services/lake/lake.h"
#include "shell/services/lake/picture.h"
#include "shell/services/options.h"
#include "shell/services/parcel/parcel.h"
#include "shell/services/pay/pay.h"

namespace vitrine::services {
namespace {

int stopWith(const std::string& why) {
  std::fprintf(stderr, "vitrine-services: %s\n", why.c_str());
  return 1;
}

std::string addressOf(int port) { return "http://127.0.0.1:" + std::to_string(port); }

LakeOptions lakeOptions(const ServicesOptions& options, int port) {
  return {options.directory,
          options.seed,
          options.lakeToken,
          options.lakeViewerToken,
          options.hasLakeRateLimits,
          options.shopUrl,
          {addressOf(port), options.project, options.dataset},
          options.lakeQueryMs};
}

// Stands in front of a service that cannot exist before its port is known.
class Doorway final : public Service {
 public:
  explicit Doorway(std::string_view name) : name_(name) {}
  void open(std::unique_ptr<Service> service) { service_ = std::move(service); }

  std::string_view name() const override { return name_; }
  std::size_t bodyLimit(const Request& request) const override {
    return service_->bodyLimit(request);
  }
  Response answer(const Request& request) override { return service_->answer(request); }
  Response failure(const Request& request, int status, std::string_view why) const override {
    return service_->failure(request, status, why);
  }
  void decorate(const Request& request, Response& response) const override {
    service_->decorate(request, response);
  }
  void close() override { service_->close(); }

 private:
  std::string_view name_;
  std::unique_ptr<Service> service_;
};

int run(const ServicesOptions& options) {
  std::error_code problem;
  std::filesystem::create_directories(options.directory, problem);
  if (problem) return stopWith("cannot make the folder " + options.directory);

  Faults faults;
  Doorway lake("lake");
  Doorway pay("pay");
  Doorway parcel("parcel");
  Server lakeServer(lake, faults);
  Server payServer(pay, faults);
  Server parcelServer(parcel, faults);
  struct Door {
    Server& server;
    int port;
    const char* option;
  };
  Door doors[] = {{lakeServer, options.lakePort, "--port-lake"},
                  {payServer, options.payPort, "--port-pay"},
                  {parcelServer, options.parcelPort, "--port-parcel"}};
  for (Door& door : doors) {
    if (door.server.bind(door.port)) continue;
    return stopWith("port " + std::to_string(door.port) +
                    " is busy: stop the program that uses it, or choose another with " +
                    door.option);
  }
  auto openedLake = Lake::open(lakeOptions(options, lakeServer.port()), faults);
  if (!openedLake) return stopWith(openedLake.error());
  lake.open(std::move(*openedLake));
  const std::string payUrl = addressOf(payServer.port());
  auto openedPay = Pay::open({options.directory, payUrl, options.shopUrl,
                              options.stripeWebhookSecret, options.paypalWebhookId},
                             faults);
  if (!openedPay) return stopWith(openedPay.error());
  pay.open(std::move(*openedPay));
  const std::string parcelUrl = addressOf(parcelServer.port());
  auto openedParcel =
      Parcel::open({options.directory, parcelUrl, options.shopUrl, options.parcelSpeed}, faults);
  if (!openedParcel) return stopWith(openedParcel.error());
  parcel.open(std::move(*openedParcel));

  const Reconciler reconciler(options.shopUrl, options.cronSecret);
  std::vector<std::jthread> threads;
  for (Door& door : doors) threads.emplace_back([&door] { door.server.run(); });
  for (const Door& door : doors) door.server.waitUntilReady();
  std::printf("ready: lake %s pay %s parcel %s\n", addressOf(lakeServer.port()).c_str(),
              payUrl.c_str(), parcelUrl.c_str());
  std::fflush(stdout);

  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  int caught = 0;
  sigwait(&signals, &caught);
  for (Door& door : doors) door.server.stop();
  return 0;
}

}  // namespace
}  // namespace vitrine::services

int main(int count, char** arguments) {
  using vitrine::services::ServicesOptions;
  // Every thread inherits the mask: the main thread alone waits for the signals.
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);

  const std::span<char*> all(arguments, static_cast<std::size_t>(count));
  const auto options = ServicesOptions::parse(all);
  if (!options) {
    std::fprintf(stderr, "vitrine-services: %s\n\n%s", options.error().c_str(),
                 ServicesOptions::usage());
    return 2;
  }
  if (!vitrine::services::startPictures(arguments[0])) {
    std::fprintf(stderr, "vitrine-services: libvips does not start\n");
    return 1;
  }
  return vitrine::services::run(*options);
}
