// SPDX-License-Identifier: MIT
import type { CategoryView } from "@vitrine/engine";
import { CartButton } from "./cart-button";
import { PackageIcon } from "./icons";
import { Logo } from "./logo";
import { SearchBox } from "./search-box";
import { ShopLink } from "./shop-link";
import { ThemeToggle } from "./theme-toggle";

export function SiteHeader({ categories }: { readonly categories: readonly CategoryView[] }) {
  return (
    <>
      <header className="z-30 bg-paper tall:sticky tall:top-0 print:hidden">
        <div className="page flex flex-wrap items-center gap-x-2 gap-y-2 py-2 md:flex-nowrap md:gap-x-6">
          <ShopLink
            href="/"
            className="mr-auto inline-flex min-h-11 items-center md:mr-2"
          >
            <Logo className="h-7" />
          </ShopLink>
          <div className="order-last w-full md:order-none md:mx-auto md:max-w-md">
            <SearchBox />
          </div>
          <div className="-mr-2 flex items-center md:ml-auto">
            <ThemeToggle />
            <ShopLink
              href="/orders"
              className="inline-flex min-h-11 min-w-11 items-center justify-center gap-2 rounded-full px-2 hover:bg-sunken"
            >
              <PackageIcon />
              <span className="sr-only lg:not-sr-only">Orders</span>
            </ShopLink>
            <CartButton />
          </div>
        </div>
      </header>
      <nav aria-label="Categories" className="border-b border-line print:hidden">
        <ul className="page flex overflow-x-auto text-[0.9375rem] [scrollbar-width:none]">
          <li className="-ml-3">
            <HeaderLink href="/catalog">All products</HeaderLink>
          </li>
          {categories.map((category) => (
            <li key={category.slug}>
              <HeaderLink href={`/catalog?category=${encodeURIComponent(category.slug)}`}>
                {category.title}
              </HeaderLink>
            </li>
          ))}
        </ul>
      </nav>
    </>
  );
}

function HeaderLink({ href, children }: { readonly href: string; readonly children: string }) {
  return (
    <ShopLink
      href={href}
      prefetch={false}
      className="inline-flex min-h-11 items-center rounded-full px-3 whitespace-nowrap text-muted hover:text-ink focus-visible:-outline-offset-2"
    >
      {children}
    </ShopLink>
  );
}
