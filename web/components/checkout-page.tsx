// SPDX-License-Identifier: MIT
"use client";

import type { CheckoutView, Gateway } from "@vitrine/engine";
import { useCheckout, useEngine } from "@vitrine/engine/react";
import { formatMoney } from "@/lib/money";
import { CheckoutForm } from "./checkout-form";
import { CheckoutSummary } from "./checkout-summary";
import { EmptyCart } from "./empty-cart";

export interface CheckoutPageProps {
  readonly initial: CheckoutView;
  readonly gateways: readonly Gateway[];
  readonly idempotencyKey: string;
}

export function CheckoutPage({ initial, gateways, idempotencyKey }: CheckoutPageProps) {
  const { status } = useEngine();
  const checkout = useCheckout() ?? initial;
  const empty = checkout.quote.lines.length === 0 && checkout.state !== "placed";
  if (empty) {
    const waiting = status === "loading";
    return (
      <>
        <div className={waiting ? "without-scripts" : ""}>
          <EmptyCart />
        </div>
        {waiting && <CheckoutSkeleton />}
      </>
    );
  }
  return (
    <div className="grid items-start gap-8 lg:grid-cols-[1fr_25rem] lg:gap-16">
      <details className="card group lg:hidden">
        <summary className="flex min-h-14 list-none items-center justify-between gap-4 px-5">
          <span className="link">Show what is in the order</span>
          <span className="text-lg font-semibold tabular-nums">
            {formatMoney(checkout.quote.total)}
          </span>
        </summary>
        <div className="border-t border-line p-5">
          <CheckoutSummary quote={checkout.quote} />
        </div>
      </details>
      <CheckoutForm checkout={checkout} gateways={gateways} idempotencyKey={idempotencyKey} />
      <aside aria-label="Your order" className="card hidden p-7 lg:sticky lg:top-24 lg:block">
        <h2 className="title mb-5 text-2xl">Your order</h2>
        <CheckoutSummary quote={checkout.quote} />
      </aside>
    </div>
  );
}

function CheckoutSkeleton() {
  return (
    <div className="with-scripts grid gap-8 lg:grid-cols-[1fr_25rem] lg:gap-16" aria-hidden="true">
      <div className="space-y-5">
        <div className="skeleton h-40" />
        <div className="skeleton h-64" />
      </div>
      <div className="skeleton hidden h-80 lg:block" />
    </div>
  );
}
