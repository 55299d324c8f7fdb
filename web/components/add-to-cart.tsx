// SPDX-License-Identifier: MIT
"use client";

import type { EngineError, ProductView } from "@vitrine/engine";
import { useEngine } from "@vitrine/engine/react";
import { useEffect, useRef, useState, type FormEvent } from "react";
import { formatMoney } from "@/lib/money";
import { sentenceFor } from "@/lib/text";
import { FollowingBar } from "./following-bar";
import { CheckIcon } from "./icons";
import { useFeedback } from "./shop-provider";
import { isPriced } from "./unpriced";

type State = "idle" | "waiting" | "posted" | "added";
const words: Readonly<Record<State, string>> = {
  idle: "Add to cart",
  waiting: "One moment",
  posted: "One moment",
  added: "In the cart",
};

const longestWaitMs = 5_000;

/** A form that posts by itself; the engine takes over as soon as it runs. */
export function AddToCart({ product }: { readonly product: ProductView }) {
  const { engine, status } = useEngine();
  const { announce, setCartOpen } = useFeedback();
  const [state, setState] = useState<State>("idle");
  const [refused, setRefused] = useState<EngineError | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const { selected } = product;
  const soldOut = selected.maxQuantity === 0;
  const busy = state === "waiting" || state === "posted";

  const add = () => {
    if (engine === null) return;
    const result = engine.addLine(selected.sku, 1);
    setRefused(result.ok ? null : result.error);
    setState(result.ok ? "added" : "idle");
    if (!result.ok) return announce(sentenceFor(result.error));
    const total = isPriced(result.value) ? ` Cart total ${formatMoney(result.value.total)}` : "";
    announce(`${product.title} added.${total}`);
    setCartOpen(true);
  };
  // A click before the engine is ready is kept, and answered by the engine or, if it fails or takes
  // too long, by the form.
  useEffect(() => {
    if (state !== "waiting") return;
    if (status === "ready") return add();
    const post = () => {
      setState("posted");
      form.current?.submit();
    };
    const timer = setTimeout(post, status === "failed" ? 0 : longestWaitMs);
    return () => clearTimeout(timer);
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [state, status]);
  useEffect(() => {
    if (state !== "added") return;
    const timer = setTimeout(() => setState("idle"), 2_000);
    return () => clearTimeout(timer);
  }, [state]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (state === "waiting" || state === "posted") return;
    if (status === "ready") add();
    else setState("waiting");
  };
  return (
    <form ref={form} method="post" action="/api/cart" onSubmit={submit} className="space-y-3">
      <input type="hidden" name="intent" value="add" />
      <SkuField product={product} />
      <button
        ref={button}
        type="submit"
        className="button button-primary w-full text-lg"
        disabled={soldOut}
        aria-busy={busy}
      >
        {state === "added" && <CheckIcon />}
        {soldOut ? "Sold out" : words[state]}
      </button>
      {!soldOut && <FollowingBar product={product} button={button} />}
      {refused !== null && (
        <p role="alert" className="text-sm font-medium text-bad">
          {sentenceFor(refused)}
        </p>
      )}
    </form>
  );
}

/** With scripts the picker chooses; without, a plain list of all variants does. */
function SkuField({ product }: { readonly product: ProductView }) {
  const hidden = (
    <input type="hidden" name="sku" value={product.selected.sku} className="with-scripts" />
  );
  if (product.variants.length <= 1) return hidden;
  return (
    <>
      <noscript>
        <label className="mb-1 block text-sm font-semibold" htmlFor="variant">
          Variant
        </label>
        <select id="variant" name="variant" className="field" defaultValue={product.selected.sku}>
          {product.variants.map((variant) => (
            <option key={variant.sku} value={variant.sku} disabled={variant.maxQuantity === 0}>
              {variant.optionText}, {formatMoney(variant.price)}
              {variant.maxQuantity === 0 ? " (sold out)" : ""}
            </option>
          ))}
        </select>
      </noscript>
      {hidden}
    </>
  );
}
