// SPDX-License-Identifier: MIT
import { BagIcon } from "./icons";
import { ShopLink } from "./shop-link";

export function EmptyCart() {
  return (
    <div className="flex flex-col items-center gap-4 py-14 text-center">
      <span className="grid size-16 place-items-center rounded-full bg-sunken text-muted">
        <BagIcon className="size-7" />
      </span>
      <p className="title text-2xl">Your cart is empty</p>
      <p className="max-w-xs text-muted">
        Whatever you put in stays here, also when you close the browser.
      </p>
      <ShopLink href="/catalog" className="button button-primary">
        See all products
      </ShopLink>
      <p className="text-sm text-muted">
        Just ordered? It is under{" "}
        <a href="/orders" className="link inline-flex min-h-11 items-center">
          your orders
        </a>
        .
      </p>
    </div>
  );
}
