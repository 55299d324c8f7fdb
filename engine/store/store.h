// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/ports/clock.h"
#include "engine/ports/random.h"
#include "engine/ports/storage.h"
#include "engine/ports/transport.h"
#include "engine/store/cart_input.h"
#include "engine/store/checkout_form.h"
#include "engine/store/checkout_view.h"
#include "engine/store/inputs.h"
#include "engine/store/live_orders.h"
#include "engine/store/notice.h"
#include "engine/store/outbox.h"
#include "engine/store/placing.h"
#include "engine/store/saved_cart.h"
#include "engine/store/saved_orders.h"
#include "engine/store/shop_views.h"

namespace vitrine {

template <typename T>
using Answer = std::expected<T, ErrorView>;

struct StoreOptions {
  // One that ends in "=" is asked for what is in the cart alone, by its SKUs: "/api/catalog?sku=".
  std::string catalogUrl = "/api/catalog";
  // Where the catalog comes as a snapshot and later as changes of it; empty: as documents alone. A
  // store that records its trace asks for documents, too: a trace is text.
  std::string snapshotUrl = "";
  std::string ordersUrl = "/api/orders";
  std::string couponsUrl = "/api/coupons";
  bool recordsTrace = false;
};
constexpr auto fieldsOf(const StoreOptions*) {
  return fields(field("catalogUrl", &StoreOptions::catalogUrl),
                field("snapshotUrl", &StoreOptions::snapshotUrl),
                field("ordersUrl", &StoreOptions::ordersUrl),
                field("couponsUrl", &StoreOptions::couponsUrl),
                field("recordsTrace", &StoreOptions::recordsTrace));
}

// Which snapshots are others than before: a number per topic that grows when the topic changes, so
// that a page keeps what it has while the number stays. `pollAfterMs` is when to poll at the latest
// though nothing has been answered; -1: no need.
struct Versions {
  std::int64_t catalog = 0;
  std::int64_t cart = 0;
  std::int64_t checkout = 0;
  std::int64_t orders = 0;
  std::int64_t notices = 0;
  bool hasCart = false;  // what the storage held has been read
  bool hasCatalog = false;
  std::int64_t pollAfterMs = -1;

  bool operator==(const Versions&) const = default;
};
constexpr auto fieldsOf(const Versions*) {
  return fields(field("catalog", &Versions::catalog),
                field("cart", &Versions::cart),
                field("checkout", &Versions::checkout),
                field("orders", &Versions::orders),
                field("notices", &Versions::notices),
                field("hasCart", &Versions::hasCart),
                field("hasCatalog", &Versions::hasCatalog),
                field("pollAfterMs", &Versions::pollAfterMs));
}

// One storefront in one page. It owns catalog, cart, checkout and this browser's orders, and acts in
// two kinds of calls only: an intent of the shopper, and `poll`, which takes what transport and
// storage have answered since. An intent answers with the whole new snapshot of what it changed, or
// with the rule that it broke; what else changed shows in `versions`. Nothing here waits, and nothing
// happens inside a callback.
//
//   Store store(clock, random, storage, transport);
//   store.start();
//   ...
//   if (const auto cart = store.addLine("NL-AUR-SND", 1); !cart) show(cart.error());
class Store {
 public:
  Store(Clock& clock, Random& random, Storage& storage, Transport& transport,
        StoreOptions options = {});
  virtual ~Store() = default;  // a host may derive from it to hold the ports
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  Versions start();
  Versions poll();
  Versions versions() const;
  // The page was shown again or the network is back: look afresh, retry now.
  Versions wake();

  // --- catalog: readings, no inputs ---
  CatalogPageView search(const QueryView& query) const;
  // The same from the Content Lake, when this catalog is only a sample of it: what to ask there, as
  // JSON of {query, params}, and the page that the answer's JSON makes (shop_views.h).
  std::string pageRequest(const QueryView& query, const std::string& projection) const;
  CatalogPageView pageOfAnswer(const QueryView& query, const std::string& answerJson) const;
  std::vector<SuggestionView> suggest(const std::string& text) const;
  std::optional<ProductView> product(const std::string& slug, const std::string& sku) const;
  std::vector<ProductCard> related(const std::string& slug) const;
  std::vector<CategoryView> categories() const;
  std::vector<std::string> countries() const;
  std::vector<std::string> slugs() const;
  std::vector<Rejection> rejections() const { return shop_.rejections; }
  const Shop& shop() const { return shop_; }
  // Takes the text of /api/catalog from the host instead of from the network.
  Answer<std::vector<CategoryView>> openCatalog(const std::string& json);
  // Live changes from the host, as JSON of {products, removed}: documents instead of those of their
  // ids, and ids. Answers with the documents that cannot be shown.
  std::vector<Rejection> changeCatalog(const std::string& json);
  // What `snapshotUrl` leads to: the catalog's bytes to ship.
  std::string snapshot() const { return shop_.catalog.snapshot(); }
  Versions refreshCatalog();

  // --- cart ---
  CartView cart() const;
  Answer<CartView> addLine(const std::string& sku, std::int64_t quantity);
  Answer<CartView> setQuantity(const std::string& sku, std::int64_t quantity);
  Answer<CartView> removeLine(const std::string& sku);
  Answer<CartView> undo();
  Answer<CartView> applyCoupon(const std::string& code);
  Answer<CartView> removeCoupon();
  Answer<CartView> setDestination(const std::string& country);
  Answer<CartView> setShippingMethod(const std::string& methodId);
  // Takes over a cart that was kept elsewhere: of a line in both the larger quantity, within stock.
  Answer<CartView> adoptCart(const CartInput& cart);

