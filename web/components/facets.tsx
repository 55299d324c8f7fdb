// SPDX-License-Identifier: MIT
"use client";

import { Dialog } from "@base-ui/react/dialog";
import type { CatalogPage, CatalogQuery, Facet, FacetValue } from "@vitrine/engine";
import { useState, type FormEvent } from "react";
import { firstPage, withFacet } from "@/lib/catalog-url";
import { formatMoney } from "@/lib/money";
import { counted } from "@/lib/text";
import { KeptFields, QueryLink, useQueryNavigation } from "./catalog-navigation";
import { CheckIcon, ChevronIcon, CloseIcon, FilterIcon } from "./icons";

interface FacetsProps {
  readonly page: CatalogPage;
  readonly query: CatalogQuery;
  readonly idPrefix: string;
}

const openGroups = 3;
const shortList = 8;

export function Facets({ page, query, idPrefix }: FacetsProps) {
  return (
    <div className="divide-y divide-line">
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

/** The first groups are open, and any in which something is chosen; a long list starts short. */
function FacetGroup({ facet, query, first }: FacetGroupProps) {
  if (facet.values.length === 0) return null;
  const isLong = facet.values.length > shortList + 2;
  const [shown, rest] = isLong
    ? [facet.values.slice(0, shortList), facet.values.slice(shortList)]
    : [facet.values, []];
  const hasChosen = (values: readonly FacetValue[]) => values.some((value) => value.selected);
  return (
    <details open={first || hasChosen(facet.values)} className="group/facet py-2">
      <summary className="flex min-h-11 list-none items-center justify-between font-semibold">
        {facet.label}
        <ChevronIcon className="size-4 rotate-90 text-muted group-open/facet:-rotate-90" />
      </summary>
      <FacetValues facet={facet} values={shown} query={query} />
      {rest.length > 0 && (
        <details open={hasChosen(rest)} className="group/rest">
          <summary className="link inline-flex min-h-11 list-none items-center text-sm group-open/rest:hidden">
            Show all {facet.values.length}
          </summary>
          <FacetValues facet={facet} values={rest} query={query} />
        </details>
      )}
    </details>
  );
}

interface FacetValuesProps {
  readonly facet: Facet;
  readonly values: readonly FacetValue[];
  readonly query: CatalogQuery;
}

function FacetValues({ facet, values, query }: FacetValuesProps) {
  return (
    <ul className="last:pb-2">
      {values.map((value) => (
        <li key={value.key}>
          <FacetLink facet={facet} value={value} query={query} />
        </li>
      ))}
    </ul>
  );
}

interface FacetLinkProps {
  readonly facet: Facet;
  readonly value: FacetValue;
  readonly query: CatalogQuery;
}

function FacetLink({ facet, value, query }: FacetLinkProps) {
  const content = (
    <>
      <span
        aria-hidden="true"
        className={`grid size-5 shrink-0 place-items-center rounded border ${value.selected ? "border-ink bg-ink text-paper" : "border-line-strong"}`}
      >
        {value.selected && <CheckIcon className="size-3.5" />}
      </span>
      <span className="flex-1">{value.label}</span>
      <span className="text-sm text-muted tabular-nums">
        {value.count}
        <span className="sr-only"> {value.count === 1 ? "product" : "products"}</span>
      </span>
    </>
  );
  const row = "flex min-h-11 items-center gap-3 rounded-lg";
  if (value.disabled)
    return (
      <span aria-disabled="true" className={`${row} text-muted opacity-70`}>
        {content}
      </span>
    );
  return (
    <QueryLink
      query={withFacet(query, facet.key, value.key)}
      className={`${row} hover:text-accent`}
      {...(value.selected ? { current: "true" as const } : {})}
    >
      {content}
    </QueryLink>
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
        {page.priceRange !== null && (
          <p className="mt-2 text-sm text-muted tabular-nums">
            {formatMoney(page.priceRange.min)} to {formatMoney(page.priceRange.max)}
          </p>
        )}
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

/** The same filters on a phone; without scripts a native disclosure holds them. */
export function FilterSheet({ page, query }: Omit<FacetsProps, "idPrefix">) {
  const [open, setOpen] = useState(false);
  const count = page.applied.length;
  return (
    <div className="lg:hidden">
      <details className="without-scripts">
        <summary className="button button-quiet min-h-11 px-4">Filter</summary>
        <Facets page={page} query={query} idPrefix="plain" />
      </details>
      <Dialog.Root open={open} onOpenChange={setOpen}>
        <Dialog.Trigger className="with-scripts button button-quiet min-h-11 px-4 py-1 text-[0.9375rem] font-medium">
          <FilterIcon /> Filter{count > 0 && ` (${count})`}
        </Dialog.Trigger>
        <Dialog.Portal>
          <Dialog.Backdrop className="fixed inset-0 z-40 bg-[#14110d]/50 transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
          <Dialog.Popup className="fixed inset-x-0 bottom-0 z-50 flex max-h-[88dvh] flex-col rounded-t-2xl bg-surface outline-none transition-transform duration-300 ease-out-soft data-ending-style:translate-y-full data-starting-style:translate-y-full">
            <header className="flex items-center justify-between border-b border-line py-2 pr-2 pl-5">
              <Dialog.Title className="title text-2xl">Filter</Dialog.Title>
              <Dialog.Close className="inline-flex size-11 items-center justify-center rounded-full hover:bg-sunken">
                <CloseIcon />
                <span className="sr-only">Close filters</span>
              </Dialog.Close>
            </header>
            <div className="flex-1 overflow-y-auto overscroll-contain p-5">
              <Facets page={page} query={query} idPrefix="sheet" />
            </div>
            <footer className="border-t border-line p-4">
              <Dialog.Close className="button button-primary w-full">
                Show {counted(page.total, "product")}
              </Dialog.Close>
            </footer>
          </Dialog.Popup>
        </Dialog.Portal>
      </Dialog.Root>
    </div>
  );
}
