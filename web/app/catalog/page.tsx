// SPDX-License-Identifier: MIT
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
  return (
    <>
      {copy.stale && <StaleNotice readAt={copy.readAt} />}
      <CatalogBrowser
        initial={page}
        initialSearch={params.toString()}
        categories={copy.catalog.categories()}
      />
    </>
  );
}
