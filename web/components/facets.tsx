// SPDX-License-Identifier: MIT
"use client";

import { Dialog } from "@base-ui/react/dialog";
import type { CatalogPage, CatalogQuery, Facet } from "@vitrine/engine";
import { useState, type FormEvent } from "react";
import { firstPage } from "@/lib/catalog-url";
import { formatMoney } from "@/lib/money";
import { counted } from "@/lib/text";
import { KeptFields, useQueryNavigation } from "./catalog-navigation";
import { FacetValues } from "./facet-values";
import { ChevronIcon, CloseIcon, FilterIcon } from "./icons";
import { useWide } from "./use-wide";

interface FacetsProps {
  readonly page: CatalogPage;
  readonly query: CatalogQuery;
  readonly idPrefix: string;
}

const openGroups = 3;

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
  const hasChosen = facet.values.some((value) => value.selected);
  return (
    <details open={first || hasChosen} className="group/facet py-2">
      <summary className="flex min-h-11 list-none items-center justify-between font-semibold">
        {facet.label}
        <ChevronIcon className="size-4 rotate-90 text-muted group-open/facet:-rotate-90" />
      </summary>
      <FacetValues facet={facet} query={query} />
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

/** The same filters on a phone; without scripts a native disclosure holds them. */
export function FilterSheet({ page, query }: Omit<FacetsProps, "idPrefix">) {
  const [open, setOpen] = useState(false);
  const isPlain = useWide() === null;
  const count = page.applied.length;
  return (
    <div className="lg:hidden">
      {isPlain && (
        <details className="without-scripts">
          <summary className="button button-quiet min-h-11 px-4">Filter</summary>
          <Facets page={page} query={query} idPrefix="plain" />
        </details>
      )}
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
