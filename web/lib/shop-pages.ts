// SPDX-License-Identifier: MIT
// What pages show of the catalog, whether the server holds it or asks the Content Lake page by page
// (VITRINE_CATALOG=lake): then the copy that it holds is a sample, and the products of a page come
// from one request, are opened by the engine and are forgotten.
import "server-only";
import type { CatalogPage, CatalogQuery, ProductCard, ProductView } from "@vitrine/engine";
import { loadServer, type ServerCatalog } from "@vitrine/engine/server";
import type { CatalogCopy } from "./catalog";
import { productAndKin, productFields, productsOfSkus, skusMax, slugsQuery } from "./catalog-query";
import { catalogIsInLake } from "./config";
import { publicLake } from "./sanity-client";

export async function searchCatalog(copy: CatalogCopy, query: CatalogQuery): Promise<CatalogPage> {
  if (!catalogIsInLake) return copy.catalog.search(query);
  const page = await askForPage(copy, query);
  const isBehindTheLast = page.hits.length === 0 && page.total > 0;
  return isBehindTheLast ? askForPage(copy, { ...query, page: page.page }) : page;
}

async function askForPage({ catalog }: CatalogCopy, query: CatalogQuery): Promise<CatalogPage> {
  const request = catalog.pageRequest(query, productFields);
  const answer = await publicLake.fetch<unknown>(request.query, request.params);
  return catalog.pageOfAnswer(query, answer);
}

/** The part of a product's page that changes with the variant. */
export type VariantChoice = Pick<ProductView, "selected" | "options" | "delivery">;

export interface ProductPage {
  readonly product: ProductView;
  /** By SKU, for as long as the engine in the page does not hold the product. */
  readonly choices: Readonly<Record<string, VariantChoice>>;
  readonly related: readonly ProductCard[];
}

export async function readProduct(copy: CatalogCopy, slug: string): Promise<ProductPage | null> {
  if (!catalogIsInLake) return productPage(copy.catalog, slug);
  const products = await publicLake.fetch<unknown[]>(productAndKin, { slug });
  return withProducts(copy, products, (catalog) => productPage(catalog, slug));
}

function productPage(catalog: ServerCatalog, slug: string): ProductPage | null {
  const product = catalog.product(slug);
  if (product === null) return null;
  const choices = product.variants.map(({ sku }) => {
    const { selected, options, delivery } = catalog.product(slug, sku) ?? product;
    return [sku, { selected, options, delivery }] as const;
  });
  return { product, choices: Object.fromEntries(choices), related: catalog.related(slug) };
}

/** What `read` says of a catalog that has at least the products of these SKUs. */
export async function withSkus<T>(
  copy: CatalogCopy,
  skus: readonly string[],
  read: (catalog: ServerCatalog) => T,
): Promise<T> {
  if (!catalogIsInLake) return read(copy.catalog);
  const known = skus.filter((sku) => /^[\w.-]{1,64}$/.test(sku)).slice(0, skusMax);
  const products =
    known.length === 0 ? [] : await publicLake.fetch<unknown[]>(productsOfSkus, { skus: known });
  return withProducts(copy, products, read);
}

export async function readSlugs(copy: CatalogCopy): Promise<readonly string[]> {
  if (!catalogIsInLake) return copy.catalog.slugs();
  return (await publicLake.fetch<(string | null)[]>(slugsQuery)).filter((slug) => slug !== null);
}

async function withProducts<T>(
  copy: CatalogCopy,
  products: readonly unknown[],
  read: (catalog: ServerCatalog) => T,
): Promise<T> {
  const generatedAt = new Date().toISOString();
  const server = await loadServer();
  const catalog = server.openCatalog(JSON.stringify({ ...copy.frame, products, generatedAt }));
  try {
    return read(catalog);
  } finally {
    catalog.dispose();
  }
}
