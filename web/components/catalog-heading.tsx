// SPDX-License-Identifier: MIT
import type { CatalogPage, CatalogQuery, CategoryView } from "@vitrine/engine";

interface CatalogHeadingProps {
  readonly page: CatalogPage;
  readonly query: CatalogQuery;
  readonly categories: readonly CategoryView[];
}

export function CatalogHeading({ page, query, categories }: CatalogHeadingProps) {
  const chosen = query.facets?.category ?? [];
  const category =
    chosen.length === 1 ? categories.find((one) => one.slug === chosen[0]) : undefined;
  const title = category?.title ?? "All products";
  return (
    <header className="mb-8 max-w-2xl space-y-3">
      <h1 className="title text-4xl sm:text-5xl">
        {query.text ? <>Results for “{query.text}”</> : title}
      </h1>
      {page.correctedText !== null && (
        <p className="text-muted">Showing products for “{page.correctedText}”.</p>
      )}
      {!query.text && category !== undefined && (
        <p className="text-lg text-muted">{category.summary}</p>
      )}
    </header>
  );
}
