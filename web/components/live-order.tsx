// SPDX-License-Identifier: MIT
"use client";

import type { OrderView } from "@vitrine/engine";
import { useOrder } from "@vitrine/engine/react";
import { useEffect, useRef } from "react";
import { orderStatusNames } from "@/lib/text";
import { LastKnown } from "./last-known";
import { OrderDetails } from "./order-details";
import { useFeedback } from "./shop-provider";

/** The order as the server rendered it, then as it changes. */
export function LiveOrder({ initial }: { readonly initial: OrderView }) {
  const { order = initial, stale, refresh } = useOrder(initial.id, initial);
  const { announce } = useFeedback();
  const said = useRef(initial.status);
  useEffect(() => {
    if (said.current === order.status) return;
    said.current = order.status;
    announce(`Order ${orderStatusNames[order.status] ?? order.status}`);
  }, [announce, order.status]);
  return (
    <>
      {stale && <LastKnown onRetry={refresh} />}
      <OrderDetails order={order} />
    </>
  );
}
