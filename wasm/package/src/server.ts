// SPDX-License-Identifier: MIT
// @vitrine/engine/server: the same engine behind the shop's routes. It prices, searches and decides; the
// routes carry bytes and hold secrets.
import type { QuoteChoice, Store } from "./engine.js";
import { CatalogText } from "./catalog-text.js";
import { instantiate, isTrap, type EngineModule } from "./load.js";
import { toCatalogPage, toEngineQuery } from "./query.js";
import type {
  CartInput, CartView, CatalogPage, CatalogProblem, CatalogQuery, CategoryView, ProductCard, ProductView, Result,
} from "./types.js";

export type * from "./types.js";

export interface Command {
  readonly id: string;
  readonly kind: string;
  readonly [key: string]: unknown;
}

export interface StepResult {
  readonly state: unknown;
  readonly commands: readonly Command[];
}

export type CartChange =
  | { readonly kind: "add"; readonly sku: string; readonly quantity: number }
  | { readonly kind: "set"; readonly sku: string; readonly quantity: number }
  | { readonly kind: "remove"; readonly sku: string }
  | { readonly kind: "coupon"; readonly code: string }
  | { readonly kind: "clear" };

/** `coupon` is the shop's answer to the code: {ok, value} or {ok, error}. */
export interface CartChoice {
  readonly coupon?: unknown;
  readonly country?: string;
  readonly shippingMethodId?: string;
}

export interface LakeRequest {
  readonly query: string;
  readonly params: Readonly<Record<string, unknown>>;
}

export interface ServerCatalog {
  search(query: CatalogQuery): CatalogPage;
  /**
   * When this is only a sample of a catalog too large to hold: the GROQ for a page of all of it, with
   * `projection` of each product's document, and the page that the Content Lake's answer makes. The
   * sample says which facet values are counted.
   */
  pageRequest(query: CatalogQuery, projection: string): LakeRequest;
  pageOfAnswer(query: CatalogQuery, answer: unknown): CatalogPage;
  product(slug: string, sku?: string): ProductView | null;
  /** What goes well with a product. */
  related(slug: string): readonly ProductCard[];
  slugs(): readonly string[];
  categories(): readonly CategoryView[];
  countries(): readonly string[];
  shopName(): string;
  /** A cart that is kept elsewhere, priced. */
  cart(cart: CartInput, choice?: CartChoice): CartView;
  changeCart(cart: CartInput, change: CartChange): Result<CartInput>;
  /** The documents that are not shown, each with its reason, for the log. */
  problems(): readonly CatalogProblem[];
  /** Live changes. Answers the documents that cannot be shown, and are not. */
  change(changes: CatalogChanges): readonly CatalogProblem[];
  /** The text that was opened, with all changes, without the documents that are not shown. */
  catalogJson(): string;
  /** The products' documents in that text, by id: another map after each change. */
  documents(): ReadonlyMap<string, string>;
  /** What else is in it: categories, settings, generatedAt, leftOut. */
  frame(): Readonly<Record<string, unknown>>;
  /** The bytes that a page opens where they lie; without descriptions, which its server renders. */
  snapshot(): Uint8Array;
  dispose(): void;
}

export interface CatalogChanges {
  /** Documents as `openCatalog` takes them, in place of those of their ids. */
  readonly products: readonly { readonly _id: string }[];
  readonly removed: readonly string[];
  readonly generatedAt: string;
}

export interface Server {
  /** One step of a workflow; see engine/server/step.h. */
  step(state: unknown, event: unknown): StepResult;
  /** `json` is {"products": [...], "categories": [...], "settings": {...}, "generatedAt": ...}. Throws when unusable: `code` and `field` say why. */
  openCatalog(json: string): ServerCatalog;
}

const offline = { catalogUrl: "", snapshotUrl: "", ordersUrl: "", couponsUrl: "", recordsTrace: false };

let loading: Promise<Server> | undefined;

/** The engine of this process: memoised, and forgotten when it fails. */
export function loadServer(): Promise<Server> {
  loading ??= makeServer().catch((reason: unknown) => {
    loading = undefined;
    throw reason;
  });
  return loading;
}

