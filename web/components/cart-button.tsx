// SPDX-License-Identifier: MIT
"use client";

import { useCart, useEngine } from "@vitrine/engine/react";
import type { MouseEvent } from "react";
import { BagIcon } from "./icons";
import { isForBrowser } from "./shop-link";
import { useFeedback } from "./shop-provider";

/** A link to the cart page that opens the drawer instead where the engine runs. */
export function CartButton() {
  const { status } = useEngine();
  const cart = useCart();
  const { setCartOpen } = useFeedback();
  const count = cart?.count ?? 0;
  const open = (event: MouseEvent) => {
    if (status !== "ready" || isForBrowser(event)) return;
    event.preventDefault();
    setCartOpen(true);
  };
  return (
    <a
      href="/cart"
      onClick={open}
      className="relative inline-flex min-h-11 min-w-11 items-center justify-center gap-2 rounded-full px-2 hover:bg-sunken"
    >
      <BagIcon />
      <span className="sr-only lg:not-sr-only">Cart</span>
      {count > 0 && (
        <span className="absolute top-0.5 right-0 grid h-5 min-w-5 place-items-center rounded-full bg-accent px-1 text-xs font-semibold text-on-accent tabular-nums lg:static">
          {count}
          <span className="sr-only">{count === 1 ? " product" : " products"}</span>
        </span>
      )}
    </a>
  );
}
