// SPDX-License-Identifier: MIT
#include <algorithm>

#include "engine/core/json.h"
#include "engine/store/answers.h"
#include "engine/store/store.h"

namespace vitrine {
namespace {

constexpr std::int64_t kAttemptsToLook = 5;  // about half a minute

// FNV-1a.
std::uint64_t hashOf(std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325U;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  return hash;
}

}  // namespace

void Store::loadCatalog() {
  if (catalogAsked_ || options_.catalogUrl.empty()) return;
  if (isOfCart() && !cart_.isReady()) return;  // asked for as soon as the cart is known
  catalogAsked_ = true;
  catalogDueAt_.reset();
  ++catalogAttempt_;
  const bool isOfDocuments = options_.snapshotUrl.empty() || options_.recordsTrace;
  isOfDocuments ? askForDocuments() : askForManifest();
}

void Store::askForDocuments() {
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
  lookAgainLater();
  if (isOfSnapshot()) {
    refusal_.reset();
    refusedSnapshot_.clear();
  }
  dismiss(NoticeCode::kCatalogUnavailable);
  dismiss(NoticeCode::kBadDocuments);
  if (refusal_) shop_.rejections.push_back(*refusal_);
  if (!shop_.rejections.empty()) {
    notify(NoticeCode::kBadDocuments, static_cast<std::int64_t>(shop_.rejections.size()));
  }
  ++versions_.catalog;
  cartChanged();
}

void Store::takeCatalog(const Response& response) {
  if (response.failure || response.status != 200) return documentsFailed();
  const std::uint64_t seen = hashOf(response.body);
  const bool isSame = hasShop_ && !isOfCart() && !isOfSnapshot() && seen == documentsSeen_;
  if (isSame) return lookAgainLater();
  auto shop = decodeShop(response.body);
  if (!shop) return documentsFailed();
  documentsSeen_ = seen;
  skusAnswered_ = skusAsked_;
  openShop(std::move(*shop));
}

// Whoever has answered, it was not the shop: the snapshot may be good after all.
void Store::documentsFailed() {
  refusedSnapshot_.clear();
  catalogFailed();
}

// What there was stays in use, and another attempt is made later.
void Store::catalogFailed() {
  catalogAsked_ = false;
  catalogDueAt_ = inputs_.elapsedMs() + backoffMs(catalogAttempt_, inputs_.random());
  // Looking for changes now and then may fail now and then.
  if (hasShop_ && isLooking_ && catalogAttempt_ < kAttemptsToLook) return;
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
  isLooking_ = false;
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

std::vector<ProductCard> Store::related(const std::string& slug) const {
  return relatedCards(shop_, slug);
}

std::vector<CategoryView> Store::categories() const { return categoryViews(shop_); }

std::vector<std::string> Store::countries() const { return shippingCountries(shop_.prices); }

std::vector<std::string> Store::slugs() const { return shop_.catalog.slugs(); }

}  // namespace vitrine
