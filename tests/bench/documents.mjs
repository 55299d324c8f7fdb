// SPDX-License-Identifier: MIT
// What the peers index: of each product the texts that a shopper searches, folded. Its id is its
// row.
import { fold, wordsIn } from "./fold.mjs";

export const fields = ["title", "brand", "category", "options", "tags", "summary", "description"];
export const weights = {
  title: 20,
  brand: 12,
  category: 8,
  options: 6,
  tags: 6,
  summary: 4,
  description: 2,
};

/** Of each category and of all above it one member, the topmost first, by the category's id. */
export function chainsOf(categories, member = (category) => category.slug.current) {
  const byId = new Map(categories.map((category) => [category._id, category]));
  const chains = new Map();
  for (const category of categories) {
    const chain = [];
    for (let each = category; each; each = byId.get(each.parent?._ref)) chain.unshift(member(each));
    chains.set(category._id, chain);
  }
  return chains;
}

export const descriptionText = (product) =>
  (product.description ?? [])
    .flatMap((block) => block.children.map((span) => span.text))
    .join("\n");

export function documentsOf({ products, categories }) {
  const titles = chainsOf(categories, (category) => category.title);
  return products.map((product, id) => ({
    id,
    title: fold(product.title),
    brand: fold(product.brand ?? ""),
    category: fold((titles.get(product.category?._ref) ?? []).join(" ")),
    options: fold((product.options ?? []).flatMap((option) => option.values).join(" ")),
    tags: fold(product.tags.join(" ")),
    summary: fold(product.summary ?? ""),
    description: fold(descriptionText(product)),
  }));
}

/** Typos that a word of a query may have. */
export const typosAllowed = (word) => (word.length >= 8 ? 2 : word.length >= 4 ? 1 : 0);

/** For each product its place in the order of all when nothing else decides. */
export function featuredRanks(products) {
  const rows = products.map((_, row) => row);
  rows.sort((a, b) => isFeaturedBefore(products[a], products[b]));
  return ranksOf(rows);
}

export function isFeaturedBefore(a, b) {
  const featured = Number(b.featured ?? false) - Number(a.featured ?? false);
  if (featured !== 0) return featured;
  const popularity = (b.popularity ?? 0) - (a.popularity ?? 0);
  if (popularity !== 0) return popularity;
  return a.slug.current < b.slug.current ? -1 : a.slug.current > b.slug.current ? 1 : 0;
}

export function ranksOf(rows) {
  const ranks = new Uint32Array(rows.length);
  rows.forEach((row, rank) => (ranks[row] = rank));
  return ranks;
}

export const titleKey = (product) => wordsIn(product.title).join(" ");
