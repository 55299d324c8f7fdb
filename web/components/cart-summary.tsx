// SPDX-License-Identifier: MIT
"use client";

import type { CartView } from "@vitrine/engine";
import { formatMoney } from "@/lib/money";
import { countryName, ownRows } from "@/lib/text";
import { CouponForm } from "./coupon-form";
import { FreeShipping } from "./free-shipping";
import { ShopLink } from "./shop-link";
import { Unpriced, useIsPriced } from "./unpriced";

/** Every figure comes from the engine; nothing is added up here. */
export function Totals({ cart }: { readonly cart: CartView }) {
  const place = countryName(cart.country);
  return (
    <dl className="space-y-2.5">
      <Row name="Subtotal" value={formatMoney(cart.subtotal)} />
      {ownRows(cart.adjustments).map((adjustment) => (
        <Row
          key={`${adjustment.rule} ${adjustment.sku ?? ""}`}
          name={adjustment.label}
          value={formatMoney(adjustment.amount)}
          tone="text-good"
        />
      ))}
      <Row
        name={cart.shippingEstimated ? `Delivery to ${place}, estimated` : `Delivery to ${place}`}
        value={cart.shipping.amountMinor === 0 ? "Free" : formatMoney(cart.shipping)}
      />
      {!cart.taxIncluded && <Row name="Tax" value={formatMoney(cart.tax)} />}
      <div className="flex items-baseline justify-between gap-4 border-t border-line pt-3 text-xl font-semibold">
        <dt>Total</dt>
        <dd className="tabular-nums">{formatMoney(cart.total)}</dd>
      </div>
      {cart.taxIncluded && (
        <div className="flex justify-between text-sm text-muted">
          <dt>Including VAT of</dt>
          <dd className="tabular-nums">{formatMoney(cart.tax)}</dd>
        </div>
      )}
    </dl>
  );
}

interface RowProps {
  readonly name: string;
  readonly value: string;
  readonly tone?: string;
}

function Row({ name, value, tone = "" }: RowProps) {
  return (
    <div className={`flex justify-between gap-4 ${tone}`}>
      <dt>{name}</dt>
      <dd className="shrink-0 tabular-nums">{value}</dd>
    </div>
  );
}

export function CartSummary({ cart }: { readonly cart: CartView }) {
  const priced = useIsPriced();
  if (!priced) {
    return (
      <section aria-label="Summary" className="card p-5 sm:p-7">
        <Unpriced />
      </section>
    );
  }
  return (
    <section aria-labelledby="summary" className="card space-y-5 p-5 sm:p-7">
      <h2 id="summary" className="title text-2xl">
        Summary
      </h2>
      <FreeShipping cart={cart} />
      <CouponForm cart={cart} />
      <Totals cart={cart} />
      {cart.canCheckout ? (
        <ShopLink href="/checkout" prefetch={false} className="button button-primary w-full">
          Go to checkout
        </ShopLink>
      ) : (
        <p role="alert" className="text-sm font-medium text-bad">
          Change the marked products to go on.
        </p>
      )}
      <p className="text-sm text-muted">
        Pay by card or PayPal. Thirty days to return, at our cost.
      </p>
    </section>
  );
}
