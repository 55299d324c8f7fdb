// SPDX-License-Identifier: MIT
"use client";

import { CSPProvider } from "@base-ui/react/csp-provider";
import { VitrineProvider } from "@vitrine/engine/react";
import {
  createContext,
  Suspense,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from "react";
import { AdoptCart } from "./adopt-cart";
import { CartDrawer } from "./cart-drawer";
import { EngineMark } from "./engine-mark";
import { HeldCatalogContext } from "./held-catalog";
import { KeptFocus } from "./kept-focus";
import { FollowProvider } from "./shop-link";
import { TypedSearchProvider } from "./typed-search";

const held = { catalogUrl: "/api/catalog", snapshotUrl: "/api/catalog/snapshot" };
/** The engine appends the SKUs. */
const inCart = { catalogUrl: "/api/catalog?sku=" };

interface Feedback {
  readonly cartOpen: boolean;
  readonly setCartOpen: (open: boolean) => void;
  /** Says a sentence to screen readers without moving the focus. */
  readonly announce: (sentence: string) => void;
}

const FeedbackContext = createContext<Feedback | null>(null);

export function useFeedback(): Feedback {
  const feedback = useContext(FeedbackContext);
  if (feedback === null) throw new Error("useFeedback outside ShopProvider");
  return feedback;
}

const saidAfterMs = 600;

/** Says a sentence that changed once it stays: not each number on the way. */
export function useAnnouncement(sentence: string | null): void {
  const { announce } = useFeedback();
  const said = useRef(sentence);
  useEffect(() => {
    const later = setTimeout(() => {
      if (sentence !== null && sentence !== said.current) announce(sentence);
      said.current = sentence;
    }, saidAfterMs);
    return () => clearTimeout(later);
  }, [announce, sentence]);
}

interface ShopProviderProps {
  /** Whether the page holds the whole catalog, or asks for what is in its cart. */
  readonly holdsCatalog: boolean;
  readonly children: ReactNode;
}

/**
 * Engine, feedback and cart drawer around every page; the pages inside are rendered on the server.
 */
export function ShopProvider({ holdsCatalog, children }: ShopProviderProps) {
  const [cartOpen, setCartOpen] = useState(false);
  const [spoken, setSpoken] = useState({ sentence: "", count: 0 });
  const announce = useCallback(
    (sentence: string) => setSpoken(({ count }) => ({ sentence, count: count + 1 })),
    [],
  );
  const feedback = useMemo(() => ({ cartOpen, setCartOpen, announce }), [cartOpen, announce]);
  return (
    <CSPProvider disableStyleElements>
      <VitrineProvider options={holdsCatalog ? held : inCart}>
        <FeedbackContext value={feedback}>
          <HeldCatalogContext value={holdsCatalog}>
            <FollowProvider>
              <TypedSearchProvider>{children}</TypedSearchProvider>
            </FollowProvider>
          </HeldCatalogContext>
          <Suspense fallback={null}>
            <KeptFocus />
          </Suspense>
          <EngineMark />
          <AdoptCart />
          <CartDrawer />
          <div role="status" aria-live="polite" className="sr-only">
            <span key={spoken.count}>{spoken.sentence}</span>
          </div>
        </FeedbackContext>
      </VitrineProvider>
    </CSPProvider>
  );
}
