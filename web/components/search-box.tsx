// SPDX-License-Identifier: MIT
"use client";

import { Autocomplete } from "@base-ui/react/autocomplete";
import type { Suggestion } from "@vitrine/engine";
import { usePathname, useSearchParams } from "next/navigation";
import {
  Suspense,
  useDeferredValue,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type FocusEvent,
  type FormEvent,
} from "react";
import { queryOf } from "@/lib/catalog-url";
import { formatMoney } from "@/lib/money";
import { counted } from "@/lib/text";
import { KeptFields } from "./catalog-navigation";
import { useCatalogEngine } from "./held-catalog";
import { SearchIcon } from "./icons";
import { Picture } from "./picture";
import { useFollow } from "./shop-link";
import { useAnnouncement } from "./shop-provider";
import { useTypedSearch } from "./typed-search";

function targetOf(suggestion: Suggestion): string {
  const slug = encodeURIComponent(suggestion.slug);
  if (suggestion.kind === "product") return `/product/${slug}`;
  if (suggestion.kind === "category") return `/catalog?category=${slug}`;
  return `/catalog?q=${encodeURIComponent(suggestion.label)}`;
}

/**
 * A plain search form. Where the engine runs, the page of results follows each key, and on any other
 * page suggestions do.
 */
export function SearchBox() {
  const engine = useCatalogEngine();
  const follow = useFollow();
  const { text, isResults, type, rest, submit } = useTypedSearch();
  const [open, setOpen] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<Autocomplete.Root.Actions>(null);
  const asked = useDeferredValue(text);
  const suggestions = useMemo(
    () => (engine === null || isResults || asked.trim() === "" ? [] : engine.suggest(asked)),
    [engine, isResults, asked],
  );
  const isOpen = open && suggestions.length > 0;
  useAnnouncement(isOpen ? counted(suggestions.length, "suggestion") : null);
  // Without Autocomplete.Popup, which would hide the rest of the page from screen readers with links
  // in it that Tab reaches, nobody else says that the list is gone.
  useEffect(() => {
    if (!isOpen) list.current?.unmount();
  }, [isOpen]);
  useLayoutEffect(() => {
    // What was typed before the scripts came.
    const before = input.current?.value ?? "";
    if (before !== "") type(before);
  }, []);
  const leave = ({ relatedTarget: next }: FocusEvent) => {
    rest();
    if (next instanceof Element && next.closest("[role=listbox]") === null) setOpen(false);
  };
  const search = (event: FormEvent) => {
    event.preventDefault();
    submit();
    // The results are under the keyboard of a phone.
    if (matchMedia("(pointer: coarse)").matches) input.current?.blur();
  };
  return (
    <form
      ref={form}
      role="search"
      action="/catalog"
      method="get"
      onSubmit={search}
      className="relative"
    >
      <Suspense fallback={null}>
        <FollowAddress />
      </Suspense>
      <Autocomplete.Root
        items={suggestions}
        value={text}
        onValueChange={type}
        open={isOpen}
        onOpenChange={setOpen}
        actionsRef={list}
        filter={null}
        itemToStringValue={(suggestion: Suggestion) => suggestion.label}
      >
        <label htmlFor="search" className="sr-only">
          Search the shop
        </label>
        <Autocomplete.Input
          ref={input}
          id="search"
          name="q"
          type="search"
          enterKeyHint="search"
          maxLength={120}
          placeholder="Search lamps, mugs, throws"
          autoComplete="off"
          onBlur={leave}
          className="field min-h-11 rounded-full py-2 pl-11"
        />
        <button
          type="submit"
          className="absolute top-0 left-0 grid size-11 place-items-center rounded-full text-muted hover:text-ink"
        >
          <SearchIcon className="size-5" />
          <span className="sr-only">Search</span>
        </button>
        <Autocomplete.Portal container={form}>
          <Autocomplete.Positioner sideOffset={6} className="z-50 outline-none">
            <div className="card max-h-[min(27rem,var(--available-height))] w-(--anchor-width) overflow-y-auto p-2 shadow-xl">
              <Autocomplete.List>
                {(suggestion: Suggestion) => (
                  <Autocomplete.Item
                    key={`${suggestion.kind} ${suggestion.slug} ${suggestion.label}`}
                    value={suggestion}
                    onClick={() => follow(targetOf(suggestion))}
                    className="flex min-h-12 cursor-pointer items-center gap-3 rounded-lg px-2 py-1.5 data-highlighted:bg-sunken"
                  >
                    <SuggestionContent suggestion={suggestion} typed={asked} />
                  </Autocomplete.Item>
                )}
              </Autocomplete.List>
            </div>
          </Autocomplete.Positioner>
        </Autocomplete.Portal>
      </Autocomplete.Root>
    </form>
  );
}

/**
 * The words of the address stay in the box on the page of results; without scripts other words keep
 * their filters.
 */
function FollowAddress() {
  const pathname = usePathname();
  const search = useSearchParams().toString();
  const { arrive } = useTypedSearch();
  useEffect(() => arrive(`${pathname}?${search}`), [arrive, pathname, search]);
  const query = queryOf(new URLSearchParams(search));
  return query.text !== undefined && <KeptFields query={query} except="q" />;
}

interface SuggestionContentProps {
  readonly suggestion: Suggestion;
  readonly typed: string;
}

function SuggestionContent({ suggestion, typed }: SuggestionContentProps) {
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
      <span className="min-w-0 flex-1 truncate">
        {suggestion.kind === "query" ? (
          <Completed label={suggestion.label} typed={typed} />
        ) : (
          suggestion.label
        )}
      </span>
      {suggestion.kind === "category" && <span className="text-sm text-muted">Category</span>}
      {suggestion.price !== null && (
        <span className="text-sm text-muted tabular-nums">{formatMoney(suggestion.price)}</span>
      )}
    </>
  );
}

interface CompletedProps {
  readonly label: string;
  readonly typed: string;
}

/** Words to search for: what would be added to those typed stands out. */
function Completed({ label, typed }: CompletedProps) {
  const start = typed.trimStart();
  if (!label.toLowerCase().startsWith(start.toLowerCase())) return label;
  return (
    <>
      {label.slice(0, start.length)}
      <span className="font-semibold">{label.slice(start.length)}</span>
    </>
  );
}
