// SPDX-License-Identifier: MIT
"use client";

import type { Adjustment, CartLineView, CartView, EngineError } from "@vitrine/engine";
import { useEngine } from "@vitrine/engine/react";
import { useState, type FormEvent } from "react";
import { formatMoney } from "@/lib/money";
import { sentenceFor } from "@/lib/text";
import { MinusIcon, PlusIcon } from "./icons";
import { Picture } from "./picture";
import { ShopLink } from "./shop-link";
import { useFeedback } from "./shop-provider";
import { useIsPriced } from "./unpriced";

interface CartLinesProps {
  readonly cart: CartView;
  readonly compact?: boolean;
}

/** The lines as forms that work by themselves; the engine answers first where it runs. */
export function CartLines({ cart, compact = false }: CartLinesProps) {
  const { engine } = useEngine();
  const { announce } = useFeedback();
  return (
    <div>
      {cart.undo !== null && (
        <p className="mt-4 flex items-center justify-between gap-3 rounded-lg bg-sunken py-1 pr-2 pl-4 text-sm">
          <span>Removed {cart.undo.title}</span>
          <button
            type="button"
            className="link min-h-11 px-2 font-semibold"
            onClick={() => {
              engine?.undo();
              announce("Put back");
            }}
          >
            Undo
          </button>
        </p>
      )}
      <ul className="divide-y divide-line">
        {cart.lines.map((line) => (
          <CartLine
            key={line.sku}
            line={line}
            reductions={cart.adjustments.filter(({ sku }) => sku === line.sku)}
            compact={compact}
          />
        ))}
      </ul>
    </div>
  );
}

interface CartLineProps {
  readonly line: CartLineView;
  readonly reductions: readonly Adjustment[];
  readonly compact: boolean;
}

function CartLine({ line, reductions, compact }: CartLineProps) {
  const { engine } = useEngine();
  const { announce } = useFeedback();
  const [refused, setRefused] = useState<EngineError | null>(null);
  const priced = useIsPriced();
  const problem = refused ?? line.problem;

  const change = (event: FormEvent<HTMLFormElement>) => {
    if (engine === null) return;
    event.preventDefault();
    const submitter = (event.nativeEvent as SubmitEvent).submitter as HTMLButtonElement | null;
    const now = engine.cart().lines.find((one) => one.sku === line.sku)?.quantity ?? line.quantity;
    const typed = Number(new FormData(event.currentTarget).get("quantity"));
    const step = submitter?.dataset.step;
    const result = engine.setQuantity(line.sku, step === undefined ? typed : now + Number(step));
    setRefused(result.ok ? null : result.error);
    announce(
      result.ok
        ? `${line.title}, cart total ${formatMoney(result.value.total)}`
        : sentenceFor(result.error),
    );
  };
  const remove = (event: FormEvent) => {
    if (engine === null) return;
    event.preventDefault();
    engine.removeLine(line.sku);
    announce(`Removed ${line.title}`);
  };
  const href = `/product/${encodeURIComponent(line.slug)}?sku=${encodeURIComponent(line.sku)}`;
  return (
    <li
      className={`grid grid-cols-[5rem_1fr] gap-4 py-5 ${compact ? "" : "sm:grid-cols-[8rem_1fr] sm:gap-6"}`}
    >
      <ShopLink href={href} prefetch={false} tabIndex={-1} aria-hidden="true">
        <Picture
          image={line.image}
          sizes="128px"
          decorative
          className="aspect-square w-full rounded-lg object-cover"
        />
      </ShopLink>
      <div className="flex min-w-0 flex-col gap-2">
        <div className="flex items-start justify-between gap-4">
          <div className="min-w-0">
            <ShopLink href={href} prefetch={false} className="font-medium hover:underline">
              {line.title}
            </ShopLink>
            {line.optionText !== "" && <p className="text-sm text-muted">{line.optionText}</p>}
          </div>
          <p className="text-right font-medium tabular-nums">
            {priced && formatMoney(line.subtotal)}
            {priced && line.quantity > 1 && (
              <span className="block text-sm font-normal text-muted">
                {formatMoney(line.unitPrice)} each
              </span>
            )}
          </p>
        </div>
        {reductions.map(({ rule, label }) => (
          <p key={rule} className="text-sm text-good">
            {label}
          </p>
        ))}
        <div className="mt-auto flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <QuantityForm line={line} onSubmit={change} invalid={problem !== null} />
          <form method="post" action="/api/cart" onSubmit={remove}>
            <input type="hidden" name="intent" value="remove" />
            <input type="hidden" name="sku" value={line.sku} />
            <button type="submit" className="link min-h-11 text-sm text-muted hover:text-ink">
              Remove<span className="sr-only"> {line.title}</span>
            </button>
          </form>
        </div>
        {problem !== null && (
          <p role="alert" id={`problem-${line.sku}`} className="text-sm font-medium text-bad">
            {sentenceFor(problem)}
          </p>
        )}
      </div>
    </li>
  );
}

interface QuantityFormProps {
  readonly line: CartLineView;
  readonly invalid: boolean;
  readonly onSubmit: (event: FormEvent<HTMLFormElement>) => void;
}

function QuantityForm({ line, invalid, onSubmit }: QuantityFormProps) {
  const stepper =
    "grid size-11 place-items-center rounded-full hover:bg-sunken disabled:opacity-40";
  return (
    <form method="post" action="/api/cart" onSubmit={onSubmit} className="flex items-center gap-2">
      <input type="hidden" name="intent" value="set" />
      <input type="hidden" name="sku" value={line.sku} />
      <button type="submit" className="without-scripts link order-last min-h-11 text-sm">
        Update
      </button>
      <div className="flex items-center rounded-full border border-line-strong">
        <button
          type="submit"
          name="to"
          value={line.quantity - 1}
          data-step="-1"
          className={stepper}
          disabled={line.quantity <= 1}
        >
          <MinusIcon className="size-4" />
          <span className="sr-only">One {line.title} less</span>
        </button>
        <input
          key={line.quantity}
          name="quantity"
          defaultValue={line.quantity}
          inputMode="numeric"
          pattern="[0-9]*"
          maxLength={4}
          aria-label={`Quantity of ${line.title}`}
          {...(invalid ? { "aria-invalid": true, "aria-describedby": `problem-${line.sku}` } : {})}
          onBlur={(event) => {
            if (event.currentTarget.value !== String(line.quantity))
              event.currentTarget.form?.requestSubmit();
          }}
          className="h-11 w-9 bg-transparent text-center font-medium tabular-nums"
        />
        <button type="submit" name="to" value={line.quantity + 1} data-step="1" className={stepper}>
          <PlusIcon className="size-4" />
          <span className="sr-only">One {line.title} more</span>
        </button>
      </div>
    </form>
  );
}
