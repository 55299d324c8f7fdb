// SPDX-License-Identifier: MIT
"use client";

import { Autocomplete } from "@base-ui/react/autocomplete";
import { usePathname, useSearchParams } from "next/navigation";
import {
  Suspense,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type FocusEvent,
  type FormEvent,
  type RefObject,
} from "react";
import { queryOf } from "@/lib/catalog-url";
import { counted } from "@/lib/text";
import { KeptFields } from "./catalog-navigation";
import { SearchIcon } from "./icons";
import { useAnnouncement } from "./shop-provider";
import { labelOf, SuggestionList, useSuggestions } from "./suggestions";
import { useTypedSearch } from "./typed-search";

/**
 * A plain search form. Where the engine runs, the page of results follows each key, and on any other
 * page suggestions do.
 */
export function SearchBox() {
  const { submit } = useTypedSearch();
  const form = useRef<HTMLFormElement>(null);
  const input = useRef<HTMLInputElement>(null);
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
      <SuggestingInput form={form} input={input} />
    </form>
  );
}

interface SuggestingInputProps {
  readonly form: RefObject<HTMLFormElement | null>;
  readonly input: RefObject<HTMLInputElement | null>;
}

/** The field and, while one types elsewhere than on the page of results, what it suggests. */
function SuggestingInput({ form, input }: SuggestingInputProps) {
  const { text, type, rest } = useTypedSearch();
  const { asked, suggestions } = useSuggestions();
  const [open, setOpen] = useState(false);
  const list = useRef<Autocomplete.Root.Actions>(null);
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
  return (
    <Autocomplete.Root
      items={suggestions}
      value={text}
      onValueChange={type}
      open={isOpen}
      onOpenChange={setOpen}
      actionsRef={list}
      filter={null}
      itemToStringValue={labelOf}
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
      <SuggestionList container={form} typed={asked} />
    </Autocomplete.Root>
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