/** The instance that works now. After a trap the next one is made, and catalogs open themselves again. */
class Instance {
  #module: EngineModule;
  generation = 0;

  constructor(module: EngineModule) {
    this.#module = module;
  }

  call<T>(work: (module: EngineModule) => T): T {
    try {
      return work(this.#module);
    } catch (reason) {
      if (isTrap(reason)) void this.#renew();
      throw reason;
    }
  }

  async #renew(): Promise<void> {
    this.#module = await instantiate({}, () => {});
    this.generation++;
  }
}

async function makeServer(): Promise<Server> {
  const instance = new Instance(await instantiate({}, () => {}));
  return {
    step(state, event) {
      const answer = instance.call((module) => module.step(JSON.stringify(state ?? null), JSON.stringify(event ?? null)));
      return JSON.parse(answer) as StepResult;
    },
    openCatalog: (json) => openCatalog(instance, json),
  };
}

function openCatalog(instance: Instance, json: string): ServerCatalog {
  const content = new CatalogText(json, (text) => {
    const answer = instance.call((module) => module.cleanCatalog(text));
    return answer.ok ? answer.value : text;
  });
  let store: Store | undefined;
  let generation = -1;
  let problems: readonly CatalogProblem[] | undefined;

  function open(module: EngineModule): Store {
    if (store && generation === instance.generation) return store;
    const opened = new module.Store(offline, "");
    const answer = opened.openCatalog(content.text());
    if (!answer.ok) {
      opened.delete();
      const { code, field, message } = answer.error;
      throw Object.assign(new Error(`the catalog cannot be read: ${code} ${field} ${message}`), { code, field });
    }
    generation = instance.generation;
    store = opened;
    return opened;
  }

  const call = <T>(work: (opened: Store) => T): T => instance.call((module) => work(open(module)));
  call(() => undefined);

  return {
    search: (query) => call((opened) => toCatalogPage(opened.search(toEngineQuery(query)))),
    pageRequest: (query, projection) =>
      call((opened) => JSON.parse(opened.pageRequest(toEngineQuery(query), projection)) as LakeRequest),
    pageOfAnswer: (query, answer) =>
      call((opened) => toCatalogPage(opened.pageOfAnswer(toEngineQuery(query), JSON.stringify(answer ?? null)))),
    product: (slug, sku = "") => call((opened) => opened.product(slug, sku) ?? null),
    related: (slug) => call((opened) => opened.related(slug)),
    slugs: () => call((opened) => opened.slugs()),
    categories: () => call((opened) => opened.categories()),
    countries: () => call((opened) => opened.countries()),
    shopName: () => call((opened) => opened.shopName()),
    cart: (cart, choice = {}) => call((opened) => opened.quoteCart(inputOf(cart), choiceOf(choice))),
    changeCart: (cart, change) =>
      call((opened) => opened.changeCartInput(inputOf(cart), { sku: "", quantity: 0, code: "", ...change })),
    problems: () => (problems ??= call((opened) => opened.problems())),
    change(changes) {
      problems ??= call((opened) => opened.problems());
      const refused = call((opened) => opened.changeCatalog(JSON.stringify(changes)));
      content.change(changes, new Set(refused.map(({ documentId }) => documentId)));
      const changed = new Set([...changes.products.map(({ _id }) => _id), ...changes.removed]);
      problems = [...problems.filter(({ documentId }) => !changed.has(documentId)), ...refused];
      return refused;
    },
    catalogJson: () => content.clean(),
    documents: () => content.documents(),
    frame: () => content.frame(),
    snapshot: () => call((opened) => opened.snapshot() as Uint8Array),
    dispose() {
      if (store && generation === instance.generation) store.delete();
      store = undefined;
      generation = -1;
    },
  };
}

function inputOf({ lines, couponCode = "" }: CartInput) {
  return { lines: lines.map(({ sku, quantity }) => ({ sku, quantity })), couponCode };
}

function choiceOf({ coupon, country = "", shippingMethodId = "" }: CartChoice): QuoteChoice {
  return { coupon: coupon == null ? "" : JSON.stringify(coupon), country, shippingMethodId };
}
