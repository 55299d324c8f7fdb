// SPDX-License-Identifier: MIT
"use client";

import type { CatalogQuery, Facet, FacetValue } from "@vitrine/engine";
import { withFacet } from "@/lib/catalog-url";
import { isTree, withCategory } from "@/lib/facet-tree";
import { QueryLink } from "./catalog-navigation";
import { CheckIcon, StarIcon } from "./icons";

interface FacetLinkProps {
  readonly facet: Facet;
  readonly value: FacetValue;
  readonly query: CatalogQuery;
}

const indents = ["", "pl-6", "pl-12", "pl-18"];

export function FacetLink({ facet, value, query }: FacetLinkProps) {
  const content = (
    <>
      <span
        aria-hidden="true"
        className={`grid size-5 shrink-0 place-items-center rounded border ${value.selected ? "border-ink bg-ink text-paper" : "border-line-strong"}`}
      >
        {value.selected && <CheckIcon className="size-3.5" />}
      </span>
      <span className="line-clamp-2 min-w-0 flex-1 leading-5 wrap-anywhere">
        {facet.key === "rating" ? <RatingAndMore value={value} /> : value.label}
      </span>
      <span className="min-w-[5ch] text-right text-sm text-muted tabular-nums">
        {value.count}
        <span className="sr-only"> {value.count === 1 ? "product" : "products"}</span>
      </span>
    </>
  );
  const indent = indents[Math.min(value.depth, indents.length - 1)] ?? "";
  const row = `flex min-h-11 items-center gap-3 rounded-lg focus-visible:-outline-offset-2 ${indent}`;
  if (value.disabled)
    return (
      <span aria-disabled="true" className={`${row} text-muted opacity-70`}>
        {content}
      </span>
    );
  return (
    <QueryLink
      query={
        isTree(facet)
          ? withCategory(query, facet, value.key)
          : withFacet(query, facet.key, value.key)
      }
      className={`${row} hover:text-accent`}
      {...(value.selected ? { current: "true" as const } : {})}
    >
      {content}
    </QueryLink>
  );
}

function RatingAndMore({ value }: { readonly value: FacetValue }) {
  const stars = Number(value.key);
  return (
    <>
      <span aria-hidden="true" className="inline-flex items-center gap-1.5">
        <span className="inline-flex">
          {Array.from({ length: 5 }, (_, index) => (
            <StarIcon
              key={index}
              className={`size-4 ${index < stars ? "text-accent" : "text-line"}`}
            />
          ))}
        </span>
        and up
      </span>
      <span className="sr-only">{stars === 1 ? "1 star" : `${stars} stars`} and up</span>
    </>
  );
}
