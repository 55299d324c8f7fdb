// SPDX-License-Identifier: MIT
// Fixed windows in memory against guessing and carding. Each instance counts for itself: this
// slows an attacker down, while correctness never rests on it.
import "server-only";

const keysMax = 10_000;
const windows = new Map<string, { count: number; until: number }>();

/** True while `key` has used fewer than `limit` tries in this window. */
export function mayTry(key: string, limit: number, windowMs: number): boolean {
  const now = Date.now();
  const current = windows.get(key);
  if (current === undefined || current.until <= now) {
    windows.delete(key);
    if (windows.size >= keysMax) dropOldest();
    windows.set(key, { count: 1, until: now + windowMs });
    return true;
  }
  current.count += 1;
  return current.count <= limit;
}

/** Takes back one try that turned out to be no guess. */
export function giveBack(key: string): void {
  const current = windows.get(key);
  if (current !== undefined && current.count > 0) current.count -= 1;
}

/** Who sends many new keys pushes out the oldest ones, not everybody's. */
function dropOldest(): void {
  for (const key of windows.keys()) {
    windows.delete(key);
    return;
  }
}

/** The peer as server.mjs saw it (peer.mjs says how far a forwarded header is believed). */
export function peerOf({ headers }: { readonly headers: Pick<Headers, "get"> }): string {
  return headers.get("x-vitrine-peer") ?? "unknown";
}
