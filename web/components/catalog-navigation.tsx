// SPDX-License-Identifier: MIT
"use client";

import type { CatalogQuery } from "@vitrine/engine";
import { useRouter } from "next/navigation";
import { createContext, useContext, useTransition, type MouseEvent, type ReactNode } from "react";
import { catalogHref, firstPage } from "@/lib/catalog-url";
import { useCatalogEngine } from "./held-catalog";

type Navigate = (query: CatalogQuery, keepScroll?: boolean) => void;
export const NavigateContext = createContext<Navigate>(() => undefined);

/** To another page of the catalog: without a request where the engine runs. */
export function useNavigate(): readonly [Navigate, boolean] {
  const engine = useCatalogEngine();
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const navigate: Navigate = (query, keepScroll = true) => {
    const href = catalogHref(query);
    if (engine === null) {
      return startTransition(() => router.push(href, { scroll: !keepScroll }));
    }
    window.history.pushState(null, "", href);
    if (!keepScroll) window.scrollTo({ top: 0 });
  };
  return [navigate, pending];
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
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
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
