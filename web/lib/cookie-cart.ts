// SPDX-License-Identifier: MIT
// The cart of the cookie, priced by the engine from the shop's catalog.
import "server-only";
import type { CartInput, CartView } from "@vitrine/engine";
import { headers } from "next/headers";
import { readCatalog } from "./catalog";
import { readCart } from "./cookies";
import { askCoupon } from "./coupons";
import { withSkus } from "./shop-pages";

export interface CookieCart {
  readonly input: CartInput;
  readonly view: CartView;
  readonly countries: readonly string[];
}

interface Choice {
  readonly country?: string;
  readonly shippingMethodId?: string;
}

export async function cookieCart(choice: Choice = {}): Promise<CookieCart | null> {
  const copy = await readCatalog();
  if (copy === null) return null;
  const input = await readCart();
  const code = input.couponCode;
  const source = { headers: await headers() };
  const coupon = code ? (await askCoupon(source, { code })).body : undefined;
  const chosen = { ...choice, ...(coupon === undefined ? {} : { coupon }) };
  const skus = input.lines.map(({ sku }) => sku);
  const view = await withSkus(copy, skus, (catalog) => catalog.cart(input, chosen));
  return { input, view, countries: copy.catalog.countries() };
}
