// SPDX-License-Identifier: MIT
"use client";

import type { CartView } from "@vitrine/engine";
import { useCart, useEngine } from "@vitrine/engine/react";

/** Whether it is known of each line what it is, and what is wrong with it, if anything. */
export function isPriced(cart: CartView): boolean {
  return cart.lines.every(({ slug, problem }) => slug !== "" || problem !== null);
}

/** Whether the engine knows what is in the cart: without that it has lines, but no figures. */
export function useIsPriced(): boolean {
  const { engine } = useEngine();
  const cart = useCart();
  if (engine === null || cart === undefined) return true;
  return engine.categories().length > 0 && isPriced(cart);
}

/** In place of figures that nobody knows yet. */
export function Unpriced() {
  const { engine } = useEngine();
  return (
    <div className="space-y-3">
      <p role="status">
        Waiting for prices and stock. Your cart is kept, and can be ordered as soon as they are
        here.
      </p>
      <progress className="bar" aria-label="Reading prices and stock" />
      <button
        type="button"
        className="link min-h-11 font-semibold"
        onClick={() => engine?.refreshCatalog()}
      >
        Try again
      </button>
    </div>
  );
}
