// SPDX-License-Identifier: MIT
"use client";

import { Autocomplete } from "@base-ui/react/autocomplete";
import type { Suggestion } from "@vitrine/engine";
import { useDeferredValue, useMemo, type RefObject } from "react";
import { formatMoney } from "@/lib/money";
import { useCatalogEngine } from "./held-catalog";
import { SearchIcon } from "./icons";
import { Picture } from "./picture";
import { useFollow } from "./shop-link";
import { useTypedSearch } from "./typed-search";

interface Suggested {
  /** The words that the suggestions are for: those of a frame ago, perhaps. */
  readonly asked: string;
  readonly suggestions: readonly Suggestion[];
}

/** None on the page of results, which follows each key itself. */
export function useSuggestions(): Suggested {
  const engine = useCatalogEngine();
  const { text, isResults } = useTypedSearch();
  const asked = useDeferredValue(text);
  const suggestions = useMemo(
    () => (engine === null || isResults || asked.trim() === "" ? [] : engine.suggest(asked)),
    [engine, isResults, asked],
  );
  return { asked, suggestions };
}

export function labelOf({ label }: Suggestion): string {
  return label;
}

function targetOf(suggestion: Suggestion): string {
  const slug = encodeURIComponent(suggestion.slug);
  if (suggestion.kind === "product") return `/product/${slug}`;
  if (suggestion.kind === "category") return `/catalog?category=${slug}`;
  return `/catalog?q=${encodeURIComponent(suggestion.label)}`;
}

interface SuggestionListProps {
  readonly container: RefObject<HTMLElement | null>;
  readonly typed: string;
}

/** Below the field that it belongs to; Autocomplete.Root has the suggestions. */
export function SuggestionList({ container, typed }: SuggestionListProps) {
  const follow = useFollow();
  return (
    <Autocomplete.Portal container={container}>
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
                <SuggestionContent suggestion={suggestion} typed={typed} />
              </Autocomplete.Item>
            )}
          </Autocomplete.List>
        </div>
      </Autocomplete.Positioner>
    </Autocomplete.Portal>
  );
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
