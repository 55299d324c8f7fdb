// SPDX-License-Identifier: MIT
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { CatalogUnavailable } from "@/components/catalog-unavailable";
import { ProductGrid } from "@/components/product-card";
import { ProductPanel } from "@/components/product-panel";
import { RichText } from "@/components/rich-text";
import { ShopLink } from "@/components/shop-link";
import { StructuredData } from "@/components/structured-data";
import { catalogForKeptPage } from "@/lib/catalog";
import { shopUrl } from "@/lib/config";
import { imageUrl } from "@/lib/picture";
import { readProduct } from "@/lib/shop-pages";
import { breadcrumbJson, productJson } from "@/lib/structured-data";

export const revalidate = 60;

interface PageProps {
  readonly params: Promise<{ readonly slug: string }>;
}

/** Pages are made on their first visit and kept: the build needs no catalog. */
export function generateStaticParams(): { slug: string }[] {
  return [];
}

const read = cache(async (slug: string) => {
  const copy = await catalogForKeptPage();
  if (copy === null) return null;
  return (await readProduct(copy, decodeURIComponent(slug))) ?? notFound();
});

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { product } = (await read((await params).slug)) ?? {};
  if (product === undefined) return { title: "Product" };
  const image = product.images[0];
  return {
    title: product.title,
    description: product.summary,
    alternates: { canonical: `/product/${encodeURIComponent(product.slug)}` },
    openGraph: {
      type: "website",
      siteName: "Vitrine",
      locale: "en_IE",
      title: product.title,
      description: product.summary,
      url: `/product/${encodeURIComponent(product.slug)}`,
      ...(image ? { images: [{ url: imageUrl(image, 1200), alt: image.alt }] } : {}),
    },
  };
}

export default async function Page({ params }: PageProps) {
  const found = await read((await params).slug);
  if (found === null) {
    return (
      <div className="page py-12">
        <CatalogUnavailable />
      </div>
    );
  }
  const { product, choices, related } = found;
  return (
    <>
      <StructuredData json={productJson(product, shopUrl)} />
      <StructuredData json={breadcrumbJson(product, shopUrl)} />
      <div className="page sm:pt-6">
        <nav aria-label="Breadcrumb" className="hidden text-sm text-muted sm:mb-4 sm:block">
          <ol className="flex flex-wrap items-center gap-x-2">
            <li>
              <ShopLink href="/catalog" className="inline-flex min-h-11 items-center hover:underline">
                All products
              </ShopLink>
            </li>
            <li aria-hidden="true">/</li>
            <li>
              <ShopLink
                href={`/catalog?category=${encodeURIComponent(product.categorySlug)}`}
                prefetch={false}
                className="inline-flex min-h-11 items-center hover:underline"
              >
                {product.categoryTitle}
              </ShopLink>
            </li>
          </ol>
        </nav>
        <ProductPanel initial={product} choices={choices} />
        <section
          aria-labelledby="about"
          className="mt-14 grid gap-6 border-t border-line pt-10 lg:grid-cols-[1fr_1.6fr] lg:gap-16"
        >
          <h2 id="about" className="title text-3xl">
            About the {product.title}
          </h2>
          <RichText blocks={product.description} />
        </section>
      </div>
      {related.length > 0 && (
        <section aria-labelledby="related" className="page pt-20">
          <h2 id="related" className="title mb-6 text-3xl">
            Goes well with it
          </h2>
          <ProductGrid cards={related} />
        </section>
      )}
    </>
  );
}
