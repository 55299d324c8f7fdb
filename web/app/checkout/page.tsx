// SPDX-License-Identifier: MIT
import { randomBytes } from "node:crypto";
import type { CheckoutFields, CheckoutView } from "@vitrine/engine";
import type { Metadata } from "next";
import { CatalogUnavailable } from "@/components/catalog-unavailable";
import { CheckoutPage } from "@/components/checkout-page";
import { single, type PageParams } from "@/lib/catalog-url";
import { gateways } from "@/lib/config";
import { cookieCart, type CookieCart } from "@/lib/cookie-cart";
import { readDraft, type CheckoutDraft } from "@/lib/cookies";

export const metadata: Metadata = { title: "Checkout", robots: { index: false } };

export default async function Page({
  searchParams,
}: {
  readonly searchParams: Promise<PageParams>;
}) {
  const draft = await readDraft();
  const country = single((await searchParams).country) ?? draft?.fields.country;
  const method = draft?.fields.shippingMethodId;
  const cart = await cookieCart({
    ...(country && /^[A-Z]{2}$/.test(country) ? { country } : {}),
    ...(method ? { shippingMethodId: method } : {}),
  });
  return (
    <div className="page py-8 sm:py-12">
      <h1 className="title mb-6 text-4xl sm:text-5xl">Checkout</h1>
      {cart === null ? (
        <CatalogUnavailable />
      ) : (
        <CheckoutPage
          initial={viewOf(cart, draft)}
          gateways={gateways}
          idempotencyKey={keyOf(draft)}
        />
      )}
    </div>
  );
}

/** A new key for a new order; the same one while it is not known whether the order exists. */
function keyOf(draft: CheckoutDraft | null): string {
  const kept = draft?.idempotencyKey;
  const isKey = typeof kept === "string" && /^[0-9a-f]{32}$/.test(kept);
  return isKey ? kept : randomBytes(16).toString("hex");
}

/** What a browser without scripts sees: the cookie's cart and whatever was typed before. */
function viewOf(cart: CookieCart, draft: CheckoutDraft | null): CheckoutView {
  const typed = (name: keyof CheckoutFields) => draft?.fields[name] ?? "";
  const method = cart.view.shippingMethods.find((one) => one.selected);
  const errors = Object.fromEntries(
    (draft?.errors ?? []).map((error) => [shortField(error.field), error]),
  );
  return {
    fields: {
      email: typed("email"),
      name: typed("name"),
      line1: typed("line1"),
      line2: typed("line2"),
      postalCode: typed("postalCode"),
      city: typed("city"),
      region: typed("region"),
      country: cart.view.country,
      phone: typed("phone"),
    },
    errors,
    methodId: method?.methodId ?? null,
    gateway: draft?.fields.gateway === "paypal" ? "paypal" : "stripe",
    countries: [...cart.countries],
    quote: cart.view,
    state: draft?.quoteChanged ? "quote_changed" : "editing",
    changes: [],
    failure: null,
    order: null,
  };
}

function shortField(field: string | undefined): string {
  return (field || "cart").replace(/^address\./, "");
}
