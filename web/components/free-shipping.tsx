// SPDX-License-Identifier: MIT
import type { CartView } from "@vitrine/engine";
import { formatMoney } from "@/lib/money";
import { CheckIcon } from "./icons";

export function FreeShipping({ cart }: { readonly cart: CartView }) {
  const free = cart.freeShipping;
  if (free === null || cart.lines.length === 0) return null;
  if (free.reached) {
    return (
      <p className="flex items-center gap-2 text-sm font-medium text-good">
        <CheckIcon className="size-4" /> Delivery is free
      </p>
    );
  }
  return (
    <div className="space-y-1.5">
      <p className="text-sm text-muted">
        <span className="font-medium text-ink">{formatMoney(free.remaining)}</span> more for free
        delivery
      </p>
      <progress
        className="bar"
        max={100}
        value={free.percent}
        aria-label="Progress to free delivery"
      />
    </div>
  );
}
