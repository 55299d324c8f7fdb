// SPDX-License-Identifier: MIT
"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import type { CatalogQuery, Facet } from "@vitrine/engine";
import { useCatalog } from "@vitrine/engine/react";
import { useId, useMemo, useRef, useState } from "react";
import { FacetLink } from "./facet-link";
import { useCatalogEngine } from "./held-catalog";

interface WholeFacetProps {
  readonly facet: Facet;
  readonly query: CatalogQuery;
}

/** Every value of a facet: a page lists the biggest hundred, so the engine is asked for all, if it holds the catalog. */
export function WholeFacet({ facet, query }: WholeFacetProps) {
  if (facet.values.length < facet.valueCount) return <CutFacet facet={facet} query={query} />;
  return <ValueFinder facet={facet} query={query} />;
}

function CutFacet({ facet, query }: WholeFacetProps) {
  const isHeld = useCatalogEngine() !== null;
  const page = useCatalog({ ...query, wholeFacet: facet.key, pageSize: 1 });
  const whole = isHeld ? page?.facets.find(({ key }) => key === facet.key) : undefined;
  return <ValueFinder facet={whole ?? facet} query={query} />;
}

/** Values to look through by eye or by a few letters; only those in sight exist. */
function ValueFinder({ facet, query }: WholeFacetProps) {
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [letters, setLetters] = useState("");
  const values = useMemo(
    () => facet.values.filter(({ label }) => folded(label).includes(folded(letters))),
    [facet, letters],
  );
  const rows = useVirtualizer({
    count: values.length,
    getScrollElement: () => scroller.current,
    estimateSize: rowHeight,
    getItemKey: (index) => values[index]?.key ?? index,
    overscan: 4,
  });
  const search = (text: string) => {
    setLetters(text);
    rows.scrollToOffset(0);
  };
  return (
    <>
      <label htmlFor={id} className="sr-only">
        Find in {facet.label}
      </label>
      <input
        id={id}
        type="search"
        value={letters}
        onChange={(event) => search(event.currentTarget.value)}
        placeholder={`Find in ${facet.label}`}
        autoComplete="off"
        maxLength={60}
        className="field mb-2 min-h-11 py-1.5 text-[0.9375rem]"
      />
      <div ref={scroller} className="h-77 overflow-y-auto overscroll-contain pr-1">
        <ul className="relative" style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(({ index, key, start, size }) => {
            const value = values[index];
            return (
              value !== undefined && (
                <li
                  key={key}
                  aria-setsize={values.length}
                  aria-posinset={index + 1}
                  className="absolute inset-x-0 top-0 overflow-hidden"
                  style={{ height: size, transform: `translateY(${start}px)` }}
                >
                  <FacetLink facet={facet} value={value} query={query} />
                </li>
              )
            );
          })}
        </ul>
        {values.length === 0 && <p className="text-sm text-muted">Nothing is called so.</p>}
      </div>
    </>
  );
}

/** As high as a finger wants it, in whatever size the shopper reads. */
function rowHeight(): number {
  return 2.75 * parseFloat(getComputedStyle(document.documentElement).fontSize);
}

function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
}
