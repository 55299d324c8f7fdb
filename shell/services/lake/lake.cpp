// SPDX-License-Identifier: MIT
#include "shell/services/lake/lake.h"

#include <cstdio>

#include "shell/services/clock.h"
#include "shell/services/lake/document.h"
#include "shell/services/lake/lake_answer.h"
#include "shell/services/lake/seed.h"

namespace vitrine::services {
namespace {

constexpr std::size_t kMutationBytes = std::size_t{4} << 20U;
constexpr std::size_t kAnyBytes = std::size_t{100} << 20U;
constexpr std::size_t kQueryBytes = 307'200;

bool isVersion(std::string_view text) {
  if (text == "1" || text == "X") return true;
  if (text.size() != 10) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool isDash = i == 4 || i == 7;
    if (isDash ? text[i] != '-' : text[i] < '0' || text[i] > '9') return false;
  }
  return true;
}

bool isLocalOrigin(std::string_view origin) {
  for (const std::string_view start :
       {"http://localhost", "http://127.0.0.1", "http://[::1]", "https://localhost"}) {
    if (!origin.starts_with(start)) continue;
    const std::string_view rest = origin.substr(start.size());
    if (rest.empty() || rest.starts_with(':')) return true;
  }
  return false;
}

std::string_view hostAndPort(std::string_view origin) {
  return origin.substr(0, origin.find('/', origin.find("://") + 3));
}

}  // namespace

Lake::Lake(LakeOptions options, std::unique_ptr<Dataset> dataset, std::unique_ptr<Assets> assets,
           Faults& faults)
    : options_(std::move(options)),
      dataset_(std::move(dataset)),
      assets_(std::move(assets)),
      webhooks_(dataset_->file(), faults, evaluationAt(0, true)) {
  dataset_->record([this](const Commit& commit, const Documents& documents) {
    return webhooks_.enqueue(commit, documents);
  });
  dataset_->observe([this](const Commit& commit) { listeners_.publish(commit); });
}

void Lake::close() {
  listeners_.closeAll();
  webhooks_.stop();
}

std::expected<std::unique_ptr<Lake>, std::string> Lake::open(LakeOptions options, Faults& faults) {
  auto dataset = Dataset::open(options.directory + "/lake.db", Webhooks::schema());
  if (!dataset) return std::unexpected(dataset.error());
  auto assets = Assets::open(options.directory, options.address);
  if (!assets) return std::unexpected(assets.error());
  (*dataset)->rebaseAssets(options.address.base);
  const View view = (*dataset)->view({"raw"}, false);
  bool hasProduct = false;
  for (std::size_t i = 0; i < view->size() && !hasProduct; ++i) {
    hasProduct = view->at(i)["_type"].asString() == "product";
  }
  if (!hasProduct && !options.seed.empty()) {
    std::printf("lake: importing the demo catalog from %s\n", options.seed.c_str());
    std::fflush(stdout);
    const auto count = importSeed(options.seed, **dataset, **assets);
    if (!count) return std::unexpected("the demo catalog cannot be imported: " + count.error());
    std::printf("lake: %zu documents imported\n", *count);
  }
  std::unique_ptr<Lake> lake(
      new Lake(std::move(options), std::move(*dataset), std::move(*assets), faults));
  if (auto started = lake->webhooks_.start(); !started) return std::unexpected(started.error());
  return lake;
}

std::size_t Lake::bodyLimit(const Request& request) const {
  const auto call = parseCall(request);
  const bool writes = call && call->operation != "data/query" && roleOf(request) == Role::kEditor;
  if (!writes) return kQueryBytes;
  return call->operation.starts_with("assets/") ? kAnyBytes : kMutationBytes;
}

Response Lake::failure(const Request&, int status, std::string_view message) const {
  return apiError(status, message);
}

bool Lake::isAllowedOrigin(std::string_view origin) const {
  return isLocalOrigin(origin) || origin == hostAndPort(options_.shopOrigin);
}

void Lake::decorate(const Request& request, Response& response) const {
  if (isAssetAddress(request.path)) return;
  response.setHeader("Vary", "Origin");
  const std::string_view origin = request.header("origin");
  if (origin.empty() || !isAllowedOrigin(origin)) return;
  response.setHeader("Access-Control-Allow-Origin", std::string(origin));
  response.setHeader("Access-Control-Allow-Credentials", "true");
  response.setHeader("Access-Control-Expose-Headers", "Content-Type, Content-Length, ETag");
}

