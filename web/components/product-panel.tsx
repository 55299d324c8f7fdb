// SPDX-License-Identifier: MIT
"use client";

import type { ProductView } from "@vitrine/engine";
import { useProduct } from "@vitrine/engine/react";
import { useCallback, useMemo, useSyncExternalStore } from "react";
import { formatMoney } from "@/lib/money";
import type { VariantChoice } from "@/lib/shop-pages";
import { badgeNames, deliverySentence } from "@/lib/text";
import { AddToCart } from "./add-to-cart";
import { ReturnIcon, StarIcon, TruckIcon } from "./icons";
import { Price } from "./price";
import { ProductGallery } from "./product-gallery";
import { VariantPicker } from "./variant-picker";

const skuChanged = "vitrine:sku";

function watchAddress(changed: () => void): () => void {
  window.addEventListener("popstate", changed);
  window.addEventListener(skuChanged, changed);
  return () => {
    window.removeEventListener("popstate", changed);
    window.removeEventListener(skuChanged, changed);
  };
}

/**
 * The chosen variant lives in the address; the page itself is the same for everybody and can be
 * kept.
 */
function useChosenSku(): readonly [string | undefined, (sku: string) => void] {
  const read = () => new URLSearchParams(window.location.search).get("sku") ?? undefined;
  const sku = useSyncExternalStore(watchAddress, read, () => undefined);
  const choose = useCallback((next: string) => {
    window.history.replaceState(null, "", `?sku=${encodeURIComponent(next)}`);
    window.dispatchEvent(new Event(skuChanged));
  }, []);
  return [sku, choose];
}

interface ProductPanelProps {
  readonly initial: ProductView;
  readonly choices: Readonly<Record<string, VariantChoice>>;
}

export function ProductPanel({ initial, choices }: ProductPanelProps) {
  const [sku, choose] = useChosenSku();
  const choice = sku === undefined ? undefined : choices[sku];
  const chosen = useMemo(() => ({ ...initial, ...choice }), [initial, choice]);
  const product = useProduct(initial.slug, sku, chosen) ?? chosen;
  const { selected } = product;
  return (
    <div className="grid items-start gap-4 md:grid-cols-2 md:gap-8 lg:grid-cols-[1.25fr_1fr] lg:gap-14">
      <ProductGallery images={product.images} chosen={selected.imageIndex} />
      <div className="space-y-4 sm:space-y-6 lg:sticky lg:top-24">
        <header className="space-y-1 sm:space-y-2">
          <p className="flex flex-wrap items-center gap-2 text-sm text-muted">
            {product.brand}
            {product.badges.map((badge) => (
              <span
                key={badge}
                className="rounded-full bg-accent-soft px-2.5 py-0.5 text-xs font-semibold text-accent"
              >
                {badgeNames[badge]}
              </span>
            ))}
          </p>
          <h1 className="title text-[clamp(2rem,5vw,3.25rem)]">{product.title}</h1>
          <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1">
            <Price price={selected.price} compareAt={selected.compareAt} className="text-2xl" />
            <Rating rating={product.rating} />
          </div>
        </header>
        <VariantPicker product={product} onChoose={choose} />
        <div className="space-y-1.5">
          <StockLine product={product} />
          <DeliveryFacts product={product} />
        </div>
        <AddToCart product={product} />
        <p className="text-muted">{product.summary}</p>
      </div>
    </div>
  );
}

function Rating({ rating }: { readonly rating: ProductView["rating"] }) {
  if (rating === null) return null;
  return (
    <p className="flex items-center gap-1.5 text-sm text-muted tabular-nums">
      <StarIcon className="size-4 text-accent" />
      {rating.average.toFixed(1)} <span className="sr-only">of 5 stars,</span> ({rating.count}{" "}
      reviews)
    </p>
  );
}

function StockLine({ product }: { readonly product: ProductView }) {
  const { stock, left } = product.selected;
  const look = { in_stock: "text-good", low_stock: "text-accent", sold_out: "text-bad" }[stock];
  const words = {
    in_stock: "In stock",
    low_stock: left === null ? "Only a few left" : `Only ${left} left`,
    sold_out: "Sold out",
  }[stock];
  return (
    <p
      className={`flex items-center gap-3 text-[0.9375rem] font-medium ${look}`}
      aria-live="polite"
    >
      <span aria-hidden="true" className="mx-1.5 size-2 rounded-full bg-current" /> {words}
    </p>
  );
}

function DeliveryFacts({ product }: { readonly product: ProductView }) {
  const { delivery } = product;
  return (
    <ul className="space-y-1.5 text-[0.9375rem]">
      {delivery !== null && (
        <li className="flex items-start gap-3">
          <TruckIcon className="mt-0.5 size-5 text-muted" />
          <span>
            {deliverySentence(delivery)}, {delivery.free ? "free" : formatMoney(delivery.price)}
            {delivery.freeFrom !== null && !delivery.free && (
              <span className="text-muted"> (free from {formatMoney(delivery.freeFrom)})</span>
            )}
          </span>
        </li>
      )}
      <li className="flex items-start gap-3">
        <ReturnIcon className="mt-0.5 size-5 text-muted" />
        <span>
          Thirty days to return, at our cost.{" "}
          <a href="/delivery" className="link">
            Terms
          </a>
        </span>
      </li>
    </ul>
  );
}
