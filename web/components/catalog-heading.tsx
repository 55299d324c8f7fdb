// SPDX-License-Identifier: MIT
import type { CatalogPage, CatalogQuery, CategoryView } from "@vitrine/engine";
import { QueryLink } from "./catalog-navigation";

interface CatalogHeadingProps {
  readonly page: CatalogPage;
  readonly query: CatalogQuery;
  readonly categories: readonly CategoryView[];
}

/** Two lines whatever they say: while one types, nothing below them moves. */
export function CatalogHeading({ page, query, categories }: CatalogHeadingProps) {
  const chosen = query.facets?.category ?? [];
  const category =
    chosen.length === 1 ? categories.find((one) => one.slug === chosen[0]) : undefined;
  return (
    <header className="mb-5 max-w-2xl space-y-1 sm:mb-8 sm:space-y-3">
      <h1 className={`title pb-1 text-3xl sm:text-5xl ${query.text ? "truncate" : ""}`}>
        {query.text ? <>Results for “{query.text}”</> : (category?.title ?? "All products")}
      </h1>
      <p className="min-h-[1lh] text-muted sm:text-lg">
        {query.text ? (
          <SearchLine page={page} query={query} category={category} />
        ) : (
          (category?.summary ?? "Everything in the shop.")
        )}
      </p>
    </header>
  );
}

interface SearchLineProps extends Omit<CatalogHeadingProps, "categories"> {
  readonly category: CategoryView | undefined;
}

/** How the words were understood, and where they were looked for. */
function SearchLine({ page, query, category }: SearchLineProps) {
  if (page.correctedText !== null) {
    return (
      <>
        Showing products for{" "}
        <QueryLink query={{ ...query, text: page.correctedText }} className="link text-ink">
          “{page.correctedText}”
        </QueryLink>
      </>
    );
  }
  return category === undefined ? "In the whole shop." : <>In {category.title}.</>;
}