Response Lake::cors(const Request& request) const {
  Response response = Response::text(204, "");
  if (!isAllowedOrigin(request.header("origin"))) return response;
  response.setHeader("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE, OPTIONS");
  response.setHeader("Access-Control-Allow-Headers",
                     "authorization, content-type, x-sanity-project-id, x-sanity-lineage, "
                     "last-event-id");
  response.setHeader("Access-Control-Max-Age", "86400");
  return response;
}

std::optional<Lake::Call> Lake::parseCall(const Request& request) const {
  auto segments = pathSegments(request.path);
  if (segments.size() < 3 || !segments[0].starts_with('v')) return std::nullopt;
  if (!isVersion(segments[0].substr(1))) return std::nullopt;
  Call call{request, std::string(segments[0].substr(1)), "", "", "", Role::kPublic};
  // /vV/projects/P/datasets/D/<op>/… is the same as /vV/data/<op>/D/…
  if (segments.size() >= 6 && segments[1] == "projects" && segments[3] == "datasets") {
    call.operation = "data/" + std::string(segments[5]);
    call.dataset = segments[4];
    segments.erase(segments.begin(), segments.begin() + 6);
  } else {
    call.operation = std::string(segments[1]) + '/' + std::string(segments[2]);
    std::size_t used = 3;
    if (call.operation == "data/live" && segments.size() > 3) ++used;  // data/live/events/D
    if (segments.size() > used) call.dataset = segments[used++];
    segments.erase(segments.begin(), segments.begin() + static_cast<std::ptrdiff_t>(used));
  }
  for (const std::string_view segment : segments) {
    if (!call.rest.empty()) call.rest += '/';
    call.rest += segment;
  }
  return call;
}

Response Lake::answer(const Request& request) {
  if (request.method == "OPTIONS") return cors(request);
  if (request.isRead() && isAssetAddress(request.path)) return assets_->serve(request);
  auto call = parseCall(request);
  if (!call) return apiError(404, "There is no such endpoint");
  const auto role = roleOf(request);
  if (!role) return apiError(401, "Unauthorized - Session not found", "SIO-401-ANF");
  call->role = *role;
  if (auto refusal = rateRefusal(*call)) return std::move(*refusal);
  return route(*call);
}

std::optional<Response> Lake::rateRefusal(const Call& call) {
  if (!options_.hasRateLimits) return std::nullopt;
  RateLimits::Kind kind = RateLimits::Kind::kRead;
  if (call.operation == "data/mutate" || call.operation == "data/actions") {
    kind = RateLimits::Kind::kMutation;
  }
  if (call.operation.starts_with("assets/")) kind = RateLimits::Kind::kUpload;
  return rateLimits_.take(kind, nowMs());
}

// Nothing for a token that nobody has.
std::optional<Lake::Role> Lake::roleOf(const Request& request) const {
  const std::string_view authorization = request.header("authorization");
  if (authorization.empty()) return Role::kPublic;
  if (authorization == "Bearer " + options_.editorToken) return Role::kEditor;
  const bool isViewer =
      !options_.viewerToken.empty() && authorization == "Bearer " + options_.viewerToken;
  return isViewer ? std::optional(Role::kViewer) : std::nullopt;
}

Response Lake::route(const Call& call) {
  const std::string_view operation = call.operation;
  const bool isPost = call.request.method == "POST";
  if (operation == "check/cors") {
    // Whoever names no origin is no page, and kept out by nothing.
    const std::string_view origin = call.request.header("origin");
    const bool isAllowed = origin.empty() || isAllowedOrigin(origin);
    return Response::json(
        200, Object{{"result", Object{{"allowed", isAllowed}, {"withCredentials", isAllowed}}}});
  }
  if (operation == "hooks/projects") return hooks(call);
  const bool hasDataset = operation.starts_with("data/") || operation.starts_with("assets/");
  if (hasDataset && call.dataset != options_.address.dataset) {
    return apiError(404, "Dataset not found: Dataset \"" + call.dataset +
                             "\" not found for project ID \"" + options_.address.project + "\"");
  }
  if (operation == "data/query") return query(call);
  if (operation == "data/doc" && call.request.isRead()) return documents(call);
  if (operation == "data/mutate" && isPost) return mutate(call);
  if (operation == "data/actions" && isPost && knowsActions(call.version)) return act(call);
  if (operation == "data/listen" && call.request.isRead()) return listen(call);
  if (operation == "data/live" && call.request.isRead()) return live(call);
  if (operation == "data/export" && call.request.isRead()) return exportAll(call);
  if (operation == "assets/images" && isPost) return upload(call, Assets::Kind::kImage);
  if (operation == "assets/files" && isPost) return upload(call, Assets::Kind::kFile);
  return apiError(404, "There is no such endpoint");
}

}  // namespace vitrine::services
