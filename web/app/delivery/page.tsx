// SPDX-License-Identifier: MIT
import type { Metadata } from "next";
import { catalogForKeptPage } from "@/lib/catalog";
import { formatMoney } from "@/lib/money";
import { countryName, deliverySentence } from "@/lib/text";

export const revalidate = 60;
export const metadata: Metadata = {
  title: "Delivery and returns",
  description: "Where we deliver, how long it takes, what it costs, and how to send things back.",
  alternates: { canonical: "/delivery" },
};

export default async function Page() {
  const catalog = (await catalogForKeptPage())?.catalog;
  const countries = catalog?.countries() ?? [];
  return (
    <div className="page max-w-4xl space-y-10 py-10 sm:py-16">
      <h1 className="title text-4xl sm:text-5xl">Delivery and returns</h1>
      <section aria-labelledby="delivery" className="space-y-4">
        <h2 id="delivery" className="title text-2xl">
          Delivery
        </h2>
        <p className="max-w-prose text-muted">
          Every parcel is tracked. You see each step on your order page, from the packing table to
          your door.
        </p>
        <ul className="divide-y divide-line border-y border-line">
          {countries.map((country) => (
            <li key={country} className="grid gap-1 py-4 sm:grid-cols-[12rem_1fr]">
              <span className="font-medium">{countryName(country)}</span>
              <ul className="space-y-1 text-muted">
                {catalog?.cart({ lines: [] }, { country }).shippingMethods.map((method) => (
                  <li key={method.methodId}>
                    {method.name}: {deliverySentence(method).toLowerCase()},{" "}
                    {formatMoney(method.price)}
                    {method.freeFrom !== null && <>, free from {formatMoney(method.freeFrom)}</>}
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="returns" className="space-y-4">
        <h2 id="returns" className="title text-2xl">
          Returns
        </h2>
        <p className="max-w-prose text-muted">
          You have thirty days from delivery to send anything back, without a reason and at our
          cost. Until a parcel leaves us you can cancel the order yourself, on its page.
        </p>
      </section>
    </div>
  );
}
