// SPDX-License-Identifier: MIT
"use client";

import { Autocomplete } from "@base-ui/react/autocomplete";
import type { Suggestion } from "@vitrine/engine";
import { useEngine } from "@vitrine/engine/react";
import { useRouter, useSearchParams } from "next/navigation";
import { Suspense, useEffect, useMemo, useState, useTransition } from "react";
import { formatMoney } from "@/lib/money";
import { SearchIcon } from "./icons";
import { Picture } from "./picture";
import { PendingBar } from "./shop-link";

function targetOf(suggestion: Suggestion): string {
  const slug = encodeURIComponent(suggestion.slug);
  if (suggestion.kind === "product") return `/product/${slug}`;
  if (suggestion.kind === "category") return `/catalog?category=${slug}`;
  return `/catalog?q=${encodeURIComponent(suggestion.label)}`;
}

/** A plain search form; the engine adds suggestions as you type. */
export function SearchBox() {
  const { engine } = useEngine();
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const [text, setText] = useState("");
  const suggestions = useMemo(
    () => (engine === null || text.trim() === "" ? [] : engine.suggest(text)),
    [engine, text],
  );
  return (
    <form role="search" action="/catalog" method="get" className="relative">
      <Suspense fallback={null}>
        <FollowAddress onQuery={setText} />
      </Suspense>
      {pending && <PendingBar />}
      <Autocomplete.Root
        items={suggestions}
        value={text}
        onValueChange={setText}
        filter={null}
        itemToStringValue={(suggestion: Suggestion) => suggestion.label}
      >
        <label htmlFor="search" className="sr-only">
          Search the shop
        </label>
        <SearchIcon className="pointer-events-none absolute top-1/2 left-3.5 size-5 -translate-y-1/2 text-muted" />
        <Autocomplete.Input
          id="search"
          name="q"
          type="search"
          enterKeyHint="search"
          maxLength={120}
          placeholder="Search lamps, mugs, throws"
          autoComplete="off"
          className="field min-h-11 rounded-full py-2 pl-11"
        />
        <Autocomplete.Portal>
          <Autocomplete.Positioner sideOffset={6} className="z-50 outline-none">
            <Autocomplete.Popup className="card max-h-[min(26rem,var(--available-height))] w-(--anchor-width) overflow-y-auto p-2 shadow-xl data-empty:hidden">
              <Autocomplete.List>
                {(suggestion: Suggestion) => (
                  <Autocomplete.Item
                    key={`${suggestion.kind} ${suggestion.slug} ${suggestion.label}`}
                    value={suggestion}
                    onClick={() => startTransition(() => router.push(targetOf(suggestion)))}
                    className="flex min-h-12 cursor-pointer items-center gap-3 rounded-lg px-2 py-1.5 data-highlighted:bg-sunken"
                  >
                    <SuggestionContent suggestion={suggestion} />
                  </Autocomplete.Item>
                )}
              </Autocomplete.List>
            </Autocomplete.Popup>
          </Autocomplete.Positioner>
        </Autocomplete.Portal>
      </Autocomplete.Root>
    </form>
  );
}

/** The words of the address stay in the box on the page of results. */
function FollowAddress({ onQuery }: { readonly onQuery: (text: string) => void }) {
  const query = useSearchParams().get("q") ?? "";
  useEffect(() => onQuery(query), [onQuery, query]);
  return null;
}

function SuggestionContent({ suggestion }: { readonly suggestion: Suggestion }) {
  return (
    <>
      {suggestion.image === null ? (
        <span className="grid size-10 place-items-center rounded-md bg-sunken text-muted">
          <SearchIcon className="size-4" />
        </span>
      ) : (
        <Picture
          image={suggestion.image}
          sizes="40px"
          decorative
          className="size-10 rounded-md object-cover"
        />
      )}
      <span className="min-w-0 flex-1 truncate">{suggestion.label}</span>
      {suggestion.kind === "category" && <span className="text-sm text-muted">Category</span>}
      {suggestion.price !== null && (
        <span className="text-sm text-muted tabular-nums">{formatMoney(suggestion.price)}</span>
      )}
    </>
  );
}
