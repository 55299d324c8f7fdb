// SPDX-License-Identifier: MIT
// Hears from the Content Lake which documents of the catalog have changed, for as long as somebody
// wants to know. Events may be lost while the stream is: whoever hears of a gap reads all again.
import "server-only";
import { logEvent } from "./log";
import { freshLake } from "./sanity-client";

const heard = `*[_type in ["product", "category"] || _id == "shop-settings"]`;
/** Documents that change together are read together. */
const gatherMs = 100;

export interface Listener {
  readonly changed: (ids: readonly string[]) => void;
  readonly gap: () => void;
  readonly lost: () => void;
}

export interface CatalogStream {
  readonly isOpen: () => boolean;
  readonly close: () => void;
}

export function openStream({ changed, gap, lost }: Listener): CatalogStream {
  let isOpen = false;
  const ids = new Set<string>();
  const gather = (id: string) => {
    if (ids.size === 0) setTimeout(tell, gatherMs);
    ids.add(id);
  };
  const tell = () => {
    const told = [...ids];
    ids.clear();
    changed(told);
  };
  const lose = () => {
    if (isOpen) lost();
    isOpen = false;
  };
  const subscription = freshLake
    .listen(heard, {}, {
      events: ["welcome", "mutation", "reconnect"],
      includeResult: false,
      includeMutations: false,
      visibility: "query",
    })
    .subscribe({
      next(event) {
        if (event.type === "reconnect") return lose();
        if (event.type === "mutation") return gather(event.documentId);
        isOpen = true;
        gap();
      },
      error(error: unknown) {
        lose();
        logEvent("catalog_stream_failed", {
          reason: error instanceof Error ? error.name : "unknown",
        });
      },
    });
  const close = () => {
    lose();
    subscription.unsubscribe();
  };
  return { isOpen: () => isOpen, close };
}
