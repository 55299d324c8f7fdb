// SPDX-License-Identifier: MIT
"use client";

import { CatalogUnavailable } from "@/components/catalog-unavailable";

interface PageErrorProps {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}

export default function PageError({ error, reset }: PageErrorProps) {
  if (error.digest === "catalog_unavailable") return <CatalogUnavailable />;
  return (
    <div className="page flex flex-col items-center gap-5 py-24 text-center" role="alert">
      <p className="eyebrow">Something broke</p>
      <h1 className="title text-5xl">That is on us</h1>
      <p className="max-w-md text-muted">
        The page could not be shown. Your cart and your orders are safe.
      </p>
      <div className="flex flex-wrap justify-center gap-3">
        <button type="button" className="button button-primary" onClick={reset}>
          Try again
        </button>
        <a href="/cart" className="button button-quiet">
          Open the cart
        </a>
      </div>
    </div>
  );
}
