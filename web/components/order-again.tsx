// SPDX-License-Identifier: MIT
"use client";

import type { EngineError, OrderView } from "@vitrine/engine";
import { useEngine } from "@vitrine/engine/react";
import { useState } from "react";
import { sentenceFor } from "@/lib/text";
import { useFeedback } from "./shop-provider";

interface Refused {
  readonly title: string;
  readonly error: EngineError;
}

/** The same products into the cart, at today's prices; what cannot be had any more is named. */
export function OrderAgain({ order }: { readonly order: OrderView }) {
  const { engine } = useEngine();
  const { announce, setCartOpen } = useFeedback();
  const [refused, setRefused] = useState<readonly Refused[]>([]);
  const again = () => {
    if (engine === null) return;
    const missing = order.lines.flatMap(({ sku, quantity, title }) => {
      const result = engine.addLine(sku, quantity);
      return result.ok ? [] : [{ title, error: result.error }];
    });
    setRefused(missing);
    if (missing.length === order.lines.length) return;
    announce("Added to the cart at today's prices");
    setCartOpen(true);
  };
  return (
    <section aria-label="Order again" className="with-scripts space-y-3 print:hidden">
      <button
        type="button"
        className="button button-quiet"
        onClick={again}
        disabled={engine === null}
      >
        Order again
      </button>
      {refused.length > 0 && (
        <ul role="alert" className="space-y-1 text-sm font-medium text-bad">
          {refused.map(({ title, error }) => (
            <li key={title}>
              {title}: {sentenceFor(error)}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
