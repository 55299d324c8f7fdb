// SPDX-License-Identifier: MIT
// Which values a long facet shows at first: those that most products of the shop have, whatever is
// searched for, so that the list stays the same while one types.
import type { CatalogPage } from "@vitrine/engine";

const shortList = 8;
/** One or two more are shown at once rather than hidden. */
const longList = shortList + 2;

/** Keys of values by the key of their facet; a facet that is not long is not there. */
export type ShortLists = Readonly<Record<string, readonly string[]>>;

/** Made of a page without any filter. */
export function shortListsOf(page: CatalogPage): ShortLists {
  const long = page.facets.filter(({ values }) => values.length > longList);
  return Object.fromEntries(
    long.map(({ key, values }) => {
      const biggest = values.toSorted((a, b) => b.count - a.count).slice(0, shortList);
      return [key, biggest.map((value) => value.key)];
    }),
  );
}
