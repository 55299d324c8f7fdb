// SPDX-License-Identifier: MIT
import type { CategoryView, ProductCard, ShippingMethodView } from "@vitrine/engine";
import type { Metadata } from "next";
import { CatalogUnavailable } from "@/components/catalog-unavailable";
import { ArrowIcon, LockIcon, ReturnIcon, TruckIcon } from "@/components/icons";
import { Picture } from "@/components/picture";
import { ProductGrid } from "@/components/product-card";
import { ShopLink } from "@/components/shop-link";
import { catalogForKeptPage } from "@/lib/catalog";
import { isTop } from "@/lib/catalog-url";
import { formatMoney } from "@/lib/money";
import { searchCatalog } from "@/lib/shop-pages";
import { deliverySentence } from "@/lib/text";
import evening from "../../assets/brand/home-evening.webp";

export const revalidate = 60;
export const metadata: Metadata = { alternates: { canonical: "/" } };

export default async function Page() {
  const copy = await catalogForKeptPage();
  if (copy === null) {
    return (
      <div className="page py-12">
        <CatalogUnavailable />
      </div>
    );
  }
  const [featured, newest] = await Promise.all([
    searchCatalog(copy, { featured: true, pageSize: 8 }),
    searchCatalog(copy, { sort: "newest", pageSize: 4 }),
  ]);
  const categories = copy.catalog.categories().filter(isTop);
  return (
    <>
      <Hero categories={categories} />
      <Promises delivery={copy.catalog.cart({ lines: [] }).shippingMethods[0]} />
      <Categories categories={categories} />
      <Shelf title="Our selection" href="/catalog" cards={featured.hits} />
      <Shelf title="Just arrived" href="/catalog?sort=newest" cards={newest.hits} />
    </>
  );
}

function Hero({ categories }: { readonly categories: readonly CategoryView[] }) {
  const [first] = categories;
  return (
    <section className="page grid items-center gap-8 pb-10 sm:pt-8 lg:grid-cols-[1fr_1.6fr] lg:gap-14 lg:pb-14">
      <img
        src={evening.src}
        width={evening.width}
        height={evening.height}
        alt="A glowing table lamp among vases, a mug on two books, a bowl of lemons and a candle"
        fetchPriority="high"
        className="-mx-[clamp(1rem,4vw,3rem)] aspect-[4/3] w-[calc(100%+2*clamp(1rem,4vw,3rem))] max-w-none object-cover object-[58%_50%] sm:mx-0 sm:aspect-[16/9] sm:w-full sm:rounded-card lg:order-last lg:aspect-[5/4]"
      />
      <div className="space-y-5">
        <p className="eyebrow">Winter collection</p>
        <h1 className="title text-[clamp(2.5rem,6vw,4.5rem)]">Good things for every day</h1>
        <p className="max-w-md text-lg text-muted">
          Lamps that calm a room, mugs that fit the hand, throws that outlast the winter. Few
          things, chosen well.
        </p>
        <div className="flex flex-wrap gap-3">
          <ShopLink href="/catalog" className="button button-primary">
            See all products <ArrowIcon className="size-4" />
          </ShopLink>
          {first !== undefined && (
            <ShopLink
              href={`/catalog?category=${encodeURIComponent(first.slug)}`}
              prefetch={false}
              className="button button-quiet"
            >
              {first.title}
            </ShopLink>
          )}
        </div>
      </div>
    </section>
  );
}

function Promises({ delivery }: { readonly delivery: ShippingMethodView | undefined }) {
  const promises = [
    {
      Icon: TruckIcon,
      title: delivery ? deliverySentence(delivery) : "Delivered to your door",
      text: delivery?.freeFrom
        ? `Free from ${formatMoney(delivery.freeFrom)}`
        : "Tracked from door to door",
    },
    { Icon: ReturnIcon, title: "Thirty days to return", text: "At our cost, without a reason" },
    { Icon: LockIcon, title: "Safe payment", text: "Card or PayPal, on their own pages" },
  ];
  return (
    <section aria-label="What we promise" className="border-y border-line bg-surface">
      <ul className="page grid gap-6 py-7 sm:grid-cols-3">
        {promises.map(({ Icon, title, text }) => (
          <li key={title} className="flex items-start gap-4">
            <Icon className="mt-0.5 size-6 text-accent" />
            <span>
              <span className="block font-semibold">{title}</span>
              <span className="text-sm text-muted">{text}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Categories({ categories }: { readonly categories: readonly CategoryView[] }) {
  return (
    <section aria-labelledby="categories" className="page pt-14 sm:pt-20">
      <h2 id="categories" className="title mb-6 text-3xl sm:text-4xl">
        Shop by room and ritual
      </h2>
      <ul className="grid grid-cols-2 gap-4 sm:gap-6 lg:grid-cols-3">
        {categories.map((category) => (
          <li key={category.slug} className="group relative">
            <div className="overflow-hidden rounded-card">
              <Picture
                image={category.image}
                sizes="(min-width: 1024px) 30vw, 50vw"
                decorative
                className="aspect-[4/3] w-full object-cover transition duration-500 ease-out-soft group-hover:scale-[1.03]"
              />
            </div>
            <h3 className="mt-3 text-lg font-medium">
              <ShopLink
                href={`/catalog?category=${encodeURIComponent(category.slug)}`}
                prefetch={false}
                className="after:absolute after:inset-0 group-hover:underline"
              >
                {category.title}
              </ShopLink>
            </h3>
            <p className="hidden text-sm text-muted sm:block">{category.summary}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface ShelfProps {
  readonly title: string;
  readonly href: string;
  readonly cards: readonly ProductCard[];
}

function Shelf({ title, href, cards }: ShelfProps) {
  if (cards.length === 0) return null;
  return (
    <section aria-label={title} className="page pt-16 sm:pt-24">
      <div className="mb-6 flex items-baseline justify-between gap-4">
        <h2 className="title text-3xl sm:text-4xl">{title}</h2>
        <ShopLink href={href} prefetch={false} className="link inline-flex min-h-11 items-center">
          See all
        </ShopLink>
      </div>
      <ProductGrid cards={cards} />
    </section>
  );
}
