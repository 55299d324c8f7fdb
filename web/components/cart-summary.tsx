// SPDX-License-Identifier: MIT
"use client";

import type { CartView } from "@vitrine/engine";
import { useEngine } from "@vitrine/engine/react";
import { useState, type FormEvent } from "react";
import { formatMoney } from "@/lib/money";
import { countryName, sentenceFor } from "@/lib/text";
import { FreeShipping } from "./free-shipping";
import { useFeedback } from "./shop-provider";

/** Every figure comes from the engine; nothing is added up here. */
export function Totals({ cart }: { readonly cart: CartView }) {
  const place = countryName(cart.country);
  return (
    <dl className="space-y-2.5">
      <Row name="Subtotal" value={formatMoney(cart.subtotal)} />
      {cart.adjustments.map((adjustment) => (
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
  return (
    <section aria-labelledby="summary" className="card space-y-5 p-5 sm:p-7">
      <h2 id="summary" className="title text-2xl">Summary</h2>
      <FreeShipping cart={cart} />
      <CouponForm cart={cart} />
      <Totals cart={cart} />
      {cart.canCheckout ? (
        <a href="/checkout" className="button button-primary w-full">Go to checkout</a>
      ) : (
        <p role="alert" className="text-sm font-medium text-bad">Change the marked products to go on.</p>
      )}
      <p className="text-sm text-muted">Pay by card or PayPal. Thirty days to return, at our cost.</p>
    </section>
  );
}

function CouponForm({ cart }: { readonly cart: CartView }) {
  const { engine } = useEngine();
  const { announce } = useFeedback();
  const [refusal, setRefusal] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const coupon = cart.coupon;
  const problem = refusal ?? (coupon?.problem ? sentenceFor(coupon.problem) : null);

  const apply = async (event: FormEvent<HTMLFormElement>) => {
    if (engine === null) return;
    event.preventDefault();
    const code = String(new FormData(event.currentTarget).get("code") ?? "");
    setBusy(true);
    const result = await engine.applyCoupon(code);
    setBusy(false);
    setRefusal(result.ok ? null : sentenceFor(result.error));
    announce(result.ok ? `Code applied, total ${formatMoney(result.value.total)}` : sentenceFor(result.error));
  };
  const remove = (event: FormEvent) => {
    if (engine === null) return;
    event.preventDefault();
    engine.removeCoupon();
    setRefusal(null);
  };
  if (coupon?.applied) {
    return (
      <form method="post" action="/api/cart" onSubmit={remove} className="flex items-center justify-between gap-3">
        <input type="hidden" name="intent" value="coupon" />
        <input type="hidden" name="code" value="" />
        <p className="rounded-full bg-good-soft px-3 py-1 text-sm font-semibold text-good">{coupon.code}</p>
        <button type="submit" className="link min-h-11 text-sm text-muted">Remove code</button>
      </form>
    );
  }
  return (
    <details open={problem !== null} className="group">
      <summary className="link inline-flex min-h-11 list-none items-center text-sm">Have a code?</summary>
      <form method="post" action="/api/cart" onSubmit={(event) => void apply(event)} className="mt-1 space-y-2">
        <input type="hidden" name="intent" value="coupon" />
        <label htmlFor="coupon" className="text-sm font-medium">Discount code</label>
        <div className="flex gap-2">
          <input
            id="coupon" name="code" className="field uppercase" autoComplete="off" spellCheck={false} maxLength={64}
            defaultValue={coupon?.code ?? ""} required
            {...(problem === null ? {} : { "aria-invalid": true, "aria-describedby": "coupon-problem" })}
          />
          <button type="submit" className="button button-quiet shrink-0 px-5" disabled={busy}>
            {busy ? "Checking" : "Apply"}
          </button>
        </div>
        {problem !== null && (
          <p id="coupon-problem" role="alert" className="text-sm font-medium text-bad">{problem}</p>
        )}
      </form>
    </details>
  );
}
