// SPDX-License-Identifier: MIT
import { ShopLink } from "@/components/shop-link";

export default function NotFound() {
  return (
    <div className="page flex flex-col items-center gap-5 py-24 text-center">
      <p className="eyebrow">Page not found</p>
      <h1 className="title text-5xl">This shelf is empty</h1>
      <p className="max-w-md text-muted">
        The page has moved, or it never was. The products are still where they were.
      </p>
      <div className="flex flex-wrap justify-center gap-3">
        <ShopLink href="/catalog" className="button button-primary">
          See all products
        </ShopLink>
        <ShopLink href="/orders/lookup" className="button button-quiet">
          Find an order
        </ShopLink>
      </div>
    </div>
  );
}
