// SPDX-License-Identifier: MIT
#include <algorithm>

#include "engine/core/json.h"
#include "engine/store/answers.h"
#include "engine/store/store.h"

namespace vitrine {
namespace {

constexpr std::int64_t kAttemptsToLook = 5;  // about half a minute

}  // namespace

void Store::loadCatalog() {
  if (catalogAsked_ || options_.catalogUrl.empty()) return;
  if (isOfCart() && !cart_.isReady()) return;  // asked for as soon as the cart is known
  catalogAsked_ = true;
  catalogDueAt_.reset();
  ++catalogAttempt_;
  const bool asDocuments = options_.snapshotUrl.empty() || options_.recordsTrace;
  if (!asDocuments && !isSnapshotRefused_) return askForManifest();
  Request request;
  request.url = options_.catalogUrl;
  skusAsked_.clear();
  for (const CartLine& line : cart_.cart().lines) {
    if (!isOfCart()) break;
    if (!skusAsked_.empty()) request.url += ',';
    request.url += line.sku;
    skusAsked_.push_back(line.sku);
  }
  outbox_.send({ErrandKind::kCatalog, ""}, std::move(request));
}

// A cart that has got something new is asked for again, as a whole: prices are of one moment.
void Store::askForProducts() {
  const bool isFirst = !hasShop_ && catalogAttempt_ == 0;
  const bool isMore = std::ranges::any_of(cart_.cart().lines, [&](const CartLine& line) {
    return std::ranges::find(skusAsked_, line.sku) == skusAsked_.end();
  });
  if (isOfCart() && (isFirst || isMore)) loadCatalog();
}

bool Store::isAnswered(const std::string& sku) const {
  if (!isOfCart()) return hasShop_;
  return std::ranges::find(skusAnswered_, sku) != skusAnswered_.end();
}

void Store::openShop(Shop shop) {
  shop_ = std::move(shop);
  hasShop_ = true;
  catalogAttempt_ = 0;
  catalogDueAt_.reset();
  if (!shop_.version.empty()) lookAgainLater();
  dismiss(NoticeCode::kCatalogUnavailable);
  dismiss(NoticeCode::kCatalogStale);
  dismiss(NoticeCode::kBadDocuments);
  if (refusal_) shop_.rejections.push_back(*refusal_);
  if (!shop_.rejections.empty()) {
    notify(NoticeCode::kBadDocuments, static_cast<std::int64_t>(shop_.rejections.size()));
  }
  ++versions_.catalog;
  cartChanged();
}

void Store::takeCatalog(const Response& response) {
  catalogAsked_ = false;
  const bool isGood = !response.failure && response.status == 200;
  auto shop = isGood ? decodeShop(response.body) : Result<Shop>(fail(ErrorCode::kServiceFailed, "", ""));
  if (!shop) return catalogFailed();
  skusAnswered_ = skusAsked_;
  openShop(std::move(*shop));
}

// What there was stays in use, and another attempt is made later.
void Store::catalogFailed() {
  catalogAsked_ = false;
  catalogDueAt_ = inputs_.elapsedMs() + backoffMs(catalogAttempt_, inputs_.random());
  // Looking for changes now and then may fail now and then.
  const bool isLooking = hasShop_ && !shop_.version.empty() && catalogAttempt_ < kAttemptsToLook;
  if (isLooking) return;
  if (hasShop_) return notify(NoticeCode::kCatalogStale, std::nullopt, shop_.generatedAt);
  notify(NoticeCode::kCatalogUnavailable);
  if (!catalogFailed_) ++versions_.catalog;
  catalogFailed_ = true;
}

Answer<std::vector<CategoryView>> Store::openCatalog(const std::string& json) {
  const Input held = input("openCatalog", Object{{"json", json}});
  auto shop = decodeShop(json);
  if (!shop) return std::unexpected(viewOf(shop.error()));
  openShop(std::move(*shop));
  return categories();
}

Versions Store::refreshCatalog() {
  const Input held = input("refreshCatalog");
  loadCatalog();
  return versions();
}

CatalogPageView Store::search(const QueryView& query) const { return pageView(shop_, query); }

std::string Store::pageRequest(const QueryView& query, const std::string& projection) const {
  const GroqRequest request = vitrine::pageRequest(shop_, query, projection);
  return encodeJson(Object{{"query", request.query}, {"params", request.params}});
}

CatalogPageView Store::pageOfAnswer(const QueryView& query, const std::string& answerJson) const {
  const auto answer = decodeJson(answerJson);
  return vitrine::pageOfAnswer(shop_, query, answer ? *answer : Value());
}

std::vector<SuggestionView> Store::suggest(const std::string& text) const {
  return suggestionViews(shop_, text);
}

std::optional<ProductView> Store::product(const std::string& slug, const std::string& sku) const {
  return productView(shop_, slug, sku, now());
}

std::vector<CategoryView> Store::categories() const { return categoryViews(shop_); }

std::vector<std::string> Store::countries() const { return shippingCountries(shop_.prices); }

std::vector<std::string> Store::slugs() const { return shop_.catalog.slugs(); }

}  // namespace vitrine
