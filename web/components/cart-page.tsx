// SPDX-License-Identifier: MIT
"use client";

import type { CartView } from "@vitrine/engine";
import { useCart, useEngine } from "@vitrine/engine/react";
import { CartLines } from "./cart-lines";
import { CartSummary } from "./cart-summary";
import { EmptyCart } from "./empty-cart";

/**
 * Starts with what the cookie holds; where scripts run, an empty start waits for the engine
 * instead.
 */
export function CartPage({ initial }: { readonly initial: CartView }) {
  const { status } = useEngine();
  const cart = useCart(initial) ?? initial;
  if (cart.lines.length === 0 && cart.undo === null) {
    const waiting = status === "loading";
    return (
      <>
        <div className={waiting ? "without-scripts" : ""}>
          <EmptyCart />
        </div>
        {waiting && <CartSkeleton />}
      </>
    );
  }
  return (
    <div className="grid items-start gap-8 lg:grid-cols-[1fr_24rem] lg:gap-14">
      <CartLines cart={cart} />
      {cart.lines.length > 0 && (
        <div className="lg:sticky lg:top-24">
          <CartSummary cart={cart} />
        </div>
      )}
    </div>
  );
}

function CartSkeleton() {
  return (
    <div className="with-scripts grid gap-8 lg:grid-cols-[1fr_24rem] lg:gap-14" aria-hidden="true">
      <div className="space-y-6">
        <div className="skeleton h-32" />
        <div className="skeleton h-32" />
      </div>
      <div className="skeleton h-72" />
    </div>
  );
}
