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
    if (windows.size >= keysMax) dropExpired(now);
    windows.set(key, { count: 1, until: now + windowMs });
    return true;
  }
  current.count += 1;
  return current.count <= limit;
}

function dropExpired(now: number): void {
  for (const [key, entry] of windows) if (entry.until <= now) windows.delete(key);
  if (windows.size >= keysMax) windows.clear();
}

/** The peer as server.mjs saw it; a forwarded header is somebody's claim and is not read. */
export function peerOf(request: Request): string {
  return request.headers.get("x-vitrine-peer") ?? "unknown";
}
