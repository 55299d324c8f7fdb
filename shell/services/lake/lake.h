// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <expected>
#include <memory>
#include <string>
#include <string_view>

#include "shell/services/clock.h"
#include "shell/services/http/service.h"
#include "shell/services/lake/assets.h"
#include "shell/services/lake/dataset.h"
#include "shell/services/lake/listeners.h"
#include "shell/services/lake/mutation.h"
#include "shell/services/lake/rate_limits.h"
#include "shell/services/lake/webhooks.h"

namespace vitrine::services {

struct LakeOptions {
  std::string directory;
  std::string seed;  // folder with catalog.ndjson, or empty
  std::string editorToken;
  std::string viewerToken;  // empty: nobody has one
  bool hasRateLimits = false;
  std::string shopOrigin;
  AssetAddress address;
  std::int64_t queryMs = 60'000;  // one query's, as the vendor's technical limits have it
};

// Sanity's Content Lake over HTTP: query, doc, mutate, actions, listen, live events, export,
// assets, images, webhooks. Readers without a token see the documents whose id has no dot; viewers
// read everything, editors also write.
class Lake final : public Service {
 public:
  static std::expected<std::unique_ptr<Lake>, std::string> open(LakeOptions options,
                                                                Faults& faults);

  std::string_view name() const override { return "lake"; }
  std::size_t bodyLimit(const Request& request) const override;
  Response answer(const Request& request) override;
  Response failure(const Request& request, int status, std::string_view message) const override;
  void decorate(const Request& request, Response& response) const override;
  void close() override;

 private:
  enum class Role : std::uint8_t { kPublic, kViewer, kEditor };

  // One call of the API, with the address taken apart.
  struct Call {
    const Request& request;
    std::string version;    // "2025-02-19", "1", "X"
    std::string operation;  // "data/query", "assets/images", ...
    std::string dataset;
    std::string rest;  // what follows the dataset
    Role role;

    bool isPublic() const { return role == Role::kPublic; }
    bool mayWrite() const { return role == Role::kEditor; }
  };

  Lake(LakeOptions options, std::unique_ptr<Dataset> dataset, std::unique_ptr<Assets> assets,
       Faults& faults);

  std::optional<Call> parseCall(const Request& request) const;
  std::optional<Response> rateRefusal(const Call& call);
  std::optional<Role> roleOf(const Request& request) const;
  Response route(const Call& call);
  Response query(const Call& call);
  Response documents(const Call& call);
  Response mutate(const Call& call);
  Response act(const Call& call);
  Response listen(const Call& call);
  Response live(const Call& call);
  Response upload(const Call& call, Assets::Kind kind);
  Response exportAll(const Call& call);
  Response hooks(const Call& call);
  Response cors(const Request& request) const;
  groq::Options evaluationAt(std::int64_t ms, bool isPublicReader);
  SelectIds selectIds();
  bool isAllowedOrigin(std::string_view origin) const;

  LakeOptions options_;
  SteadyClock clock_;
  std::unique_ptr<Dataset> dataset_;
  std::unique_ptr<Assets> assets_;
  RateLimits rateLimits_;
  Webhooks webhooks_;
  Listeners listeners_;
};

}  // namespace vitrine::services
