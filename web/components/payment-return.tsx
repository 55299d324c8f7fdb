// SPDX-License-Identifier: MIT
"use client";

import type { OrderView } from "@vitrine/engine";
import { useEngine, useOrder } from "@vitrine/engine/react";
import { useEffect } from "react";
import { CheckIcon } from "./icons";
import { LastKnown } from "./last-known";
import { OrderDetails } from "./order-details";
import { useFeedback } from "./shop-provider";

type Stage = "checking" | "confirmed" | "open";

function stageOf(order: OrderView): Stage {
  if (order.paidAt !== null) return "confirmed";
  const over =
    order.payment.failure !== null ||
    order.status !== "awaiting_payment" ||
    order.payment.status === "failed";
  return over ? "open" : "checking";
}

/** Coming back proves nothing: the page asks until the shop knows, and says so meanwhile. */
export function PaymentReturn({ initial }: { readonly initial: OrderView }) {
  const { engine } = useEngine();
  const { announce } = useFeedback();
  const { order = initial, stale, refresh } = useOrder(initial.id, initial);
  const stage = stageOf(order);
  useEffect(() => {
    if (engine !== null && stage === "confirmed") engine.orderPlacedSeen(order.id);
  }, [engine, order.id, stage]);
  useEffect(() => {
    if (stage === "confirmed") announce(`Payment received. Order ${order.number} is confirmed.`);
  }, [announce, order.number, stage]);
  return (
    <>
      <header className="mb-8 space-y-3">
        <Heading stage={stage} order={order} />
      </header>
      {stale && <LastKnown onRetry={refresh} />}
      <OrderDetails order={order} />
    </>
  );
}

function Heading({ stage, order }: { readonly stage: Stage; readonly order: OrderView }) {
  if (stage === "confirmed") {
    return (
      <>
        <span className="grid size-14 place-items-center rounded-full bg-good text-paper">
          <CheckIcon className="size-7" />
        </span>
        <h1 className="title text-4xl sm:text-5xl">Thank you, {order.name.split(" ")[0]}</h1>
        <p className="text-lg text-muted">
          Order <strong className="text-ink">{order.number}</strong> is confirmed. Keep the number:
          with your <span className="whitespace-nowrap">e-mail address</span> it opens the order in
          any browser.
        </p>
      </>
    );
  }
  if (stage === "open") {
    return (
      <>
        <h1 className="title text-4xl sm:text-5xl">Not paid yet</h1>
        <p className="text-lg text-muted">
          Order {order.number} is waiting for you. Nothing was charged.
        </p>
      </>
    );
  }
  return (
    <>
      <h1 className="title text-4xl sm:text-5xl">Your payment is being checked</h1>
      <p className="text-lg text-muted" role="status">
        Order {order.number}. This takes a few seconds; you may stay here or close the page.
      </p>
      <progress className="bar max-w-xs" aria-label="Checking the payment" />
      <noscript>
        <meta httpEquiv="refresh" content="4" />
      </noscript>
    </>
  );
}
