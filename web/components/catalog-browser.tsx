// SPDX-License-Identifier: MIT
"use client";

import type { AppliedFilter, CatalogPage, CatalogQuery, CategoryView } from "@vitrine/engine";
import { useCatalog } from "@vitrine/engine/react";
import { useRouter } from "next/navigation";
import { memo, useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { catalogHref, firstPage, paramsIn, queryOf, withoutFilter } from "@/lib/catalog-url";
import type { ShortLists } from "@/lib/short-lists";
import { counted, priceFilterName, sortNames } from "@/lib/text";
import { CatalogHeading } from "./catalog-heading";
import {
  AheadContext,
  KeptFields,
  NavigateContext,
  QueryLink,
  useNavigation,
  useQueryNavigation,
} from "./catalog-navigation";
import { ShortListsContext } from "./facet-values";
import { Facets } from "./facets";
import {
  FilterSheet,
  FilterSheetContext,
  ShownPageContext,
  type ShownPage,
} from "./filter-sheet";
import { useCatalogEngine } from "./held-catalog";
import { CloseIcon } from "./icons";
import { NoResults } from "./no-results";
import { Pagination } from "./pagination";
import { ResultGrid } from "./result-grid";
import { useAnnouncement } from "./shop-provider";
import { useTypedAddress } from "./typed-search";
import { useWide } from "./use-wide";

interface CatalogBrowserProps {
  readonly initial: CatalogPage;
  readonly initialQuery: CatalogQuery;
  readonly categories: readonly CategoryView[];
  readonly shortLists: ShortLists;
}

/**
 * The server renders the first page for any address; afterwards the engine answers within the
 * frame.
 */
export function CatalogBrowser(props: CatalogBrowserProps) {
  const { address, isAhead, navigate } = useNavigation(useTypedAddress());
  const query = useMemo(() => queryOf(paramsIn(address)), [address]);
  return (
    <ShortListsContext value={props.shortLists}>
      <NavigateContext value={navigate}>
        <AheadContext value={isAhead}>
          <Results {...props} query={query} />
        </AheadContext>
      </NavigateContext>
    </ShortListsContext>
  );
}

interface ResultsProps extends CatalogBrowserProps {
  readonly query: CatalogQuery;
}

/**
 * A page and the query that it answers: the engine's, or the server's if that is of this address.
 * Should the engine stop, the last one stays until the server has been asked.
 */
function useShown({ initial, initialQuery, query }: ResultsProps): ShownPage {
  const router = useRouter();
  const answer = useCatalog(query, initial);
  const isAsked = useCatalogEngine() !== null;
  const isInitial = catalogHref(query) === catalogHref(initialQuery);
  const last = useRef<ShownPage>({ page: initial, query: initialQuery });
  const page = isAsked ? answer : isInitial ? initial : undefined;
  const next = useMemo(() => page && { page, query }, [page, query]);
  const isMissing = next === undefined;
  useEffect(() => {
    if (next !== undefined) last.current = next;
  }, [next]);
  useEffect(() => {
    if (isMissing) router.refresh();
  }, [isMissing, query, router]);
  return next ?? last.current;
}

/**
 * Not made again with each key, but with each query, which may wait for the next key. While the filter
 * sheet covers the list, the list follows when the sheet has been painted.
 */
const Results = memo(function Results(props: ResultsProps) {
  const shown = useShown(props);
  const settled = useDeferredValue(shown);
  const [isOpen, setOpen] = useState(false);
  const sheet = useMemo(() => ({ isOpen, setOpen }), [isOpen]);
  const { page, query } = shown;
  const found = counted(page.total, "product");
  useAnnouncement(query.text ? `${found} for “${query.text}”` : found);
  return (
    <ShownPageContext value={shown}>
      <FilterSheetContext value={sheet}>
        <ShownResults {...(isOpen ? settled : shown)} categories={props.categories} />
      </FilterSheetContext>
    </ShownPageContext>
  );
});

interface ShownResultsProps extends ShownPage {
  readonly categories: readonly CategoryView[];
}

const ShownResults = memo(function ShownResults({ page, query, categories }: ShownResultsProps) {
  const isWide = useWide();
  const canNarrow = page.facets.some(({ values }) => values.length > 0);
  return (
    <div className="page py-5 sm:py-12">
      <CatalogHeading page={page} query={query} categories={categories} />
      <div className={`grid gap-10 lg:gap-12 ${canNarrow ? "lg:grid-cols-[15rem_1fr]" : ""}`}>
        {canNarrow && (
          <aside className="hidden lg:block" aria-label="Filters">
            {isWide !== false && <Facets page={page} query={query} idPrefix="side" />}
          </aside>
        )}
        {/* As tall as the window, so that the footer stays where it is while results come and go. */}
        <section aria-label="Products" className="min-h-dvh min-w-0">
          {canNarrow && <Toolbar page={page} query={query} />}
          <AppliedFilters page={page} query={query} />
          {page.total === 0 ? (
            <NoResults page={page} query={query} categories={categories} />
          ) : (
            <>
              <h2 className="sr-only">Products</h2>
              <ResultGrid cards={page.hits} />
            </>
          )}
          <Pagination page={page} query={query} />
        </section>
      </div>
    </div>
  );
});

interface PartProps {
  readonly page: CatalogPage;
  readonly query: CatalogQuery;
}

function Toolbar({ page, query }: PartProps) {
  const navigate = useQueryNavigation();
  return (
    <div className="mb-5 flex flex-wrap items-center justify-between gap-x-3 gap-y-2">
      <p className="w-full text-muted tabular-nums sm:w-auto">
        {page.total === 0 ? "No products" : `${page.first}–${page.last} of ${page.total}`}
      </p>
      <div className="flex w-full items-center justify-between gap-2 sm:w-auto">
        <FilterSheet />
        <form method="get" action="/catalog" className="flex items-center gap-2">
          <KeptFields query={query} except="sort" />
          <label htmlFor="sort" className="sr-only">
            Sort by
          </label>
          <select
            id="sort"
            name="sort"
            key={page.sort}
            defaultValue={page.sort}
            onChange={(event) => navigate({ ...firstPage(query), sort: event.currentTarget.value })}
            className="field min-h-11 w-auto rounded-full py-1.5 text-[0.9375rem]"
          >
            {page.sorts.map((sort) => (
              <option key={sort} value={sort}>
                {sortNames[sort] ?? sort}
              </option>
            ))}
          </select>
          <button type="submit" className="without-scripts link min-h-11 px-2 text-sm">
            Sort
          </button>
        </form>
      </div>
    </div>
  );
}

function AppliedFilters({ page, query }: PartProps) {
  if (page.applied.length === 0) return null;
  const { facets: _facets, priceFrom: _from, priceTo: _to, ...cleared } = firstPage(query);
  const chip =
    "inline-flex min-h-11 items-center gap-2 rounded-full bg-sunken px-4 text-sm hover:bg-line";
  return (
    <ul className="mb-6 flex flex-wrap items-center gap-2" aria-label="Applied filters">
      {page.applied.map((filter) => (
        <li key={`${filter.facet} ${filter.value}`}>
          <QueryLink query={withoutFilter(query, filter.facet, filter.value)} className={chip}>
            <span className="sr-only">Remove filter </span>
            {filterName(filter, page, query)}
            <CloseIcon className="size-3.5" />
          </QueryLink>
        </li>
      ))}
      <li>
        <QueryLink query={cleared} className="link inline-flex min-h-11 items-center px-2 text-sm">
          Clear all
        </QueryLink>
      </li>
    </ul>
  );
}

function filterName(filter: AppliedFilter, page: CatalogPage, query: CatalogQuery): string {
  if (filter.facet === "price") return priceFilterName(query, page.priceRange);
  if (filter.facet === "rating") return `${counted(Number(filter.value), "star")} and up`;
  return filter.label;
}
