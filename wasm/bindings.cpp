// SPDX-License-Identifier: MIT
// Names only: what of the engine JavaScript can see, and what it is called there.
#include <emscripten/bind.h>

#include <string>

#include "engine/server/step.h"
#include "engine/store/store.h"
#include "wasm/boundary.h"
#include "wasm/ports.h"

namespace vitrine {
namespace {

// A store with the browser behind it.
class HostedStore final : public Store {
 public:
  HostedStore(const StoreOptions& options, const std::string& storageName)
      : Store(clock_, random_, storage_, transport_, options), storage_(storageName) {}

 private:
  BrowserClock clock_;
  BrowserRandom random_;
  BrowserStorage storage_;
  FetchTransport transport_;
};

Store* openStore(const StoreOptions& options, const std::string& storageName) {
  return new HostedStore(options, storageName);
}

using CartResult = Answer<CartView>;
using CartInputResult = Answer<CartInput>;
using CategoriesResult = Answer<std::vector<CategoryView>>;
using TextResult = Result<std::string>;

CartResult addLine(Store& store, const std::string& sku, double quantity) {
  return store.addLine(sku, OnWire<std::int64_t>::from(quantity));
}

CartResult setQuantity(Store& store, const std::string& sku, double quantity) {
  return store.setQuantity(sku, OnWire<std::int64_t>::from(quantity));
}

std::string shopName(const Store& store) { return store.shop().prices.shopName; }

Bytes snapshot(const Store& store) { return {store.snapshot()}; }

std::string stepText(const std::string& state, const std::string& event) {
  return stepJson(state, event);
}

Answer<std::string> cleanCatalog(const std::string& json) {
  auto clean = cleanShopJson(json);
  if (!clean) return std::unexpected(viewOf(clean.error()));
  return std::move(*clean);
}


}  // namespace

constexpr auto fieldsOf(const Rejection*) {
  return fields(field("documentId", &Rejection::documentId),
                field("code", &Rejection::code),
                field("field", &Rejection::field),
                field("reason", &Rejection::reason));
}

template <>
inline constexpr bool kIsSnapshot<Versions> = true;
template <>
inline constexpr bool kIsSnapshot<CatalogPageView> = true;
template <>
inline constexpr bool kIsSnapshot<CartView> = true;
template <>
inline constexpr bool kIsSnapshot<CheckoutView> = true;

}  // namespace vitrine

using namespace vitrine;

EMSCRIPTEN_BINDINGS(values) {
  bindEnum<ErrorCode>("ErrorCode");
  bindEnum<StockView>("StockState");
  bindEnum<BadgeView>("Badge");
  bindEnum<SuggestionViewKind>("SuggestionKind");
  bindEnum<TextStyle>("TextStyle");
  bindEnum<TextList>("TextList");
  bindEnum<OptionValueState>("OptionValueState");
  bindEnum<CheckoutState>("CheckoutState");
  bindEnum<CartChangeKind>("CartChangeKind");
  bindEnum<NoticeCode>("NoticeCode");

  bindType<Bytes>("Uint8Array");
  bindType<Nullable<double>>("number | null");
  bindType<Nullable<std::string>>("string | null");
  bindType<Nullable<MoneyView>>("Money | null");
  bindType<Nullable<ErrorView>>("EngineError | null");
  bindType<Nullable<ImageView>>("ImageView | null");
  bindType<Nullable<RatingView>>("Rating | null");
  bindType<Nullable<PriceRangeView>>("PriceRange | null");
  bindType<Nullable<ShippingMethodView>>("ShippingMethodView | null");
  bindType<Nullable<CouponView>>("CouponView | null");
  bindType<Nullable<FreeShippingView>>("FreeShipping | null");
  bindType<Nullable<UndoView>>("Undo | null");
  bindType<Nullable<PlacedOrderView>>("PlacedOrder | null");

  bindOptional<double>();
  bindOptional<std::string>();
  bindOptional<MoneyView>();
  bindOptional<TextList>();

  bindObject<MoneyView>("Money");
  bindObject<ErrorView>("EngineError");
  bindInput<StoreOptions>("StoreOptions");
  bindObject<Versions>("Versions");
  bindObject<NoticeView>("EngineNotice");
  bindObject<Rejection>("CatalogProblem");
}

EMSCRIPTEN_BINDINGS(catalog) {
  bindObject<ImageView>("ImageView");
  bindObject<RatingView>("Rating");
  bindObject<OptionView>("ProductOption");
  bindObject<HighlightView>("Highlight");
  bindObject<ProductCard>("ProductCard");
  bindInput<FacetChoice>("FacetChoice");
  bindInput<QueryView>("EngineQuery");
  bindObject<FacetValueView>("FacetValue");
  bindObject<FacetView>("Facet");
  bindObject<AppliedFilter>("AppliedFilter");
  bindObject<PriceRangeView>("PriceRange");
  bindObject<CatalogPageView>("EngineCatalogPage");
  bindObject<SuggestionView>("Suggestion");
  bindObject<CategoryView>("CategoryView");
  bindObject<TextSpanView>("TextSpan");
  bindObject<TextBlockView>("TextBlock");
  bindObject<VariantView>("VariantView");
  bindObject<OptionValueView>("OptionValueView");
  bindObject<OptionPicker>("OptionPicker");
  bindObject<ShippingMethodView>("ShippingMethodView");
  bindObject<ProductView>("ProductView");

  bindType<std::vector<std::string>>("string[]");
  bindType<std::vector<BadgeView>>("Badge[]");
  bindType<std::vector<OptionView>>("ProductOption[]");
  bindType<std::vector<HighlightView>>("Highlight[]");
  bindType<std::vector<ProductCard>>("ProductCard[]");
  bindType<std::vector<FacetChoice>>("FacetChoice[]");
  bindType<std::vector<FacetValueView>>("FacetValue[]");
  bindType<std::vector<FacetView>>("Facet[]");
  bindType<std::vector<AppliedFilter>>("AppliedFilter[]");
  bindType<std::vector<SuggestionView>>("Suggestion[]");
  bindType<std::vector<CategoryView>>("CategoryView[]");
  bindType<std::vector<TextSpanView>>("TextSpan[]");
  bindType<std::vector<TextBlockView>>("TextBlock[]");
  bindType<std::vector<ImageView>>("ImageView[]");
  bindType<std::vector<OptionPicker>>("OptionPicker[]");
  bindType<std::vector<OptionValueView>>("OptionValueView[]");
  bindType<std::vector<VariantView>>("VariantView[]");
  bindType<std::vector<ShippingMethodView>>("ShippingMethodView[]");
  bindType<std::vector<Rejection>>("CatalogProblem[]");
  bindType<std::optional<ProductView>>("ProductView | null");
}