  // --- carts that are kept elsewhere: priced and changed without touching this store's own ---
  CartView quoteCart(const CartInput& cart, const QuoteChoice& choice) const;
  Answer<CartInput> changeCartInput(const CartInput& cart, const CartChange& change) const;

  // --- checkout ---
  CheckoutView checkout() const;
  CheckoutView saveCheckout(const CheckoutFields& fields);
  CheckoutView setGateway(const std::string& gateway);
  // Also the retry: the same order has the same key, whatever happens in between.
  CheckoutView placeOrder();
  CheckoutView acceptQuote();
  // The page leaves for the gateway, or has seen the order: placing is over. Empty id: any order.
  CheckoutView acknowledgeRedirect(const std::string& orderId);

  // --- this browser's orders ---
  const std::vector<OrderReference>& orders() const { return orders_.orders(); }
  std::optional<OrderStateView> order(const std::string& id) const;
  Versions openOrder(const std::string& id);  // live until as many closeOrder
  Versions closeOrder(const std::string& id);
  Versions refreshOrder(const std::string& id);
  Versions refreshOrders();  // all of this browser's at once
  Versions payAgain(const std::string& id, const std::string& gateway);
  Versions cancelOrder(const std::string& id);
  // Its outcome is the state of the order "lookup": the found order's JSON, or the failure.
  Versions lookupOrder(const std::string& number, const std::string& email);

  std::vector<NoticeView> notices() const { return notices_; }
  Versions dismissNotice(const std::string& code);

  // Everything that can be seen, as one canonical JSON text: equal after equal inputs.
  std::string stateJson() const;
  std::string takeTrace() { return inputs_.takeTrace(); }

 private:
  Input input(std::string_view name, Object args = {}) const;

  // catalog
  void loadCatalog();
  void askForDocuments();
  void takeCatalog(const Response& response);
  void documentsFailed();
  void askForManifest();
  void takeManifest(const Response& response);
  void lookAgainLater();
  void takeChanges(const Value& manifest);
  void takeSnapshot(Response& response);
  void continueOpening();
  void refuseSnapshot(const Error& reason);
  void catalogFailed();
  void openShop(Shop shop);
  bool isOfCart() const { return options_.catalogUrl.ends_with('='); }
  bool isOfSnapshot() const { return hasShop_ && !shop_.version.empty(); }
  void askForProducts();
  // Whether it is known what the SKU stands for, if for anything.
  bool isAnswered(const std::string& sku) const;

  // cart
  CartLimits limitsFor(std::string_view sku) const;
  ErrorView refusalOf(const Error& error, std::string_view sku) const;
  Answer<CartView> changeCart(const CartIntent& intent);
  void cartChanged();
  void askForCoupon();
  void takeCoupon(const std::string& code, const Response& response);
  void rememberRemoval(const std::string& sku);

  // checkout
  std::vector<ErrorView> checkoutErrors(const CartView& quote) const;
  Value orderRequest(const CartView& quote) const;
  void follow(Placing::Act act);
  void sendPlacing();
  void takePlaced(const Response& response);
  void emptyCartOfOrder();

  // orders
  void askForOrder(const std::string& id);
  void sendDueOrders();
  void takeOrders(const Response& response);
  void takeOrderAction(const Errand& errand, const Response& response);
  void post(Errand errand, std::string url, const Value& body);
  std::string orderUrl(const std::string& id, std::string_view action) const;

  void takeStorage(const StorageAnswer& answer);
  void takeResponse(Response& response);
  void retryWhatIsDue();
  void notify(NoticeCode code, std::optional<std::int64_t> count = {},
              std::optional<std::string> at = {});
  bool dismiss(NoticeCode code);
  Timestamp now() const { return inputs_.now(); }

  StoreOptions options_;
  mutable Inputs inputs_;
  mutable int depth_ = 0;
  Outbox outbox_;
  Versions versions_;

  Shop shop_;
  bool hasShop_ = false;
  bool catalogAsked_ = false;
  bool catalogFailed_ = false;
  bool isLooking_ = false;  // for changes, unasked
  std::string refusedSnapshot_;  // its path: it is not fetched again
  std::optional<Rejection> refusal_;
  Value manifest_;                 // of the snapshot that is on its way
  std::optional<SegmentOpening> opening_;  // once it is there
  std::uint64_t documentsSeen_ = 0;  // a hash of those that the shop was opened from
  std::int64_t catalogAttempt_ = 0;
  std::optional<std::int64_t> catalogDueAt_;
  std::vector<std::string> skusAsked_;  // with the last request, when it is for the cart's alone
  std::vector<std::string> skusAnswered_;

  SavedCart cart_;
  std::optional<CartLine> removed_;
  std::optional<Coupon> coupon_;
  std::optional<ErrorView> couponProblem_;
  std::string couponAsked_;

  CheckoutForm form_;
  Placing placing_;
  SavedOrders orders_;
  LiveOrders live_;
  std::vector<NoticeView> notices_;
};

}  // namespace vitrine
