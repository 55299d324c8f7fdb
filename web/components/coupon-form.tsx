// SPDX-License-Identifier: MIT
"use client";

import type { CartView } from "@vitrine/engine";
import { useEngine } from "@vitrine/engine/react";
import { useState, type FormEvent } from "react";
import { formatMoney } from "@/lib/money";
import { sentenceFor } from "@/lib/text";
import { useFeedback } from "./shop-provider";

/** A code, out of the way until wanted; a refused one stays in its field with the reason. */
export function CouponForm({ cart }: { readonly cart: CartView }) {
  const { engine } = useEngine();
  const { announce } = useFeedback();
  const [refusal, setRefusal] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const coupon = cart.coupon;

  const apply = async (event: FormEvent<HTMLFormElement>) => {
    if (engine === null) return;
    event.preventDefault();
    const code = String(new FormData(event.currentTarget).get("code") ?? "");
    setBusy(true);
    const result = await engine.applyCoupon(code);
    setBusy(false);
    setRefusal(result.ok ? null : sentenceFor(result.error));
    const total = result.ok ? formatMoney(result.value.total) : "";
    announce(result.ok ? `Code applied, total ${total}` : sentenceFor(result.error));
  };
  const remove = (event: FormEvent) => {
    if (engine === null) return;
    event.preventDefault();
    engine.removeCoupon();
    setRefusal(null);
  };
  if (coupon?.applied) return <AppliedCoupon code={coupon.code} onSubmit={remove} />;
  return (
    <CouponField
      typed={coupon?.code ?? ""}
      problem={refusal ?? (coupon?.problem ? sentenceFor(coupon.problem) : null)}
      busy={busy || coupon?.pending === true}
      onSubmit={(event) => void apply(event)}
    />
  );
}

interface AppliedCouponProps {
  readonly code: string;
  readonly onSubmit: (event: FormEvent) => void;
}

function AppliedCoupon({ code, onSubmit }: AppliedCouponProps) {
  return (
    <form
      method="post"
      action="/api/cart"
      onSubmit={onSubmit}
      className="flex items-center justify-between gap-3"
    >
      <input type="hidden" name="intent" value="coupon" />
      <input type="hidden" name="code" value="" />
      <p className="rounded-full bg-good-soft px-3 py-1 text-sm font-semibold text-good">{code}</p>
      <button type="submit" className="link min-h-11 text-sm text-muted">
        Remove code
      </button>
    </form>
  );
}

interface CouponFieldProps {
  readonly typed: string;
  readonly problem: string | null;
  readonly busy: boolean;
  readonly onSubmit: (event: FormEvent<HTMLFormElement>) => void;
}

function CouponField({ typed, problem, busy, onSubmit }: CouponFieldProps) {
  const described = { "aria-invalid": true, "aria-describedby": "coupon-problem" } as const;
  return (
    <details open={problem !== null || busy}>
      <summary className="link inline-flex min-h-11 list-none items-center text-sm">
        Have a code?
      </summary>
      <form method="post" action="/api/cart" onSubmit={onSubmit} className="mt-1 space-y-2">
        <input type="hidden" name="intent" value="coupon" />
        <label htmlFor="coupon" className="text-sm font-medium">
          Discount code
        </label>
        <div className="flex gap-2">
          <input
            id="coupon"
            name="code"
            className="field uppercase"
            autoComplete="off"
            spellCheck={false}
            maxLength={64}
            defaultValue={typed}
            required
            {...(problem === null ? {} : described)}
          />
          <button type="submit" className="button button-quiet shrink-0 px-5" disabled={busy}>
            {busy ? "Checking" : "Apply"}
          </button>
        </div>
        {problem !== null && (
          <p id="coupon-problem" role="alert" className="text-sm font-medium text-bad">
            {problem}
          </p>
        )}
      </form>
    </details>
  );
}
