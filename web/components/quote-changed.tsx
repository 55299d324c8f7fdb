// SPDX-License-Identifier: MIT
"use client";

import type { CheckoutView, QuoteChange } from "@vitrine/engine";
import { useEngine } from "@vitrine/engine/react";
import { formatMoney } from "@/lib/money";

const kinds: Readonly<Record<QuoteChange["kind"], string>> = {
  price: "Price",
  stock: "Stock",
  discount: "Discount",
  shipping: "Delivery",
  tax: "Tax",
  total: "Total",
  line_gone: "No longer available",
};

/**
 * The server's quote differs from what was on the page: every difference is named before anybody
 * pays.
 */
export function QuoteChanged({ checkout }: { readonly checkout: CheckoutView }) {
  const { engine } = useEngine();
  return (
    <section
      role="alert"
      aria-label="What changed"
      className="space-y-4 rounded-xl border border-accent bg-accent-soft p-5"
    >
      <p className="font-semibold">
        Something changed since you saw the total. Nothing was ordered or charged.
      </p>
      <ul className="space-y-1">
        {checkout.changes.map((change) => (
          <li
            key={`${change.kind} ${change.sku ?? ""}`}
            className="flex flex-wrap justify-between gap-x-4"
          >
            <span>
              {kinds[change.kind]}
              {change.title !== undefined && <> of {change.title}</>}
              {change.limit !== undefined && <>: only {change.limit} left</>}
            </span>
            <span className="tabular-nums">
              {change.before !== null && <s className="text-muted">{formatMoney(change.before)}</s>}{" "}
              {change.after !== null && <strong>{formatMoney(change.after)}</strong>}
            </span>
          </li>
        ))}
      </ul>
      {engine === null ? (
        <p>The new total is {formatMoney(checkout.quote.total)}. Check it, then pay.</p>
      ) : (
        <button
          type="button"
          className="button button-primary"
          onClick={() => engine.acceptQuote()}
        >
          Take the new total
        </button>
      )}
    </section>
  );
}
