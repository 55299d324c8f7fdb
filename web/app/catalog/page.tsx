// SPDX-License-Identifier: MIT
import type { Metadata } from "next";
import { CatalogBrowser } from "@/components/catalog-browser";
import { CatalogUnavailable } from "@/components/catalog-unavailable";
import { StaleNotice } from "@/components/stale-notice";
import { readCatalog } from "@/lib/catalog";
import { catalogHref, categoryOf, paramsOf, queryOf, type PageParams } from "@/lib/catalog-url";
import { logEvent } from "@/lib/log";
import { searchCatalog } from "@/lib/shop-pages";
import { shortListsOf } from "@/lib/short-lists";
import { catalogTitle } from "@/lib/text";

interface PageProps {
  readonly searchParams: Promise<PageParams>;
}

/** A category is a page of its own for search engines; what was searched or narrowed is not. */
export async function generateMetadata({ searchParams }: PageProps): Promise<Metadata> {
  const query = queryOf(paramsOf(await searchParams));
  if (query.text) return { title: catalogTitle(query, undefined), robots: { index: false } };
  const page = query.page === undefined ? {} : { page: query.page };
  const category = categoryOf(query, (await readCatalog())?.catalog.categories() ?? []);
  const title = catalogTitle(query, category);
  if (category === undefined) return { title, alternates: { canonical: catalogHref(page) } };
  const facets = { category: [category.slug] };
  return {
    title,
    description: category.summary,
    alternates: { canonical: catalogHref({ facets, ...page }) },
  };
}

export default async function Page({ searchParams }: PageProps) {
  const query = queryOf(paramsOf(await searchParams));
  const copy = await readCatalog();
  const page = copy && (await searchCatalog(copy, query).catch(logFailure));
  if (copy === null || page === null) {
    return (
      <div className="page py-12">
        <CatalogUnavailable />
      </div>
    );
  }
  return (
    <>
      {copy.stale && <StaleNotice readAt={copy.readAt} />}
      <CatalogBrowser
        initial={page}
        initialQuery={query}
        categories={copy.catalog.categories()}
        shortLists={shortListsOf(copy.catalog.search({ pageSize: 1 }))}
      />
    </>
  );
}

function logFailure(error: unknown): null {
  logEvent("catalog_read_failed", { reason: error instanceof Error ? error.name : "unknown" });
  return null;
}
