// SPDX-License-Identifier: MIT
"use client";

import type { CheckoutView, Gateway } from "@vitrine/engine";
import { useCheckout, useEngine } from "@vitrine/engine/react";
import { useEffect, useState } from "react";
import { formatMoney } from "@/lib/money";
import { CheckoutForm } from "./checkout-form";
import { CheckoutSummary } from "./checkout-summary";
import { EmptyCart } from "./empty-cart";
import { Unpriced, useIsPriced } from "./unpriced";

export interface CheckoutPageProps {
  readonly initial: CheckoutView;
  readonly gateways: readonly Gateway[];
  readonly idempotencyKey: string;
}

export function CheckoutPage({ initial, gateways, idempotencyKey }: CheckoutPageProps) {
  const { engine, status } = useEngine();
  const checkout = useCheckout() ?? initial;
  const [leaving, setLeaving] = useLeaving();
  useForgottenOrder();
  const priced = useIsPriced();
  if (leaving !== null) return <OrderPlaced redirectUrl={leaving} />;
  if (checkout.state === "placed" && checkout.order !== null) {
    return <OrderPlaced redirectUrl={checkout.order.redirectUrl} />;
  }
  if (checkout.quote.lines.length === 0) {
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
  if (!priced) {
    return (
      <div className="card max-w-xl p-6 sm:p-8">
        <Unpriced />
      </div>
    );
  }
  const leave = (order: NonNullable<CheckoutView["order"]>) => {
    setLeaving(order.redirectUrl);
    engine?.orderPlacedSeen(order.id);
    window.location.assign(order.redirectUrl);
  };
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
      <CheckoutForm
        onPlaced={leave}
        checkout={checkout}
        gateways={gateways}
        idempotencyKey={idempotencyKey}
      />
      <aside aria-label="Your order" className="card hidden p-7 lg:sticky lg:top-24 lg:block">
        <h2 className="title mb-5 text-2xl">Your order</h2>
        <CheckoutSummary quote={checkout.quote} />
      </aside>
    </div>
  );
}

/**
 * An earlier page may have left for the payment before it could write that down. Whoever comes with
 * a filled cart wants the next order; the earlier one stands under their orders.
 */
function useForgottenOrder(): void {
  const { engine } = useEngine();
  useEffect(() => {
    if (engine === null) return;
    const { state, order, quote } = engine.checkout();
    if (state !== "placed" || order === null || quote.lines.length === 0) return;
    engine.orderPlacedSeen(order.id);
  }, [engine]);
}

/** The payment page on the way to which this page is; forgotten when the shopper comes back. */
function useLeaving() {
  const [leaving, setLeaving] = useState<string | null>(null);
  useEffect(() => {
    const comeBack = (event: PageTransitionEvent) => event.persisted && setLeaving(null);
    window.addEventListener("pageshow", comeBack);
    return () => window.removeEventListener("pageshow", comeBack);
  }, []);
  return [leaving, setLeaving] as const;
}

function OrderPlaced({ redirectUrl }: { readonly redirectUrl: string }) {
  return (
    <section role="status" className="card max-w-xl space-y-4 p-6 sm:p-8">
      <h2 className="title text-2xl">Your order is placed</h2>
      <p className="text-muted">The payment page opens now. If it does not, go there yourself.</p>
      <div className="flex flex-wrap gap-3">
        <a href={redirectUrl} className="button button-primary">
          Continue to the payment
        </a>
        <a href="/orders" className="button button-quiet">
          Your orders
        </a>
      </div>
    </section>
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
