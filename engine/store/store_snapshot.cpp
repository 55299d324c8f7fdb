// SPDX-License-Identifier: MIT
// The catalog as a snapshot: a manifest says which one it is now, the snapshot follows, and later the
// manifest brings what has changed since. While that cannot be used, the product data API serves, and
// the manifest is asked again at each look.
#include "engine/catalog/decode.h"
#include "engine/core/json.h"
#include "engine/store/store.h"

namespace vitrine {
namespace {

constexpr std::int64_t kLookEveryMs = 3'000;  // the answer to most looks is the version alone
constexpr std::int64_t kDocumentsEveryMs = 60'000;  // all of them are read again
constexpr std::int64_t kSnapshotTimeoutMs = 300'000;
constexpr std::int64_t kMaxSnapshotBytes = std::int64_t{1} << 30U;

bool isPathOfShop(std::string_view url) { return url.starts_with('/') && !url.starts_with("//"); }

// Not when one of several servers is behind another: what it has was replaced already.
bool isNews(const Value& manifest, const Shop& shop) {
  return manifest["version"].asString() != shop.version &&
         manifest["generatedAt"].asString() >= shop.generatedAt;
}

// changes = {products: [document], removed: [id]}. What of it cannot be shown is taken out and named.
std::vector<Rejection> change(Catalog& catalog, const Value& changes) {
  std::vector<Product> products;
  std::vector<Rejection> refused;
  for (const Value& id : changes["removed"].items()) catalog.remove(id.asString());
  for (const Value& document : changes["products"].items()) {
    auto product = decodeProduct(document);
    if (product) {
      products.push_back(std::move(*product));
      continue;
    }
    const Error& reason = product.error();
    refused.push_back({document["_id"].asString(""), reason.code, reason.field, reason.message});
    catalog.remove(refused.back().documentId);
  }
  catalog.upsert(std::move(products));
  return refused;
}

}  // namespace

void Store::askForManifest() {
  Request request;
  request.url = options_.snapshotUrl + "?have=" + shop_.version;
  outbox_.send({ErrandKind::kManifest, ""}, std::move(request));
}

// manifest = {version} when there is nothing new,
//          | {version, generatedAt, settings, leftOut, changes} or, when that would be too much,
//          | {version, generatedAt, settings, leftOut, snapshot: path, bytes}
void Store::takeManifest(const Response& response) {
  if (response.failure || response.status >= 500) return catalogFailed();
  const auto manifest = decodeJson(response.body);
  if (response.status != 200 || !manifest || !(*manifest)["version"].isString()) {
    // A shop that has snapshots has them still: a limit or a captive portal has answered.
    return isOfSnapshot() ? catalogFailed() : askForDocuments();
  }
  if (isOfSnapshot() && !isNews(*manifest, shop_)) return lookAgainLater();
  if (isOfSnapshot() && (*manifest)["changes"].isObject()) return takeChanges(*manifest);
  const std::string url = (*manifest)["snapshot"].asString("");
  if (!isPathOfShop(url) || url == refusedSnapshot_) return askForDocuments();
  manifest_ = *manifest;
  Request request;
  request.url = url;
  request.timeoutMs = kSnapshotTimeoutMs;
  const std::int64_t bytes = (*manifest)["bytes"].asInt64().value_or(0);
  if (bytes > 0 && bytes <= kMaxSnapshotBytes) {
    request.answerBytes = static_cast<std::size_t>(bytes);
  }
  outbox_.send({ErrandKind::kSnapshot, ""}, std::move(request));
}

void Store::lookAgainLater() {
  const std::int64_t gap = isOfSnapshot() ? kLookEveryMs : kDocumentsEveryMs;
  if (!options_.catalogUrl.empty()) catalogDueAt_ = inputs_.elapsedMs() + gap;
  catalogAsked_ = false;
  catalogAttempt_ = 0;
  isLooking_ = true;
  dismiss(NoticeCode::kCatalogStale);
}

void Store::takeChanges(const Value& manifest) {
  auto shop = shopOf(std::move(shop_.catalog), manifest);
  if (!shop) return catalogFailed();
  change(shop->catalog, manifest["changes"]);
  openShop(std::move(*shop));
}

std::vector<Rejection> Store::changeCatalog(const std::string& json) {
  const Input held = input("changeCatalog", Object{{"json", json}});
  const auto changes = decodeJson(json);
  if (!changes) return {};
  std::vector<Rejection> refused = change(shop_.catalog, *changes);
  while (!shop_.catalog.isSettled()) shop_.catalog.settle();
  ++versions_.catalog;
  cartChanged();
  return refused;
}

// The page answers in between: a slice of it is done in each poll.
void Store::takeSnapshot(Response& response) {
  if (response.failure || response.status != 200) return catalogFailed();
  opening_.emplace(std::move(response.body));
}

void Store::continueOpening() {
  const auto more = opening_->work(SegmentOpening::kSliceBytes);
  if (more && *more) return;
  SegmentOpening opening = std::move(*opening_);
  opening_.reset();
  if (!more) return refuseSnapshot(more.error());
  auto shop = shopOf(Catalog(opening.take()), manifest_);
  if (!shop) return refuseSnapshot(shop.error());
  catalogAsked_ = false;
  openShop(std::move(*shop));
}

// The product data API has the documents. The same bytes are not fetched again, others are.
void Store::refuseSnapshot(const Error& reason) {
  refusedSnapshot_ = manifest_["snapshot"].asString("");
  refusal_ = Rejection{"snapshot", reason.code, reason.field, reason.message};
  askForDocuments();
}

}  // namespace vitrine
