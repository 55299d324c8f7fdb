// SPDX-License-Identifier: MIT
"use client";

import type { CatalogPage, CatalogQuery, CategoryView } from "@vitrine/engine";
import { isTop } from "@/lib/catalog-url";
import { QueryLink } from "./catalog-navigation";
import { ProductGrid } from "./product-card";

interface NoResultsProps {
  readonly page: CatalogPage;
  readonly query: CatalogQuery;
  readonly categories: readonly CategoryView[];
}

/** Never a dead end: every category, and what other people like. */
export function NoResults({ page, query, categories }: NoResultsProps) {
  return (
    <div className="space-y-10">
      <div className="card space-y-4 p-6 sm:p-8">
        <p className="title text-2xl">
          {query.text ? <>Nothing found for “{query.text}”</> : "Nothing matches these filters"}
        </p>
        <p className="text-muted">Try another word, take a filter away, or look around:</p>
        <ul className="flex flex-wrap gap-2">
          {query.text && page.applied.length > 0 && (
            <li>
              <QueryLink
                query={{ text: query.text }}
                className="button button-primary min-h-11 py-1"
              >
                Search the whole shop
              </QueryLink>
            </li>
          )}
          <li>
            <QueryLink query={{}} className="button button-primary min-h-11 py-1">
              See all products
            </QueryLink>
          </li>
          {categories.filter(isTop).map(({ slug, title }) => (
            <li key={slug}>
              <QueryLink
                query={{ facets: { category: [slug] } }}
                className="button button-quiet min-h-11 py-1 font-medium"
              >
                {title}
              </QueryLink>
            </li>
          ))}
        </ul>
      </div>
      {page.related.length > 0 && (
        <section aria-labelledby="liked">
          <h2 id="liked" className="title mb-6 text-2xl">
            People like these
          </h2>
          <ProductGrid cards={page.related} className="sm:grid-cols-3" />
        </section>
      )}
    </div>
  );
}
