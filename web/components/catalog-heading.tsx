// SPDX-License-Identifier: MIT
"use client";

import type { CatalogPage, CatalogQuery, CategoryView } from "@vitrine/engine";
import { useEffect } from "react";
import { categoryOf } from "@/lib/catalog-url";
import { painted } from "@/lib/painted";
import { catalogTitle } from "@/lib/text";
import { QueryLink } from "./catalog-navigation";

interface CatalogHeadingProps {
  readonly page: CatalogPage;
  readonly query: CatalogQuery;
  readonly categories: readonly CategoryView[];
}

/** Two lines whatever they say: while one types, nothing below them moves. */
export function CatalogHeading({ page, query, categories }: CatalogHeadingProps) {
  const category = categoryOf(query, categories);
  const title = catalogTitle(query, category);
  // The document's title was made by the server, for the address that was asked for.
  useEffect(() => {
    let isCurrent = true;
    // To rename a tab takes as long as to make six cards, and can wait for them.
    painted().then(() => isCurrent && (document.title = `${title} · Vitrine`));
    return () => void (isCurrent = false);
  }, [title]);
  return (
    <header className="mb-5 max-w-2xl space-y-1 sm:mb-8 sm:space-y-3">
      <h1 className={`title pb-1 text-3xl sm:text-5xl ${query.text ? "truncate" : ""}`}>{title}</h1>
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
