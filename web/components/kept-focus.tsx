// SPDX-License-Identifier: MIT
"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useRef } from "react";

/** An element that can be found again when its page has been made anew. */
interface Place {
  readonly selector: string;
  readonly index: number;
}

/** Which entry of the history this is; not every browser tells. */
function entryKey(): string | null {
  return "navigation" in window ? (navigation.currentEntry?.key ?? null) : null;
}

function placeOf(target: EventTarget | null): Place | null {
  if (!(target instanceof HTMLElement)) return null;
  const href = target.getAttribute("href");
  if (target.id === "" && href === null) return null;
  const selector =
    target.id === "" ? `a[href="${CSS.escape(href ?? "")}"]` : `#${CSS.escape(target.id)}`;
  return { selector, index: [...document.querySelectorAll(selector)].indexOf(target) };
}

/** Back and Forward lead to the link or field that one left, as they lead to the scroll position. */
export function KeptFocus() {
  const places = useRef(new Map<string, Place>());
  const entry = useRef<string | null>(null);
  const address = `${usePathname()}?${useSearchParams().toString()}`;

  useEffect(() => {
    const keep = ({ target }: FocusEvent) => {
      const [key, place] = [entryKey(), placeOf(target)];
      if (key !== null && place !== null) places.current.set(key, place);
    };
    document.addEventListener("focusin", keep);
    return () => document.removeEventListener("focusin", keep);
  }, []);

  useEffect(() => {
    const key = entryKey();
    const place = key === entry.current ? undefined : places.current.get(key ?? "");
    entry.current = key;
    if (place === undefined || document.activeElement !== document.body) return;
    const found = document.querySelectorAll<HTMLElement>(place.selector)[place.index];
    found?.focus({ preventScroll: true });
  }, [address]);

  return null;
}
