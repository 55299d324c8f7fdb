// SPDX-License-Identifier: MIT
"use client";

import { useEngine } from "@vitrine/engine/react";

/** Whether the engine has a catalog: without one a cart has lines, but no figures. */
export function useIsPriced(): boolean {
  const { engine } = useEngine();
  return engine === null || engine.categories().length > 0;
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
