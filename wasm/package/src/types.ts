// SPDX-License-Identifier: MIT
// What a shop sees of the engine: the generated types under their names, and those few that JavaScript
// spells differently than the boundary does.
import type {
  CartView, CheckoutFields, EngineCatalogPage, EngineCheckout, EngineError, EngineNotice, EngineQuery,
} from "./engine.js";
import type { GroqOptions, GroqParams, LocalDocuments } from "./groq.js";
import type { OrderView } from "./order-view.js";
import type { WasmOptions } from "./load.js";

export type {
  Adjustment, AppliedFilter, Badge, CartLineInput, CartLineView, CartView, CatalogProblem, CategoryView,
  CheckoutFields, CheckoutState, CouponView, EngineError, EngineNotice, ErrorCode, Facet, FacetValue,
  FreeShipping, ImageView, Money, NoticeCode, OptionPicker, OptionValueState, OptionValueView,
  OrderReference, PlacedOrder, PriceRange, ProductCard, ProductOption, ProductView, QuoteChange, Rating,
  ShippingMethodView, StockState, Suggestion, SuggestionKind, TextBlock, TextList, TextSpan, TextStyle, Undo,
  VariantView,
} from "./engine.js";
export type * from "./order-view.js";

/** A broken rule is a value: `code` says which, `field` where, `limit` what would have been accepted. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: EngineError };

export type Gateway = "stripe" | "paypal";

/** Everything is optional: what is missing, unknown or out of range is left out. Pages count from 1. */
export interface CatalogQuery {
  readonly text?: string;
  readonly facets?: Readonly<Record<string, readonly string[]>>;
  readonly priceFrom?: string;
  readonly priceTo?: string;
  readonly sort?: string;
  readonly page?: number;
  readonly pageSize?: number;
  readonly featured?: boolean;
  /** The key of one facet whose values are all listed; of the others the hundred biggest. */
  readonly wholeFacet?: string;
}

export type CatalogPage = Omit<EngineCatalogPage, "query"> & { readonly query: CatalogQuery };

export type CheckoutProblem = keyof CheckoutFields | "shippingMethodId" | "gateway" | "cart";

export type CheckoutView = Omit<EngineCheckout, "errors" | "gateway"> & {
  readonly errors: Readonly<Partial<Record<CheckoutProblem, EngineError>>>;
  readonly gateway: Gateway | null;
};

export interface CartInput {
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
  readonly couponCode?: string;
}

/** An order as this page last heard of it. */
export interface OrderState {
  readonly order: OrderView | undefined;
  readonly stale: boolean;
  readonly busy: string | null;
  readonly failure: EngineError | null;
  readonly redirectUrl: string | null;
}

export interface EngineOptions extends WasmOptions, GroqOptions {
  /** One that ends in "=" is asked for what is in the cart alone, by its SKUs: "/api/catalog?sku=". */
  readonly catalogUrl?: string;
  /**
   * Where the catalog comes as a snapshot that is opened without parsing, and later as changes of it:
   * answers {version, generatedAt, settings, leftOut, snapshot: path} to "?have=<version>", or in the
   * place of `snapshot` {changes: {products, removed}}, or {version} alone when that is the one. What
   * cannot be used is refused, and `catalogUrl` is asked. Empty: only that.
   */
  readonly snapshotUrl?: string;
  readonly ordersUrl?: string;
  readonly couponsUrl?: string;
  readonly storageName?: string;
  /** Write down every input, to be replayed elsewhere: see `takeTrace`. It holds what the shopper types. */
  readonly recordsTrace?: boolean;
}

export type EngineHealth = "running" | "restarting" | "dead";

/** The engine of one page. Snapshots are immutable and stay the same object while nothing changes. */
export interface Engine {
  subscribe(listener: () => void): () => void;
  health(): EngineHealth;
  notices(): readonly EngineNotice[];
  dismissNotice(code: EngineNotice["code"]): void;

  /** Whether there is a catalog to ask: without one nothing is found, nothing is suggested. */
  hasCatalog(): boolean;
  search(query: CatalogQuery): CatalogPage;
  suggest(text: string): readonly import("./engine.js").Suggestion[];
  product(slug: string, sku?: string): import("./engine.js").ProductView | null;
  categories(): readonly import("./engine.js").CategoryView[];
  refreshCatalog(): void;
  /** The products and categories as documents, for GROQ; a module of its own, loaded at the first call. */
  documents(): Promise<LocalDocuments>;
  /** Answers a GROQ query over them. @throws GroqError */
  query<T = unknown>(groq: string, params?: GroqParams): Promise<T>;

  cart(): CartView;
  /** Whether what the storage held is in it. What is changed before is not lost, and joins it. */
  hasCart(): boolean;
  addLine(sku: string, quantity: number): Result<CartView>;
  setQuantity(sku: string, quantity: number): Result<CartView>;
  removeLine(sku: string): Result<CartView>;
  undo(): Result<CartView>;
  applyCoupon(code: string): Promise<Result<CartView>>;
  removeCoupon(): Result<CartView>;
  setCountry(country: string): CartView;
  setShippingMethod(methodId: string): Result<CartView>;
  /** What was kept elsewhere joins what the storage held, once that has been read: the larger quantity counts. */
  adoptCart(cart: CartInput): Result<CartView>;

  checkout(): CheckoutView;
  setCheckoutFields(fields: Partial<CheckoutFields>): CheckoutView;
  setGateway(gateway: Gateway): CheckoutView;
  /** Resolves when the order is placed, refused or stuck; safe to call again: same order, same key. */
  placeOrder(): Promise<CheckoutView>;
  acceptQuote(): CheckoutView;
  /** The page leaves for the gateway, or has seen the order. Without id: whichever was placed. */
  orderPlacedSeen(orderId?: string): void;

  orders(): readonly import("./engine.js").OrderReference[];
  order(id: string): OrderState | undefined;
  /** Live until the function that it answers is called. */
  openOrder(id: string): () => void;
  refreshOrder(id: string): void;
  /** Asks for all orders of this browser at once. */
  refreshOrders(): void;
  payAgain(id: string, gateway: Gateway): Promise<OrderState>;
  cancelOrder(id: string): Promise<OrderState>;
  lookupOrder(number: string, email: string): Promise<Result<{ readonly id: string; readonly number: string }>>;

  /** The inputs since the last call, as JSON lines; empty unless recorded. */
  takeTrace(): string;
  /** Lets go of network, storage and memory. */
  dispose(): void;
}
