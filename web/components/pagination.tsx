// SPDX-License-Identifier: MIT
"use client";

import type { CatalogPage, CatalogQuery } from "@vitrine/engine";
import { QueryLink } from "./catalog-navigation";

interface PaginationProps {
  readonly page: CatalogPage;
  readonly query: CatalogQuery;
}

export function Pagination({ page, query }: PaginationProps) {
  if (page.pageCount <= 1) return null;
  const pages = Array.from({ length: page.pageCount }, (_, index) => index + 1);
  const shown = pages.filter(
    (one) => one === 1 || one === page.pageCount || Math.abs(one - page.page) <= 1,
  );
  const cell =
    "inline-flex min-h-11 min-w-11 items-center justify-center rounded-full px-3 tabular-nums";
  return (
    <nav aria-label="Pages" className="mt-14 flex flex-wrap items-center justify-center gap-1">
      {page.page > 1 && (
        <QueryLink
          query={{ ...query, page: page.page - 1 }}
          toTop
          rel="prev"
          className={`${cell} hover:bg-sunken`}
        >
          Previous
        </QueryLink>
      )}
      {shown.map((one, index) => (
        <span key={one} className="inline-flex items-center">
          {index > 0 && one - (shown[index - 1] ?? one) > 1 && (
            <span className="px-2 text-muted">…</span>
          )}
          <QueryLink
            query={{ ...query, page: one }}
            toTop
            className={`${cell} ${one === page.page ? "chosen-outline bg-ink text-paper" : "hover:bg-sunken"}`}
            {...(one === page.page ? { current: "page" as const } : {})}
          >
            <span className="sr-only">Page </span>
            {one}
          </QueryLink>
        </span>
      ))}
      {page.page < page.pageCount && (
        <QueryLink
          query={{ ...query, page: page.page + 1 }}
          toTop
          rel="next"
          className={`${cell} hover:bg-sunken`}
        >
          Next
        </QueryLink>
      )}
    </nav>
  );
}
