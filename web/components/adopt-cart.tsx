// SPDX-License-Identifier: MIT
"use client";

import type { CartInput } from "@vitrine/engine";
import { useEngine, useHasCart } from "@vitrine/engine/react";
import { useEffect } from "react";

/**
 * What was put into the cart without scripts is handed to the engine once, then forgotten by the
 * server.
 */
export function AdoptCart() {
  const { engine } = useEngine();
  const hasCart = useHasCart();
  useEffect(() => {
    if (engine === null || !hasCart || !document.cookie.includes("vitrine_cart_kept=1")) return;
    const leaving = new AbortController();
    void (async () => {
      const answer = await fetch("/api/cart", { signal: leaving.signal });
      if (!answer.ok) return;
      if (!engine.adoptCart((await answer.json()) as CartInput).ok) return;
      // Where nothing can be stored the server goes on keeping it.
      if (engine.notices().some(({ code }) => code === "storage_unavailable")) return;
      const body = new URLSearchParams({ intent: "clear", back: "/cart" });
      await fetch("/api/cart", {
        method: "POST",
        body,
        redirect: "manual",
        signal: leaving.signal,
      });
    })().catch(() => undefined);
    return () => leaving.abort();
  }, [engine, hasCart]);
  return null;
}
