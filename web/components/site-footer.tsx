// SPDX-License-Identifier: MIT
import { Logo } from "./logo";
import { ShopLink } from "./shop-link";

const columns = [
  {
    title: "Shop",
    links: [
      ["All products", "/catalog"],
      ["New arrivals", "/catalog?sort=newest"],
      ["Cart", "/cart"],
    ],
  },
  {
    title: "Help",
    links: [
      ["Delivery and returns", "/delivery"],
      ["Find an order", "/orders/lookup"],
      ["Your orders", "/orders"],
    ],
  },
] as const;

export function SiteFooter() {
  return (
    <footer className="mt-16 border-t border-line bg-sunken/60 sm:mt-24 print:hidden">
      <div className="page grid grid-cols-2 gap-x-6 gap-y-8 py-10 sm:grid-cols-[1.4fr_1fr_1fr] sm:py-14">
        <div className="col-span-2 max-w-sm space-y-3 sm:col-span-1">
          <Logo className="h-8" />
          <p className="text-muted">
            Lamps, ceramics, textiles and things for desk and road. Made to be used every day, and
            to be repaired.
          </p>
        </div>
        {columns.map((column) => (
          <nav key={column.title} aria-label={column.title}>
            <p className="eyebrow mb-2">{column.title}</p>
            <ul>
              {column.links.map(([name, href]) => (
                <li key={href}>
                  <ShopLink
                    href={href}
                    prefetch={false}
                    className="inline-flex min-h-11 items-center hover:underline"
                  >
                    {name}
                  </ShopLink>
                </li>
              ))}
            </ul>
          </nav>
        ))}
      </div>
      <p className="page border-t border-line py-6 text-sm text-muted">
        All prices include VAT. A demonstration shop: nothing is really sold or sent.
      </p>
    </footer>
  );
}
