// SPDX-License-Identifier: MIT
import type { Money } from "@vitrine/engine";
import { formatMoney } from "@/lib/money";

interface PriceProps {
  readonly price: Money;
  readonly compareAt?: Money | null;
  readonly varies?: boolean;
  readonly className?: string;
}

export function Price({ price, compareAt = null, varies = false, className = "" }: PriceProps) {
  return (
    <span className={`tabular-nums ${className}`}>
      {varies && <span className="text-muted">from </span>}
      {compareAt !== null && <span className="sr-only">Reduced to </span>}
      <span className={compareAt === null ? "" : "font-semibold text-accent"}>
        {formatMoney(price)}
      </span>
      {compareAt !== null && (
        <>
          {" "}
          <span className="sr-only">from </span>
          <s className="text-[0.9em] text-muted">{formatMoney(compareAt)}</s>
        </>
      )}
    </span>
  );
}
