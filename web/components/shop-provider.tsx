// SPDX-License-Identifier: MIT
"use client";

import { CSPProvider } from "@base-ui/react/csp-provider";
import { VitrineProvider } from "@vitrine/engine/react";
import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from "react";
import { AdoptCart } from "./adopt-cart";
import { CartDrawer } from "./cart-drawer";
import { EngineMark } from "./engine-mark";

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

/**
 * Engine, feedback and cart drawer around every page; the pages inside are rendered on the server.
 */
export function ShopProvider({ children }: { readonly children: ReactNode }) {
  const [cartOpen, setCartOpen] = useState(false);
  const [spoken, setSpoken] = useState({ sentence: "", count: 0 });
  const announce = useCallback(
    (sentence: string) => setSpoken(({ count }) => ({ sentence, count: count + 1 })),
    [],
  );
  const feedback = useMemo(() => ({ cartOpen, setCartOpen, announce }), [cartOpen, announce]);
  return (
    <CSPProvider disableStyleElements>
      <VitrineProvider>
        <FeedbackContext value={feedback}>
          {children}
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
