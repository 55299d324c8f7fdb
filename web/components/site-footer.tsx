// SPDX-License-Identifier: MIT
import Link from "next/link";

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
    <footer className="mt-24 border-t border-line bg-sunken/60">
      <div className="page grid gap-10 py-14 sm:grid-cols-[1.4fr_1fr_1fr]">
        <div className="max-w-sm space-y-3">
          <p className="title text-3xl">Vitrine</p>
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
                  <Link
                    href={href}
                    prefetch={false}
                    className="inline-flex min-h-11 items-center hover:underline"
                  >
                    {name}
                  </Link>
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
