// SPDX-License-Identifier: MIT
"use client";

import type { CatalogQuery } from "@vitrine/engine";
import {
  createContext,
  startTransition,
  useCallback,
  useContext,
  useOptimistic,
  type MouseEvent,
  type ReactNode,
} from "react";
import { addressOf, catalogHref, firstPage } from "@/lib/catalog-url";
import { painted } from "@/lib/painted";
import { useCatalogEngine } from "./held-catalog";
import { isForBrowser, useFollow } from "./shop-link";

type Navigate = (query: CatalogQuery, keepScroll?: boolean) => void;
export const NavigateContext = createContext<Navigate>(() => undefined);
/** Whether what is shown was chosen just now, not what an address brought along. */
export const AheadContext = createContext(false);

interface Navigation {
  /** Of the page that is shown: the given one, or what was chosen since. */
  readonly address: string;
  /** Next.js has not heard of it yet. */
  readonly isAhead: boolean;
  readonly navigate: Navigate;
}

/** To another page of the catalog: at once and without a request where the engine runs. */
export function useNavigation(given: string): Navigation {
  const engine = useCatalogEngine();
  const follow = useFollow();
  const [address, show] = useOptimistic(given);
  const navigate: Navigate = useCallback(
    (query, keepScroll = true) => {
      const href = catalogHref(query);
      if (engine === null) return follow(href, { scroll: !keepScroll });
      startTransition(async () => {
        show(addressOf(href));
        // Before the list changes: the browser remembers how far the one that is left was scrolled.
        try {
          window.history.pushState(null, "", href);
        } catch {
          return follow(href, { scroll: !keepScroll }); // too many entries in too short a time
        }
        if (!keepScroll) window.scrollTo({ top: 0 });
        // What Next.js makes of the address waits as long.
        await painted();
      });
    },
    [engine, follow, show],
  );
  const isAhead = address !== given;
  return { address, isAhead, navigate };
}

export function useQueryNavigation(): Navigate {
  return useContext(NavigateContext);
}

interface QueryLinkProps {
  readonly query: CatalogQuery;
  readonly className?: string;
  readonly toTop?: boolean;
  readonly current?: "page" | "true";
  readonly rel?: string;
  readonly children: ReactNode;
}

/** A true link to a catalog address, answered without a request where the engine runs. */
export function QueryLink({
  query,
  className = "",
  toTop = false,
  current,
  rel,
  children,
}: QueryLinkProps) {
  const navigate = useQueryNavigation();
  const follow = (event: MouseEvent) => {
    if (isForBrowser(event)) return;
    event.preventDefault();
    navigate(query, !toTop);
  };
  return (
    <a
      href={catalogHref(query)}
      onClick={follow}
      className={className}
      rel={rel}
      {...(current === undefined ? {} : { "aria-current": current })}
    >
      {children}
    </a>
  );
}

interface KeptFieldsProps {
  readonly query: CatalogQuery;
  readonly except: string;
}

/** The rest of the query as hidden fields, so that a plain form keeps it. */
export function KeptFields({ query, except }: KeptFieldsProps) {
  const url = new URLSearchParams(catalogHref(firstPage(query)).split("?")[1] ?? "");
  const kept = [...url].filter(([name]) => !name.startsWith(except));
  return kept.map(([name, value]) => (
    <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
  ));
}
