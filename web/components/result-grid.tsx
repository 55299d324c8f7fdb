// SPDX-License-Identifier: MIT
"use client";

import type { ProductCard } from "@vitrine/engine";
import { useContext, useDeferredValue } from "react";
import { AheadContext } from "./catalog-navigation";
import { ProductGrid } from "./product-card";
import { useWide } from "./use-wide";

/** What is in sight above the fold: two rows. */
const atOnce = { phone: 4, desktop: 6 };

/**
 * To a choice the cards in sight come with the answer, those below them as soon as it has been painted.
 * Back and Forward need all at once: they lead to a place in the list.
 */
export function ResultGrid({ cards }: { readonly cards: readonly ProductCard[] }) {
  const settled = useDeferredValue(cards);
  const isAhead = useContext(AheadContext);
  const isSettled = settled === cards || !isAhead;
  const first = useWide() ? atOnce.desktop : atOnce.phone;
  return (
    <div aria-busy={!isSettled}>
      <ProductGrid
        cards={isSettled ? cards : withFirst(first, cards, settled)}
        eager={4}
        className="sm:grid-cols-3"
      />
    </div>
  );
}

/** The first so many of the next cards, and below them those from before. */
function withFirst(
  count: number,
  next: readonly ProductCard[],
  before: readonly ProductCard[],
): readonly ProductCard[] {
  const first = next.slice(0, count);
  const slugs = new Set(first.map(({ slug }) => slug));
  const below = before.slice(count, next.length).filter(({ slug }) => !slugs.has(slug));
  return [...first, ...below];
}
