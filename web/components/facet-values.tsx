// SPDX-License-Identifier: MIT
"use client";

import type { CatalogQuery, Facet, FacetValue } from "@vitrine/engine";
import { createContext, memo, useContext, useEffect, useRef, useState } from "react";
import { isTree, openBranches } from "@/lib/facet-tree";
import type { ShortLists } from "@/lib/short-lists";
import { FacetLink } from "./facet-link";
import { useCatalogEngine } from "./held-catalog";
import type { WholeFacet } from "./whole-facet";

export const ShortListsContext = createContext<ShortLists>({});

interface FacetValuesProps {
  readonly facet: Facet;
  readonly query: CatalogQuery;
}

export const FacetValues = memo(function FacetValues({ facet, query }: FacetValuesProps) {
  const { values } = facet;
  const usual = useContext(ShortListsContext)[facet.key];
  if (isTree(facet)) {
    return <LongFacet facet={facet} query={query} first={openBranches(values)} />;
  }
  if (usual === undefined) return <FacetLinks facet={facet} query={query} values={values} />;
  const first = values.filter(({ key, selected }) => selected || usual.includes(key));
  return <LongFacet facet={facet} query={query} first={first} />;
});

interface LongFacetProps extends FacetValuesProps {
  readonly first: readonly FacetValue[];
}

/**
 * A long list starts short: with the biggest values, and those chosen; of a tree with its top, and what
 * is open. Without scripts a disclosure holds the rest; with them, the whole list to look through.
 */
function LongFacet({ facet, query, first }: LongFacetProps) {
  const disclosure = useRef<HTMLDetailsElement>(null);
  const [isWhole, setWhole] = useState<boolean | null>(null);
  const isHeld = useCatalogEngine() !== null;
  useEffect(() => setWhole(disclosure.current?.open ?? false), []);
  const Whole = useWholeFacet();
  const rest = facet.values.filter((value) => !first.includes(value));
  return (
    <>
      {!isWhole && <FacetLinks facet={facet} query={query} values={first} />}
      <details
        ref={disclosure}
        onToggle={(event) => setWhole(event.currentTarget.open)}
        className="group/rest pb-2"
      >
        <summary className="link inline-flex min-h-11 list-none items-center text-sm">
          <span className="group-open/rest:hidden">{showAll(facet, isWhole !== null && isHeld)}</span>
          <span className="hidden group-open/rest:inline">Show fewer</span>
          <span className="sr-only"> of {facet.label}</span>
        </summary>
        {isWhole === null && <FacetLinks facet={facet} query={query} values={rest} />}
        {isWhole && Whole === null && (
          <FacetLinks facet={facet} query={query} values={facet.values} />
        )}
        {isWhole && Whole !== null && <Whole facet={facet} query={query} />}
      </details>
    </>
  );
}

/** Without an engine that holds the catalog there is no more than the page lists. */
function showAll({ values, valueCount }: Facet, canAsk: boolean): string {
  if (values.length >= valueCount) return `Show all ${values.length}`;
  return canAsk ? `Show all ${valueCount}` : `Show ${values.length} of ${valueCount}`;
}

/** Comes after the page, which does without it if need be: it brings ten kilobytes along. */
function useWholeFacet(): typeof WholeFacet | null {
  const [component, setComponent] = useState<typeof WholeFacet | null>(null);
  useEffect(() => {
    const arrived = (file: { WholeFacet: typeof WholeFacet }) =>
      setComponent(() => file.WholeFacet);
    import("./whole-facet").then(arrived, () => undefined);
  }, []);
  return component;
}

interface FacetLinksProps extends FacetValuesProps {
  readonly values: readonly FacetValue[];
}

function FacetLinks({ facet, query, values }: FacetLinksProps) {
  return (
    <ul className="last:pb-2">
      {values.map((value) => (
        <li key={value.key}>
          <FacetLink facet={facet} value={value} query={query} />
        </li>
      ))}
    </ul>
  );
}
