// SPDX-License-Identifier: MIT
import type { ProductCard as Card } from "@vitrine/engine";
import { memo } from "react";
import { badgeNames } from "@/lib/text";
import { Highlighted } from "./highlighted";
import { StarIcon } from "./icons";
import { Picture } from "./picture";
import { Price } from "./price";
import { ListLink } from "./shop-link";

interface ProductCardProps {
  readonly card: Card;
  readonly eager?: boolean;
}

const ProductCard = memo(function ProductCard({ card, eager = false }: ProductCardProps) {
  const soldOut = card.stock === "sold_out";
  const sizes = "(min-width: 1280px) 300px, (min-width: 768px) 25vw, 50vw";
  return (
    <article className="group relative flex flex-col gap-3">
      <div className="relative aspect-square overflow-hidden rounded-card bg-sunken">
        <Picture
          image={card.image}
          sizes={sizes}
          eager={eager}
          decorative
          className={`size-full object-cover transition duration-500 ease-out-soft group-hover:scale-[1.03] ${soldOut ? "opacity-60" : ""}`}
        />
        <ul className="absolute top-2 left-2 flex flex-wrap gap-1 sm:top-3 sm:left-3 sm:gap-1.5">
          {card.badges.map((badge) => (
            <li
              key={badge}
              className={`rounded-full px-2 py-0.5 text-xs font-semibold sm:px-2.5 sm:py-1 ${badge === "sale" ? "bg-accent text-on-accent" : "bg-surface text-ink"}`}
            >
              {badgeNames[badge]}
            </li>
          ))}
        </ul>
      </div>
      <div className="flex flex-col gap-0.5">
        <h3 className="font-medium">
          <ListLink
            href={`/product/${encodeURIComponent(card.slug)}`}
            className="after:absolute after:inset-0 after:rounded-card focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-offset-4 focus-visible:after:outline-accent"
          >
            <Highlighted text={card.title} ranges={card.titleHighlights} />
          </ListLink>
        </h3>
        <p className="line-clamp-1 text-sm text-muted">
          {card.options.map((option) => option.values.join(", ")).join(" · ") || card.categoryTitle}
        </p>
        <div className="flex flex-wrap items-baseline justify-between gap-x-3">
          <Price price={card.price} compareAt={card.compareAt} varies={card.priceVaries} />
          {card.rating !== null && (
            <span className="inline-flex items-center gap-1 text-sm text-muted tabular-nums">
              <StarIcon className="size-3.5 text-accent" />
              {card.rating.average.toFixed(1)}
              <span className="sr-only"> of 5 stars</span>
            </span>
          )}
        </div>
        {card.stock === "low_stock" && (
          <p className="text-sm font-medium text-accent">Only a few left</p>
        )}
      </div>
    </article>
  );
});

interface ProductGridProps {
  readonly cards: readonly Card[];
  readonly eager?: number;
  readonly className?: string;
}

export function ProductGrid({ cards, eager = 0, className = "md:grid-cols-4" }: ProductGridProps) {
  return (
    <ul className={`grid grid-cols-2 gap-x-4 gap-y-9 sm:gap-x-6 sm:gap-y-12 ${className}`}>
      {cards.map((card, index) => (
        <li key={card.slug}>
          <ProductCard card={card} eager={index < eager} />
        </li>
      ))}
    </ul>
  );
}
