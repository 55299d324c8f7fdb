// SPDX-License-Identifier: MIT
"use client";

import { usePathname, useSearchParams } from "next/navigation";
import {
  createContext,
  useCallback,
  useContext,
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from "react";
import { addressOf, catalogHref, paramsIn, queryOf, withText } from "@/lib/catalog-url";
import { useCatalogEngine } from "./held-catalog";
import { useFollow } from "./shop-link";

const restsAfterMs = 1_200;
/** Browsers refuse more than some hundred addresses in half a minute. */
const followsAfterMs = 350;
const resultsPath = "/catalog";

/**
 * The words in the search box, and the addresses that they were typed over: the one in which typing
 * began, and those written since. Over any other address they are not what the page is about.
 */
interface Words {
  readonly text: string;
  readonly over: readonly string[];
}

const none: Words = { text: "", over: [] };

interface TypedSearch extends Words {
  readonly isResults: boolean;
  /** Whether results follow each key: on the page of results, once the engine has a catalog. */
  readonly isLive: boolean;
  readonly type: (text: string) => void;
  /** The search is done: the address holds it, and the next one gets an entry of its own. */
  readonly rest: () => void;
  /** To the page of results, if it is not there already. */
  readonly submit: () => void;
  /** The page has this address now; what is typed over it stays. */
  readonly arrive: (address: string) => void;
}

const TypedSearchContext = createContext<TypedSearch | null>(null);

export function useTypedSearch(): TypedSearch {
  const typed = useContext(TypedSearchContext);
  if (typed === null) throw new Error("useTypedSearch outside TypedSearchProvider");
  return typed;
}

function currentAddress(): string {
  return addressOf(location.href);
}

function textOf(address: string): string {
  return paramsIn(address).get("q") ?? "";
}

/** The page of results for what is typed over an address. */
function typedHref(address: string, text: string): string {
  return catalogHref(withText(queryOf(paramsIn(address)), text.trim()));
}

/** Holds what is typed, and lets the address follow it: one history entry for each search. */
export function TypedSearchProvider({ children }: { readonly children: ReactNode }) {
  const [words, setWords] = useState(none);
  const hasCatalog = useCatalogEngine() !== null;
  const isResults = usePathname() === resultsPath;
  const isLive = hasCatalog && isResults;
  const openPage = useFollow();
  const hasEntry = useRef(false);
  const arrivedAt = useRef("");

  const write = useCallback((address: string, text: string) => {
    const href = typedHref(address, text);
    if (href === catalogHref(queryOf(paramsIn(address)))) return;
    setWords((now) => ({ ...now, over: [...now.over, addressOf(href)] }));
    if (hasEntry.current) window.history.replaceState(null, "", href);
    else window.history.pushState(null, "", href);
    hasEntry.current = true;
  }, []);

  const type = useCallback(
    (text: string) => {
      const address = currentAddress();
      setWords(({ over }) => ({ text, over: over.includes(address) ? over : [address] }));
      if (!isLive) return;
      // At once, before shorter results lose the place in the list that is left.
      if (!hasEntry.current) write(address, text);
      window.scrollTo({ top: 0 });
    },
    [isLive, write],
  );

  const follow = useCallback(() => {
    const address = currentAddress();
    if (isLive && words.over.includes(address)) write(address, words.text);
  }, [isLive, words, write]);

  const rest = useCallback(() => {
    if (!isLive) return;
    follow();
    hasEntry.current = false;
    setWords((now) => rested(now, arrivedAt.current));
  }, [follow, isLive]);

  useEffect(() => {
    const timers = [
      setTimeout(follow, hasEntry.current ? followsAfterMs : 0),
      setTimeout(rest, restsAfterMs),
    ];
    return () => timers.forEach(clearTimeout);
  }, [follow, rest]);

  const submit = useCallback(() => {
    if (isLive) return rest();
    const text = words.text.trim();
    const href = isResults ? typedHref(currentAddress(), text) : catalogHref({ text });
    setWords((now) => ({ ...now, over: [...now.over, addressOf(href)] }));
    openPage(href);
  }, [isLive, isResults, rest, openPage, words]);

  const arrive = useCallback((address: string) => {
    arrivedAt.current = address;
    setWords((now) => {
      if (!now.over.includes(address)) return { text: textOf(address), over: [] };
      return hasEntry.current ? now : rested(now, address);
    });
  }, []);

  useEffect(() => {
    const forget = () => {
      hasEntry.current = false;
      setWords({ text: textOf(currentAddress()), over: [] });
    };
    window.addEventListener("popstate", forget);
    return () => window.removeEventListener("popstate", forget);
  }, []);

  const typed = useMemo(
    () => ({ ...words, isLive, isResults, type, rest, submit, arrive }),
    [words, isLive, isResults, type, rest, submit, arrive],
  );
  return <TypedSearchContext value={typed}>{children}</TypedSearchContext>;
}

/** A search that has come to rest is over no address but its own, the last one written. */
function rested(words: Words, address: string): Words {
  return words.over.length > 1 && words.over.at(-1) === address
    ? { ...words, over: [address] }
    : words;
}

/** What the page of results shows: its address, or that of what is typed over it. */
export function useTypedAddress(): string {
  const search = useSearchParams().toString();
  const { text, over, isLive } = useTypedSearch();
  const address = `${resultsPath}?${search}`;
  const typed = isLive && over.includes(address) ? addressOf(typedHref(address, text)) : null;
  // Results may come a frame after the key; the box may not.
  const shown = useDeferredValue(typed);
  return typed === null || shown === null ? address : shown;
}
