"use client";
// SPDX-License-Identifier: MIT
// React hooks over the engine. They read snapshots through useSyncExternalStore: a component renders when
// what it shows has changed. Until the engine is there they answer `initial`, which the server rendered.
import {
  createContext, createElement, useCallback, useContext, useEffect, useMemo, useState, useSyncExternalStore,
  type ReactNode,
} from "react";
import type { GroqParams, LocalDocuments } from "./groq.js";
import { loadEngine } from "./index.js";
import type {
  CartView, CatalogPage, CatalogQuery, CheckoutView, Engine, EngineNotice, EngineOptions, OrderView, ProductView,
} from "./types.js";

export type EngineState =
  | { readonly status: "loading"; readonly engine: null; readonly error: null }
  | { readonly status: "ready"; readonly engine: Engine; readonly error: null }
  | { readonly status: "failed"; readonly engine: null; readonly error: Error };

type Provided = EngineState & { readonly retry: () => void };

const EngineContext = createContext<Provided | null>(null);
const loadingState: EngineState = { status: "loading", engine: null, error: null };
const none: readonly EngineNotice[] = [];
const never = () => () => {};

/** Loads the engine after hydration. Children render at once, on the server too. */
export function VitrineProvider(props: { readonly options?: EngineOptions; readonly children?: ReactNode }): ReactNode {
  const [state, setState] = useState<EngineState>(loadingState);
  const [attempt, setAttempt] = useState(0);
  const { options, children } = props;

  useEffect(() => {
    let isMounted = true;
    const fail = (error: unknown) =>
      setState({ status: "failed", engine: null, error: error instanceof Error ? error : new Error(String(error)) });
    let stop = () => {};
    loadEngine(options).then(
      (engine) => {
        if (!isMounted) return;
        stop = engine.subscribe(() => engine.health() === "dead" && fail(new Error("the engine has stopped")));
        setState({ status: "ready", engine, error: null });
      },
      (error: unknown) => isMounted && fail(error),
    );
    return () => {
      isMounted = false;
      stop();
    };
    // The options of the first render count: there is one engine per page.
  }, [attempt]);

  const retry = useCallback(() => {
    setState((now) => (now.status === "failed" ? loadingState : now));
    setAttempt((count) => count + 1);
  }, []);
  const provided = useMemo(() => ({ ...state, retry }), [state, retry]);
  return createElement(EngineContext.Provider, { value: provided }, children);
}

function useProvided(): Provided {
  const provided = useContext(EngineContext);
  if (!provided) throw new Error("useEngine and its kin belong inside <VitrineProvider>");
  return provided;
}

/** A part of the engine's state; `initial` on the server, while loading and after a failure. */
function useSnapshot<T>(read: (engine: Engine) => T, initial: T): T {
  const { engine } = useProvided();
  const subscribe = useCallback((listener: () => void) => engine?.subscribe(listener) ?? (() => {}), [engine]);
  const snapshot = () => (engine ? read(engine) : initial);
  return useSyncExternalStore(subscribe, snapshot, () => initial);
}

/** How the engine is doing, and what it has to tell the shopper. */
export function useEngine(): Provided & { readonly notices: readonly EngineNotice[] } {
  const provided = useProvided();
  const notices = useSnapshot((engine) => engine.notices(), none);
  return useMemo(() => ({ ...provided, notices }), [provided, notices]);
}

export function useCart(initial?: CartView): CartView | undefined {
  return useSnapshot<CartView | undefined>((engine) => engine.cart(), initial);
}

export function useCatalog(query: CatalogQuery, initial?: CatalogPage): CatalogPage | undefined {
  return useSnapshot<CatalogPage | undefined>((engine) => (engine.hasCatalog() ? engine.search(query) : initial), initial);
}

export function useProduct(slug: string, sku?: string, initial?: ProductView): ProductView | undefined {
  return useSnapshot<ProductView | undefined>((engine) => engine.product(slug, sku) ?? initial, initial);
}

/**
 * The answer of a GROQ query over the catalog's documents, asked again when one that it has read has
 * changed; `initial` until it is there. A query that is none throws its GroqError, and documents that
 * cannot be opened throw why, for the error boundary around the component.
 */
export function useGroq<T = unknown>(query: string, params?: GroqParams, initial?: T): T | undefined {
  const { engine } = useProvided();
  const [documents, setDocuments] = useState<LocalDocuments>();
  const [failure, setFailure] = useState<{ readonly reason: unknown }>();
  useEffect(() => {
    let isMounted = true;
    engine?.documents().then(
      (opened) => isMounted && setDocuments(opened),
      (reason: unknown) => isMounted && setFailure({ reason }),
    );
    return () => {
      isMounted = false;
    };
  }, [engine]);
  if (failure !== undefined) throw failure.reason;
  const given = JSON.stringify(params ?? {});
  const answer = useMemo(
    () => documents?.watch<T>(query, JSON.parse(given) as GroqParams),
    [documents, query, given],
  );
  return useSyncExternalStore(answer?.subscribe ?? never, answer?.read ?? (() => initial), () => initial);
}

/** Whether the engine holds a catalog. Until then the server's page is better than an empty one. */
export function useHasCatalog(): boolean {
  return useSnapshot((engine) => engine.hasCatalog(), false);
}

/** Whether what the storage held is in the cart. */
export function useHasCart(): boolean {
  return useSnapshot((engine) => engine.hasCart(), false);
}

export function useCheckout(): CheckoutView | undefined {
  return useSnapshot<CheckoutView | undefined>((engine) => engine.checkout(), undefined);
}

export interface OrderHook {
  readonly order: OrderView | undefined;
  readonly stale: boolean;
  readonly refresh: () => void;
}

/** One order, live while the component is there. */
export function useOrder(id: string, initial?: OrderView): OrderHook {
  const { engine } = useProvided();
  useEffect(() => engine?.openOrder(id), [engine, id]);
  const state = useSnapshot((now) => now.order(id), undefined);
  const refresh = useCallback(() => engine?.refreshOrder(id), [engine, id]);
  const isUnanswered = state !== undefined && state.order === undefined && state.failure !== null;
  return { order: state?.order ?? initial, stale: isUnanswered || (state?.stale ?? false), refresh };
}

export interface OrdersHook {
  readonly orders: readonly OrderView[] | undefined;
  readonly stale: boolean;
  readonly refresh: () => void;
}

/** This browser's orders, newest first. */
export function useOrders(initial?: readonly OrderView[]): OrdersHook {
  const { engine } = useProvided();
  useEffect(() => engine?.refreshOrders(), [engine]);
  const references = useSnapshot((now) => now.orders(), undefined);
  const known = useSnapshot((now) => joinedStates(now), "");
  const orders = useMemo(() => {
    if (!engine || !references) return initial;
    const views = references.flatMap(({ id }) => engine.order(id)?.order ?? []);
    return views.length === 0 && references.length > 0 ? initial : views;
  }, [engine, references, known, initial]);
  const stale = references?.some(({ id }) => engine?.order(id)?.stale) ?? false;
  const refresh = useCallback(() => engine?.refreshOrders(), [engine]);
  return { orders, stale, refresh };
}

/** Changes whenever one of the orders does. */
function joinedStates(engine: Engine): string {
  return engine
    .orders()
    .map(({ id }) => `${id} ${engine.order(id)?.order?.updatedAt ?? ""} ${engine.order(id)?.stale ?? ""}`)
    .join("\n");
}
