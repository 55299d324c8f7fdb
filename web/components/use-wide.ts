// SPDX-License-Identifier: MIT
"use client";

import { useSyncExternalStore } from "react";

const wide = "(min-width: 64rem)";

function subscribe(listener: () => void): () => void {
  const query = matchMedia(wide);
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}

/** Whether the filters stand beside the list; null on the server, which cannot know. */
export function useWide(): boolean | null {
  return useSyncExternalStore<boolean | null>(
    subscribe,
    () => matchMedia(wide).matches,
    () => null,
  );
}
