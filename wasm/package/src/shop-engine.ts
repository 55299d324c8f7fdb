// SPDX-License-Identifier: MIT
// The engine of one page: one Store, polled when there is something to poll for, read through snapshots
// that keep their identity, and replaced by a fresh one from storage should it ever trap.
import type { EngineError, Store, Versions } from "./engine.js";
import { catalogDocuments } from "./catalog-documents.js";
import { EarlyChanges, type CartChange } from "./early-changes.js";
import type { LocalDocuments } from "./groq.js";
import { instantiate, isTrap, type EngineModule } from "./load.js";
import { toCatalogPage, toCheckoutView, toEngineQuery } from "./query.js";
import { Snapshots } from "./snapshots.js";
import type {
  CartView, CatalogPage, CategoryView, CheckoutView, Engine, EngineHealth, EngineOptions, OrderState, OrderView, Result,
} from "./types.js";

const trapsAllowed = 3;
const readyWithinMs = 4_000;
const longestTimerMs = 2 ** 31 - 1;
/** Nobody looks: what is due can wait for a minute, or until the page is shown again. */
const hiddenPollMs = 60_000;
const dead: EngineError = { code: "service_failed", field: "", message: "the engine has stopped" };
const refused = <T>(): Result<T> => ({ ok: false, error: dead });

type Topic = "catalog" | "cart" | "checkout" | "orders" | "notices";

/** Starts an engine and answers it when the cart and the catalog are known. */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const host = new Host(options);
  await host.start();
  await host.ready();
  const engine = engineOf(host);
  // From here on there is always a snapshot to show, also while the engine restarts.
  engine.cart();
  engine.checkout();
  engine.notices();
  engine.orders();
  engine.categories();
  return engine;
}

class Host {
  readonly listeners = new Set<() => void>();
  readonly opened = new Map<string, number>();
  health: EngineHealth = "running";
  #options: EngineOptions;
  #module: EngineModule | undefined;
  #store: Store | undefined;
  #versions: Versions | undefined;
  #epoch = 0; // every restart makes all snapshots new
  #traps = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pollQueued = false;
  #waiting: (() => void)[] = [];
  #documents: Promise<LocalDocuments> | undefined;
  readonly #early: EarlyChanges;
  readonly #wake = () => this.wake();

  constructor(options: EngineOptions) {
    this.#options = options;
    this.#early = new EarlyChanges(options.storageName ?? "vitrine");
  }

