// SPDX-License-Identifier: MIT
"use client";

import type { CatalogPage, CatalogQuery, Facet } from "@vitrine/engine";
import { useEffect, useRef, useState, type FormEvent } from "react";
import { firstPage } from "@/lib/catalog-url";
import { formatMoney } from "@/lib/money";
import { KeptFields, useQueryNavigation } from "./catalog-navigation";
import { FacetValues } from "./facet-values";
import { ChevronIcon } from "./icons";
import { useWide } from "./use-wide";

interface FacetsProps {
  readonly page: CatalogPage;
  readonly query: CatalogQuery;
  readonly idPrefix: string;
}

const openGroups = 3;

export function Facets({ page, query, idPrefix }: FacetsProps) {
  return (
    <div className="divide-y divide-line *:first:pt-0">
      {page.facets.map((facet, index) => (
        <FacetGroup key={facet.key} facet={facet} query={query} first={index < openGroups} />
      ))}
      <PriceRange page={page} query={query} idPrefix={idPrefix} />
    </div>
  );
}

interface FacetGroupProps {
  readonly facet: Facet;
  readonly query: CatalogQuery;
  readonly first: boolean;
}

/** The first groups are open, and any in which something is chosen; yes or no needs no group. */
function FacetGroup({ facet, query, first }: FacetGroupProps) {
  if (facet.values.length === 0) return null;
  const isFlag = facet.values.length === 1 && facet.values[0]?.label === facet.label;
  if (isFlag) {
    return (
      <div className="py-2">
        <FacetValues facet={facet} query={query} />
      </div>
    );
  }
  return <FoldedGroup facet={facet} query={query} first={first} />;
}

/**
 * What is folded is made when it is opened; without scripts, and before they come, it is there. A group
 * that was opened for what is chosen in it stays so when that is taken back.
 */
function FoldedGroup({ facet, query, first }: FacetGroupProps) {
  const hasChosen = facet.values.some((value) => value.selected);
  const disclosure = useRef<HTMLDetailsElement>(null);
  const [isUnfolded, setUnfolded] = useState(first || hasChosen);
  const [isOpen, setOpen] = useState(isUnfolded);
  const isPlain = useWide() === null;
  if (hasChosen && !isUnfolded) setUnfolded(true);
  useEffect(() => setOpen(disclosure.current?.open ?? false), []);
  return (
    <details
      ref={disclosure}
      open={isUnfolded}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      className="group/facet py-2"
    >
      <summary
        onClick={() => setOpen(true)}
        className="flex min-h-11 list-none items-center justify-between font-semibold"
      >
        {facet.label}
        <ChevronIcon className="size-4 rotate-90 text-muted group-open/facet:-rotate-90" />
      </summary>
      {(isOpen || hasChosen || isPlain) && <FacetValues facet={facet} query={query} />}
    </details>
  );
}

function PriceRange({ page, query, idPrefix }: FacetsProps) {
  const navigate = useQueryNavigation();
  const apply = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    const { priceFrom: _from, priceTo: _to, ...rest } = firstPage(query);
    const from = String(typed.get("price_from") ?? "").trim();
    const to = String(typed.get("price_to") ?? "").trim();
    navigate({ ...rest, ...(from ? { priceFrom: from } : {}), ...(to ? { priceTo: to } : {}) });
  };
  return (
    <form method="get" action="/catalog" onSubmit={apply} className="py-4">
      <fieldset key={`${query.priceFrom ?? ""} ${query.priceTo ?? ""}`}>
        <legend className="flex min-h-11 items-center font-semibold">Price</legend>
        <KeptFields query={query} except="price_" />
        <div className="flex items-end gap-2">
          <PriceField
            id={`${idPrefix}-from`}
            name="price_from"
            label="From"
            value={query.priceFrom}
          />
          <PriceField id={`${idPrefix}-to`} name="price_to" label="To" value={query.priceTo} />
          <button type="submit" className="button button-quiet min-h-11 px-4 py-1 text-sm">
            Go
          </button>
        </div>
        <p className="mt-2 min-h-[1lh] text-sm text-muted tabular-nums">
          {page.priceRange !== null && (
            <>
              {formatMoney(page.priceRange.min)} to {formatMoney(page.priceRange.max)}
            </>
          )}
        </p>
      </fieldset>
    </form>
  );
}

interface PriceFieldProps {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly value: string | undefined;
}

function PriceField({ id, name, label, value }: PriceFieldProps) {
  return (
    <div className="min-w-0 flex-1">
      <label htmlFor={id} className="text-sm text-muted">
        {label}
      </label>
      <input
        id={id}
        name={name}
        defaultValue={value ?? ""}
        inputMode="decimal"
        maxLength={9}
        autoComplete="off"
        className="field min-h-11 px-2.5 py-1.5"
      />
    </div>
  );
}
