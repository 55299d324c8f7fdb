// SPDX-License-Identifier: MIT
import type { Metadata } from "next";
import { CatalogBrowser } from "@/components/catalog-browser";
import { CatalogUnavailable } from "@/components/catalog-unavailable";
import { StaleNotice } from "@/components/stale-notice";
import { readCatalog } from "@/lib/catalog";
import { catalogHref, categoryOf, paramsOf, queryOf, type PageParams } from "@/lib/catalog-url";
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
  const params = paramsOf(await searchParams);
  const copy = await readCatalog();
  if (copy === null) {
    return (
      <div className="page py-12">
        <CatalogUnavailable />
      </div>
    );
  }
  const query = queryOf(params);
  const page = copy.catalog.search(query);
  return (
    <>
      {copy.stale && <StaleNotice readAt={copy.readAt} />}
      <CatalogBrowser initial={page} categories={copy.catalog.categories()} />
    </>
  );
}
