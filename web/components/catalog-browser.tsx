// SPDX-License-Identifier: MIT
"use client";

import type { CatalogPage, CatalogQuery, CategoryView } from "@vitrine/engine";
import { useCatalog, useEngine } from "@vitrine/engine/react";
import { useRouter, useSearchParams } from "next/navigation";
import {
  createContext,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useTransition,
  type MouseEvent,
  type ReactNode,
} from "react";
import { catalogHref, firstPage, queryOf, withoutFilter } from "@/lib/catalog-url";
import { priceFilterName, sortNames } from "@/lib/text";
import { CatalogHeading } from "./catalog-heading";
import { Facets, FilterSheet } from "./facets";
import { CloseIcon } from "./icons";
import { NoResults } from "./no-results";
import { Pagination } from "./pagination";
import { ProductGrid } from "./product-card";
import { PendingBar } from "./shop-link";
import { useFeedback } from "./shop-provider";

type Navigate = (query: CatalogQuery, keepScroll?: boolean) => void;
const NavigateContext = createContext<Navigate>(() => undefined);

interface CatalogBrowserProps {
  readonly initial: CatalogPage;
  readonly initialSearch: string;
  readonly categories: readonly CategoryView[];
}

/**
 * The server renders the first page for any address; afterwards the engine answers within the
 * frame.
 */
export function CatalogBrowser({ initial, initialSearch, categories }: CatalogBrowserProps) {
  const search = useSearchParams().toString();
  const query = useMemo(() => queryOf(new URLSearchParams(search)), [search]);
  const known = search === initialSearch ? initial : undefined;
  const lastPage = useRef(initial);
  const current = useCatalog(query, known);
  useEffect(() => {
    if (current !== undefined) lastPage.current = current;
  }, [current]);
  const page = current ?? initial;
  useAnnouncedTotal(page);
  const [navigate, pending] = useNavigate();
  const canNarrow = page.total > 0 || page.applied.length > 0;
  return (
    <NavigateContext value={navigate}>
      {pending && <PendingBar />}
      <div className="page py-8 sm:py-12">
        <CatalogHeading page={page} query={query} categories={categories} />
        <div className={`grid gap-10 lg:gap-12 ${canNarrow ? "lg:grid-cols-[15rem_1fr]" : ""}`}>
          {canNarrow && (
            <aside className="hidden lg:block" aria-label="Filters">
              <Facets page={page} query={query} idPrefix="side" />
            </aside>
          )}
          <section aria-label="Products" className="min-w-0">
            {canNarrow && <Toolbar page={page} query={query} />}
            <AppliedFilters page={page} query={query} />
            {page.total === 0 ? (
              <NoResults page={page} query={query} categories={categories} />
            ) : (
              <>
                <h2 className="sr-only">Products</h2>
                <ProductGrid cards={page.hits} eager={4} className="sm:grid-cols-3" />
              </>
            )}
            <Pagination page={page} query={query} />
          </section>
        </div>
      </div>
    </NavigateContext>
  );
}

function useNavigate(): readonly [Navigate, boolean] {
  const { status } = useEngine();
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const navigate: Navigate = (query, keepScroll = true) => {
    const href = catalogHref(query);
    if (status !== "ready") {
      return startTransition(() => router.push(href, { scroll: !keepScroll }));
    }
    window.history.pushState(null, "", href);
    if (!keepScroll) window.scrollTo({ top: 0 });
  };
  return [navigate, pending];
}

function useAnnouncedTotal(page: CatalogPage): void {
  const { announce } = useFeedback();
  const first = useRef(true);
  const sentence = `${page.total} ${page.total === 1 ? "product" : "products"}`;
  useEffect(() => {
    if (!first.current) announce(sentence);
    first.current = false;
  }, [announce, sentence]);
}

interface QueryLinkProps {
  readonly query: CatalogQuery;
  readonly className?: string;
  readonly toTop?: boolean;
  readonly current?: "page" | "true";
  readonly rel?: string;
  readonly children: ReactNode;
}

/** A true link to a catalog address, answered without a request where the engine runs. */
export function QueryLink({
  query,
  className = "",
  toTop = false,
  current,
  rel,
  children,
}: QueryLinkProps) {
  const navigate = useContext(NavigateContext);
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    navigate(query, !toTop);
  };
  return (
    <a
      href={catalogHref(query)}
      onClick={follow}
      className={className}
      rel={rel}
      {...(current === undefined ? {} : { "aria-current": current })}
    >
      {children}
    </a>
  );
}

export function useQueryNavigation(): Navigate {
  return useContext(NavigateContext);
}

interface PartProps {
  readonly page: CatalogPage;
  readonly query: CatalogQuery;
}

function Toolbar({ page, query }: PartProps) {
  const navigate = useQueryNavigation();
  return (
    <div className="mb-5 flex flex-wrap items-center justify-between gap-3">
      <p className="text-muted tabular-nums">
        {page.total === 0 ? "No products" : `${page.first}–${page.last} of ${page.total}`}
      </p>
      <div className="flex items-center gap-2">
        <FilterSheet page={page} query={query} />
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

/** The rest of the query as hidden fields, so that a plain form keeps it. */
export function KeptFields({
  query,
  except,
}: {
  readonly query: CatalogQuery;
  readonly except: string;
}) {
  const url = new URLSearchParams(catalogHref(firstPage(query)).split("?")[1] ?? "");
  const kept = [...url].filter(([name]) => !name.startsWith(except));
  return kept.map(([name, value]) => (
    <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
  ));
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
            {filter.facet === "price" ? priceFilterName(query, page.priceRange) : filter.label}
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
