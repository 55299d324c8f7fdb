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

  bindNullable<double>("number | null");
  bindNullable<std::string>("string | null");
  bindNullable<MoneyView>("Money | null");
  bindNullable<ErrorView>("EngineError | null");
  bindNullable<ImageView>("ImageView | null");
  bindNullable<RatingView>("Rating | null");
  bindNullable<PriceRangeView>("PriceRange | null");
  bindNullable<ShippingMethodView>("ShippingMethodView | null");
  bindNullable<CouponView>("CouponView | null");
  bindNullable<FreeShippingView>("FreeShipping | null");
  bindNullable<UndoView>("Undo | null");
  bindNullable<PlacedOrderView>("PlacedOrder | null");

  emscripten::register_optional<double>();
  emscripten::register_optional<std::string>();
  emscripten::register_optional<MoneyView>();
  emscripten::register_optional<TextList>();

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

  bindList<std::string>("string[]");
  bindList<BadgeView>("Badge[]");
  bindList<OptionView>("ProductOption[]");
  bindList<ProductCard>("ProductCard[]");
  bindList<FacetChoice>("FacetChoice[]");
  bindList<FacetValueView>("FacetValue[]");
  bindList<FacetView>("Facet[]");
  bindList<AppliedFilter>("AppliedFilter[]");
  bindList<SuggestionView>("Suggestion[]");
  bindList<CategoryView>("CategoryView[]");
  bindList<TextSpanView>("TextSpan[]");
  bindList<TextBlockView>("TextBlock[]");
  bindList<ImageView>("ImageView[]");
  bindList<OptionPicker>("OptionPicker[]");
  bindList<OptionValueView>("OptionValueView[]");
  bindList<VariantView>("VariantView[]");
  bindList<ShippingMethodView>("ShippingMethodView[]");
  bindList<Rejection>("CatalogProblem[]");
  emscripten::register_optional<ProductView>();
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

  bindList<CartLineView>("CartLineView[]");
  bindList<AdjustmentView>("Adjustment[]");
  bindList<CartLineInput>("CartLineInput[]");
  bindList<ErrorView>("EngineError[]");
  bindList<QuoteChangeView>("QuoteChange[]");
  bindList<OrderReference>("OrderReference[]");
  bindList<NoticeView>("EngineNotice[]");
  emscripten::register_optional<OrderStateView>();

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
      .function("suggest", &Store::suggest)
      .function("product", &Store::product)
      .function("categories", &Store::categories)
      .function("countries", &Store::countries)
      .function("slugs", &Store::slugs)
      .function("problems", &Store::rejections)
      .function("shopName", &shopName)
      .function("openCatalog", &Store::openCatalog)
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