  async start(): Promise<void> {
    const { catalogUrl = "/api/catalog", ordersUrl = "/api/orders", couponsUrl = "/api/coupons" } = this.#options;
    const { snapshotUrl = "", storageName = "vitrine", recordsTrace = false } = this.#options;
    this.#module = await instantiate(this.#options, () => this.#queuePoll());
    this.#store = new this.#module.Store({ catalogUrl, snapshotUrl, ordersUrl, couponsUrl, recordsTrace }, storageName);
    this.#epoch += 1_000_000;
    this.health = "running";
    this.#take(this.#store.start());
    for (const change of this.#early.take()) {
      try {
        this.changeCart(...change);
      } catch {
        // Somebody else wrote it: no intent of ours has such values.
      }
    }
    for (const id of this.opened.keys()) this.#take(this.#store.openOrder(id));
    globalThis.document?.addEventListener("visibilitychange", this.#wake);
    globalThis.addEventListener?.("online", this.#wake);
    globalThis.addEventListener?.("pageshow", this.#wake);
  }

  /** Those of the catalog, opened once; a failure is forgotten. None where no whole catalog comes. */
  documents(): Promise<LocalDocuments> {
    const { catalogUrl = "/api/catalog" } = this.#options;
    if (catalogUrl.endsWith("=")) {
      return Promise.reject(new Error(`${catalogUrl} answers what is in the cart: no documents to query`));
    }
    let seen = this.version("catalog");
    const onChange = (listener: () => void) => {
      const look = () => {
        if (seen === this.version("catalog")) return;
        seen = this.version("catalog");
        listener();
      };
      this.listeners.add(look);
      look(); // it may have changed while the documents were fetched
    };
    this.#documents ??= catalogDocuments(catalogUrl, this.#options, onChange).catch((reason: unknown) => {
      this.#documents = undefined;
      throw reason;
    });
    return this.#documents;
  }

  get hasCatalog(): boolean {
    return this.health === "running" && (this.#versions?.hasCatalog ?? false);
  }

  get hasCart(): boolean {
    return this.health === "running" && (this.#versions?.hasCart ?? false);
  }

  version(topic: Topic): number {
    return this.#epoch + (this.#versions?.[topic] ?? 0);
  }

  async ready(): Promise<void> {
    const late = new Promise<void>((resolve) => setTimeout(resolve, readyWithinMs));
    // A catalog that is known to be unavailable counts as one.
    await Promise.race([late, this.until(() => this.hasCart && this.version("catalog") > this.#epoch)]);
  }

  /** Resolves when `holds` does, looked at after every change. */
  until(holds: () => boolean): Promise<void> {
    if (holds()) return Promise.resolve();
    return new Promise((resolve) => {
      const look = () => {
        if (this.health !== "dead" && !holds()) return;
        this.listeners.delete(look);
        resolve();
      };
      this.listeners.add(look);
    });
  }

  /** An intent or a reading. A trap ends this instance; `fallback` answers until the next one is there. */
  call<T>(work: (store: Store, module: EngineModule) => T, fallback: () => T): T {
    if (!this.#store || !this.#module || this.health !== "running") return fallback();
    try {
      return work(this.#store, this.#module);
    } catch (reason) {
      if (!isTrap(reason)) throw reason;
      this.#restart(reason);
      return fallback();
    }
  }

  /** An intent: what it changed is told to all who listen. */
  change<T>(work: (store: Store, module: EngineModule) => T, fallback: () => T): T {
    const answer = this.call(work, fallback);
    this.call((store) => this.#take(store.versions()), () => undefined);
    return answer;
  }

  /** A change of the cart; one that has not been read yet is noted nowhere else. */
  changeCart(...change: CartChange): Result<CartView> {
    const [verb, ...given] = change;
    const isEarly = !this.hasCart;
    const answer = this.change<Result<CartView>>(
      (store) => (store[verb] as (...values: unknown[]) => Result<CartView>)(...given),
      refused,
    );
    if (isEarly && answer.ok) this.#early.add(change);
    return answer;
  }

  wake(): void {
    if (globalThis.document?.visibilityState === "hidden") return;
    this.call((store) => this.#take(store.wake()), () => undefined);
  }

  dispose(): void {
    this.health = "dead";
    this.#release();
    this.listeners.clear();
  }

  #release(): void {
    clearTimeout(this.#timer);
    globalThis.document?.removeEventListener("visibilitychange", this.#wake);
    globalThis.removeEventListener?.("online", this.#wake);
    globalThis.removeEventListener?.("pageshow", this.#wake);
    const store = this.#store;
    this.#store = undefined;
    this.#module = undefined;
    try {
      store?.delete();
    } catch {
      // A trapped instance owes us nothing.
    }
  }

  #queuePoll(): void {
    if (this.#pollQueued) return;
    this.#pollQueued = true;
    queueMicrotask(() => {
      this.#pollQueued = false;
      this.#poll();
    });
  }

  #poll(): void {
    this.call((store) => this.#take(store.poll()), () => undefined);
  }

  #take(versions: Versions): void {
    const before = this.#versions;
    this.#versions = versions;
    if (versions.hasCart && !before?.hasCart) this.#early.take(); // the storage has noted them
    clearTimeout(this.#timer);
    if (versions.pollAfterMs >= 0) {
      const isHidden = globalThis.document?.visibilityState === "hidden";
      const afterMs = Math.max(versions.pollAfterMs + 1, isHidden ? hiddenPollMs : 0);
      this.#timer = setTimeout(() => this.#poll(), Math.min(afterMs, longestTimerMs));
    }
    const topics: Topic[] = ["catalog", "cart", "checkout", "orders", "notices"];
    const isNews = !before || before.hasCart !== versions.hasCart || topics.some((name) => before[name] !== versions[name]);
    if (isNews) this.#tell();
  }

  #tell(): void {
    for (const listener of [...this.listeners]) listener();
  }

  #restart(reason: unknown): void {
    this.#traps += 1;
    this.health = this.#traps < trapsAllowed ? "restarting" : "dead";
    console.error("vitrine: the engine stopped", this.health, reason);
    this.#release();
    if (this.health === "restarting") {
      this.start().then(
        () => this.#tell(),
        () => {
          this.health = "dead";
          this.#tell();
        },
      );
    }
    queueMicrotask(() => this.#tell());
  }
}

function engineOf(host: Host): Engine {
  const carts = new Snapshots<CartView>();
  const pages = new Snapshots<CatalogPage>();
  const products = new Snapshots<{ readonly view: ReturnType<Engine["product"]> }>();
  const categories = new Snapshots<readonly CategoryView[]>();
  const checkouts = new Snapshots<CheckoutView>();
  const notices = new Snapshots<ReturnType<Engine["notices"]>>();
  const orders = new Snapshots<ReturnType<Engine["orders"]>>();
  const states = new Snapshots<OrderState | { readonly order: null }>();
  let lastPage: CatalogPage | undefined;

  /** While the engine restarts the last snapshot stands; one that never was is an error. */
  const read = <T>(from: Snapshots<T>, topic: Topic, key: string, make: (store: Store) => T, otherwise?: T): T =>
    host.call(
      (store) => from.get(host.version(topic), key, () => make(store)),
      () => {
        const last = from.last(key) ?? otherwise;
        if (last === undefined) throw new Error("the engine has stopped");
        return last;
      },
    );

  const engine: Engine = {
    subscribe(listener) {
      host.listeners.add(listener);
      return () => host.listeners.delete(listener);
    },
    health: () => host.health,
    hasCatalog: () => host.hasCatalog,
    notices: () => read(notices, "notices", "", (store) => store.notices()),
    dismissNotice: (code) => host.change((store) => void store.dismissNotice(code), () => undefined),

    search(query) {
      const asked = toEngineQuery(query);
      const page = read(pages, "catalog", JSON.stringify(asked), (store) => toCatalogPage(store.search(asked)), lastPage);
      // What was asked for a list of one facet is no page to fall back on.
      if (asked.wholeFacet === "") lastPage = page;
      return page;
    },
    documents: () => host.documents(),
    query: async (groq, params) => (await host.documents()).query(groq, params),
    suggest: (text) => host.call((store) => store.suggest(text), () => []),
    product: (slug, sku = "") =>
      read(products, "catalog", `${slug} ${sku}`, (store) => ({ view: store.product(slug, sku) ?? null }), { view: null }).view,
    categories: () => read(categories, "catalog", "", (store) => store.categories()),
    refreshCatalog: () => host.change((store) => void store.refreshCatalog(), () => undefined),

    cart: () => read(carts, "cart", "", (store) => store.cart()),
    hasCart: () => host.hasCart,
    addLine: (sku, quantity) => host.changeCart("addLine", sku, quantity),
    setQuantity: (sku, quantity) => host.changeCart("setQuantity", sku, quantity),
    removeLine: (sku) => host.changeCart("removeLine", sku),
    undo: () => host.changeCart("undo"),
    async applyCoupon(code) {
      const answer = host.changeCart("applyCoupon", code);
      if (!answer.ok) return answer;
      await host.until(() => !engine.cart().coupon?.pending);
      const cart = engine.cart();
      const problem = cart.coupon?.problem;
      return problem ? { ok: false, error: problem } : { ok: true, value: cart };
    },
    removeCoupon: () => host.changeCart("removeCoupon"),
    setCountry(country) {
      host.changeCart("setDestination", country);
      return engine.cart();
    },
    setShippingMethod: (id) => host.changeCart("setShippingMethod", id),
    adoptCart: ({ lines, couponCode = "" }) =>
      host.change<Result<CartView>>((store) => store.adoptCart({ lines: [...lines], couponCode }), refused),

    checkout: () => read(checkouts, "checkout", "", (store) => toCheckoutView(store.checkout())),
    setCheckoutFields(fields) {
      const next = { ...engine.checkout().fields, ...fields };
      host.change((store) => void store.saveCheckout(next), () => undefined);
      return engine.checkout();
    },
    setGateway(gateway) {
      host.change((store) => void store.setGateway(gateway), () => undefined);
      return engine.checkout();
    },
    async placeOrder() {
      host.change((store) => void store.placeOrder(), () => undefined);
      await host.until(() => engine.checkout().state !== "placing");
      return engine.checkout();
    },
    acceptQuote() {
      host.change((store) => void store.acceptQuote(), () => undefined);
      return engine.checkout();
    },
    orderPlacedSeen: (id = "") => host.change((store) => void store.acknowledgeRedirect(id), () => undefined),

    orders: () => read(orders, "orders", "", (store) => store.orders()),
    order(id) {
      const state = read(states, "orders", id, (store) => {
        const found = store.order(id);
        if (!found) return { order: null };
        const { json, stale, busy, failure, redirectUrl } = found;
        const order = json === "" ? undefined : (JSON.parse(json) as OrderView);
        return { order, stale, busy, failure, redirectUrl };
      }, { order: null });
      return state.order === null ? undefined : (state as OrderState);
    },
    openOrder(id) {
      host.opened.set(id, (host.opened.get(id) ?? 0) + 1);
      host.change((store) => void store.openOrder(id), () => undefined);
      let isOpen = true;
      return () => {
        if (!isOpen) return;
        isOpen = false;
        const left = (host.opened.get(id) ?? 1) - 1;
        if (left > 0) host.opened.set(id, left);
        else host.opened.delete(id);
        host.change((store) => void store.closeOrder(id), () => undefined);
      };
    },
    refreshOrder: (id) => host.change((store) => void store.refreshOrder(id), () => undefined),
    refreshOrders: () => host.change((store) => void store.refreshOrders(), () => undefined),
    payAgain: (id, gateway) => settled(id, (store) => void store.payAgain(id, gateway)),
    cancelOrder: (id) => settled(id, (store) => void store.cancelOrder(id)),
    async lookupOrder(number, email) {
      const { order, failure } = await settled("lookup", (store) => void store.lookupOrder(number, email));
      if (failure || !order) return { ok: false, error: failure ?? dead };
      return { ok: true, value: { id: order.id, number: order.number } };
    },

    takeTrace: () => host.call((store) => store.takeTrace(), () => ""),
    dispose: () => host.dispose(),
  };

  async function settled(id: string, work: (store: Store) => void): Promise<OrderState> {
    host.change(work, () => undefined);
    await host.until(() => !engine.order(id)?.busy);
    return engine.order(id) ?? { order: undefined, stale: true, busy: null, failure: dead, redirectUrl: null };
  }

  return engine;
}
