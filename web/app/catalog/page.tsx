// SPDX-License-Identifier: MIT
import type { CategoryView } from "@vitrine/engine";
import type { Metadata } from "next";
import { CatalogBrowser } from "@/components/catalog-browser";
import { CatalogUnavailable } from "@/components/catalog-unavailable";
import { StaleNotice } from "@/components/stale-notice";
import { readCatalog } from "@/lib/catalog";
import { paramsOf, queryOf, type PageParams } from "@/lib/catalog-url";

export const metadata: Metadata = { title: "Catalog", alternates: { canonical: "/catalog" } };

interface PageProps {
  readonly searchParams: Promise<PageParams>;
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
  const chosen = query.facets?.category?.length === 1 ? query.facets.category[0] : undefined;
  const category = copy.catalog.categories().find((one) => one.slug === chosen);
  return (
    <>
      {copy.stale && <StaleNotice readAt={copy.readAt} />}
      <CatalogBrowser
        initial={page}
        initialSearch={params.toString()}
        heading={<Heading category={category} text={query.text} corrected={page.correctedText} />}
      />
    </>
  );
}

interface HeadingProps {
  readonly category: CategoryView | undefined;
  readonly text: string | undefined;
  readonly corrected: string | null;
}

function Heading({ category, text, corrected }: HeadingProps) {
  return (
    <header className="mb-8 max-w-2xl space-y-3">
      <h1 className="title text-4xl sm:text-5xl">
        {text ? <>Results for “{text}”</> : (category?.title ?? "All products")}
      </h1>
      {corrected !== null && <p className="text-muted">Showing products for “{corrected}”.</p>}
      {!text && category !== undefined && <p className="text-lg text-muted">{category.summary}</p>}
    </header>
  );
}