EMSCRIPTEN_BINDINGS(cart) {
  bindObject<CartLineView>("CartLineView");
  bindObject<AdjustmentView>("Adjustment");
  bindObject<CouponView>("CouponView");
  bindObject<FreeShippingView>("FreeShipping");
  bindObject<UndoView>("Undo");
  bindObject<CartView>("CartView");
  bindInput<CartLineInput>("CartLineInput");
  bindInput<CartInput>("EngineCartInput");
  bindInput<CartChange>("EngineCartChange");
  bindInput<QuoteChoice>("QuoteChoice");
  bindInput<CheckoutFields>("CheckoutFields");
  bindObject<QuoteChangeView>("QuoteChange");
  bindObject<PlacedOrderView>("PlacedOrder");
  bindObject<CheckoutView>("EngineCheckout");
  bindObject<OrderReference>("OrderReference");
  bindObject<OrderStateView>("OrderState");

  bindType<std::vector<CartLineView>>("CartLineView[]");
  bindType<std::vector<AdjustmentView>>("Adjustment[]");
  bindType<std::vector<CartLineInput>>("CartLineInput[]");
  bindType<std::vector<ErrorView>>("EngineError[]");
  bindType<std::vector<QuoteChangeView>>("QuoteChange[]");
  bindType<std::vector<OrderReference>>("OrderReference[]");
  bindType<std::vector<NoticeView>>("EngineNotice[]");
  bindType<std::optional<OrderStateView>>("OrderState | null");

  bindResult<CartResult>(
      "CartResult", "{ok: true, value: CartView} | {ok: false, error: EngineError}");
  bindResult<CartInputResult>(
      "CartInputResult", "{ok: true, value: EngineCartInput} | {ok: false, error: EngineError}");
  bindResult<CategoriesResult>(
      "CategoriesResult", "{ok: true, value: CategoryView[]} | {ok: false, error: EngineError}");
  bindResult<Answer<std::string>>(
      "TextResult", "{ok: true, value: string} | {ok: false, error: EngineError}");
}

EMSCRIPTEN_BINDINGS(store) {
  emscripten::class_<Store>("Store")
      .constructor(&openStore, emscripten::allow_raw_pointers())
      .function("start", &Store::start)
      .function("poll", &Store::poll)
      .function("wake", &Store::wake)
      .function("versions", &Store::versions)
      .function("search", &Store::search)
      .function("pageRequest", &Store::pageRequest)
      .function("pageOfAnswer", &Store::pageOfAnswer)
      .function("suggest", &Store::suggest)
      .function("product", &Store::product)
      .function("related", &Store::related)
      .function("categories", &Store::categories)
      .function("countries", &Store::countries)
      .function("slugs", &Store::slugs)
      .function("problems", &Store::rejections)
      .function("shopName", &shopName)
      .function("openCatalog", &Store::openCatalog)
      .function("changeCatalog", &Store::changeCatalog)
      .function("snapshot", &snapshot)
      .function("refreshCatalog", &Store::refreshCatalog)
      .function("cart", &Store::cart)
      .function("addLine", &addLine)
      .function("setQuantity", &setQuantity)
      .function("removeLine", &Store::removeLine)
      .function("undo", &Store::undo)
      .function("applyCoupon", &Store::applyCoupon)
      .function("removeCoupon", &Store::removeCoupon)
      .function("setDestination", &Store::setDestination)
      .function("setShippingMethod", &Store::setShippingMethod)
      .function("adoptCart", &Store::adoptCart)
      .function("quoteCart", &Store::quoteCart)
      .function("changeCartInput", &Store::changeCartInput)
      .function("checkout", &Store::checkout)
      .function("saveCheckout", &Store::saveCheckout)
      .function("setGateway", &Store::setGateway)
      .function("placeOrder", &Store::placeOrder)
      .function("acceptQuote", &Store::acceptQuote)
      .function("acknowledgeRedirect", &Store::acknowledgeRedirect)
      .function("orders", &Store::orders)
      .function("order", &Store::order)
      .function("openOrder", &Store::openOrder)
      .function("closeOrder", &Store::closeOrder)
      .function("refreshOrder", &Store::refreshOrder)
      .function("refreshOrders", &Store::refreshOrders)
      .function("payAgain", &Store::payAgain)
      .function("cancelOrder", &Store::cancelOrder)
      .function("lookupOrder", &Store::lookupOrder)
      .function("notices", &Store::notices)
      .function("dismissNotice", &Store::dismissNotice)
      .function("takeTrace", &Store::takeTrace);

  emscripten::function("step", &stepText);
  emscripten::function("cleanCatalog", &cleanCatalog);
}
