// SPDX-License-Identifier: MIT
import type { Metadata } from "next";
import { CartPage } from "@/components/cart-page";
import { CatalogUnavailable } from "@/components/catalog-unavailable";
import { ProblemNotice } from "@/components/problem-notice";
import { single, type PageParams } from "@/lib/catalog-url";
import { cookieCart } from "@/lib/cookie-cart";

export const metadata: Metadata = { title: "Cart", robots: { index: false } };

export default async function Page({
  searchParams,
}: {
  readonly searchParams: Promise<PageParams>;
}) {
  const query = await searchParams;
  const cart = await cookieCart();
  return (
    <div className="page py-8 sm:py-12">
      <h1 className="title mb-6 text-4xl sm:text-5xl">Cart</h1>
      <ProblemNotice code={single(query.problem)} limit={single(query.limit)} />
      {cart === null ? <CatalogUnavailable /> : <CartPage initial={cart.view} />}
    </div>
  );
}
