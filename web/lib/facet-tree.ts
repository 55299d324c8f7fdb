// SPDX-License-Identifier: MIT
// The categories of a facet as the tree that they are: they come in its order, each with its depth.
import type { CatalogQuery, Facet, FacetValue } from "@vitrine/engine";
import { firstPage } from "./catalog-url";

export function isTree(facet: Facet): boolean {
  return facet.values.some(({ depth }) => depth > 0);
}

type Paths = ReadonlyMap<string, readonly string[]>;

const known = new WeakMap<readonly FacetValue[], Paths>();

/** The keys above each value, the nearest last; looked for once a list. */
function pathsOf(values: readonly FacetValue[]): Paths {
  const paths = known.get(values) ?? pathsThrough(values);
  known.set(values, paths);
  return paths;
}

function pathsThrough(values: readonly FacetValue[]): Paths {
  const paths = new Map<string, readonly string[]>();
  const above: { readonly key: string; readonly depth: number }[] = [];
  for (const { key, depth } of values) {
    while ((above.at(-1)?.depth ?? -1) >= depth) above.pop();
    paths.set(
      key,
      above.map((one) => one.key),
    );
    above.push({ key, depth });
  }
  return paths;
}

/** The top of the tree, what is chosen with all above it, and what is right below those. */
export function openBranches(values: readonly FacetValue[]): readonly FacetValue[] {
  const paths = pathsOf(values);
  const open = new Set<string>();
  for (const { key, selected } of values) {
    if (selected) [...(paths.get(key) ?? []), key].forEach((one) => open.add(one));
  }
  return values.filter(({ key }) => {
    const parent = paths.get(key)?.at(-1);
    return parent === undefined || open.has(parent);
  });
}

/** The same query with one category chosen or dropped: instead of those above and below it. */
export function withCategory(query: CatalogQuery, facet: Facet, key: string): CatalogQuery {
  const paths = pathsOf(facet.values);
  const isRelated = (one: string) =>
    paths.get(key)?.includes(one) === true || paths.get(one)?.includes(key) === true;
  const chosen = query.facets?.[facet.key] ?? [];
  const next = chosen.includes(key)
    ? chosen.filter((one) => one !== key)
    : [...chosen.filter((one) => !isRelated(one)), key];
  const { [facet.key]: _before, ...others } = query.facets ?? {};
  const facets = next.length > 0 ? { ...others, [facet.key]: next } : others;
  return { ...firstPage(query), facets };
}
