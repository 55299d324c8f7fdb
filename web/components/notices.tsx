// SPDX-License-Identifier: MIT
"use client";

import { useEngine } from "@vitrine/engine/react";
import { useSyncExternalStore } from "react";
import { AlertIcon } from "./icons";

const noticeTexts: Readonly<Record<string, string>> = {
  storage_unavailable:
    "This browser stores nothing more: what you change now is lost when you close or reload the page.",
  cart_recovered: "Your saved cart was damaged. We restored the last good copy: please check it.",
  cart_lost: "Your saved cart could not be read any more, so we started a new one. We are sorry.",
  cart_from_newer_version:
    "This cart was saved by a newer version of the shop. Reload the page to change it.",
  checkout_lost: "What you typed at checkout could not be kept. Please type it again.",
  orders_lost:
    "The list of orders in this browser was damaged. Find an order by number and e-mail.",
  catalog_stale: "Prices and stock may be a little old. The final price is checked before you pay.",
  catalog_unavailable: "The catalog cannot be read right now. Your cart is safe.",
};

function watchConnection(changed: () => void): () => void {
  window.addEventListener("online", changed);
  window.addEventListener("offline", changed);
  return () => {
    window.removeEventListener("online", changed);
    window.removeEventListener("offline", changed);
  };
}

/** One calm strip for what limits the shop just now. */
export function Notices() {
  const { notices, status, retry } = useEngine();
  const online = useSyncExternalStore(
    watchConnection,
    () => navigator.onLine,
    () => true,
  );
  const sentences = notices.flatMap((notice) => noticeTexts[notice.code] ?? []);
  const lines = online
    ? sentences
    : ["You are offline. You can go on choosing; checkout waits for the network.", ...sentences];
  if (lines.length === 0 && status !== "failed") return null;
  return (
    <div role="status" className="border-b border-line bg-accent-soft">
      <div className="page space-y-1 py-2 text-sm">
        {lines.map((line) => (
          <p key={line} className="flex items-start gap-2">
            <AlertIcon className="mt-0.5 size-4" /> {line}
          </p>
        ))}
        {status === "failed" && online && (
          <p className="flex flex-wrap items-center gap-x-3">
            The fast cart could not start. The shop works one page at a time; a cart of an earlier
            visit is kept, but cannot be shown now.
            <button type="button" className="link min-h-11 font-semibold" onClick={retry}>
              Try again
            </button>
          </p>
        )}
      </div>
    </div>
  );
}
