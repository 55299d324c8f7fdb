// SPDX-License-Identifier: MIT
// The catalog on the server: read from Sanity, cleaned and opened by the engine, kept for a
// minute. When Sanity cannot be reached the last good copy stays in use and says so. Of a catalog
// that is too large to hold (see shop-pages.ts) it is a sample.
import "server-only";
import { loadServer, type ServerCatalog } from "@vitrine/engine/server";
import { catalogQuery, sampleQuery } from "./catalog-query";
import { catalogIsInLake, sanity } from "./config";
import { logEvent } from "./log";
import { atMost } from "./patience";
import { publicLake } from "./sanity-client";

const freshForMs = 60_000;
const retryAfterMs = 3_000;
/** How long a page waits for a reading: briefly when there is a copy to show. */
const patienceMs = 2_000;
const firstPatienceMs = 10_000;

export interface CatalogCopy {
  readonly catalog: ServerCatalog;
  /** What the lake said besides products: categories and settings. */
  readonly frame: Readonly<Record<string, unknown>>;
  readonly readAt: number;
  readonly stale: boolean;
}

interface Shelf {
  copy: (Omit<CatalogCopy, "readAt" | "stale"> & { json: string; readAt: number }) | null;
  pending: Promise<void> | null;
  triedAt: number;
  /** How often the copy was expired: a reading from before that is not waited for, nor believed. */
  expired: number;
}

// Route handlers and pages are separate bundles; they share one copy through the process.
const home = globalThis as typeof globalThis & { vitrineShelf?: Shelf };
const shelf: Shelf = (home.vitrineShelf ??= {
  copy: null,
  pending: null,
  triedAt: 0,
  expired: 0,
});

const building = process.env.NEXT_PHASE === "phase-production-build";

/**
 * The catalog for a page that is kept for everybody. Without one the page is not made at all, so that
 * what was kept before stays; only a build without Sanity leaves a placeholder, renewed at the start.
 */
export async function catalogForKeptPage(): Promise<CatalogCopy | null> {
  const copy = await readCatalog();
  if (copy !== null || building) return copy;
  throw Object.assign(new Error("catalog unavailable"), { digest: "catalog_unavailable" });
}

/** The catalog, or null when Sanity has never answered. */
export async function readCatalog(): Promise<CatalogCopy | null> {
  if (!sanity.isConfigured) return null;
  const now = Date.now();
  const age = shelf.copy === null ? Infinity : now - shelf.copy.readAt;
  const mayTry = now - shelf.triedAt >= retryAfterMs;
  if (age > freshForMs && mayTry) shelf.pending ??= refresh();
  if (shelf.pending !== null && (shelf.copy === null || age > 2 * freshForMs)) {
    await atMost(shelf.copy === null ? firstPatienceMs : patienceMs, shelf.pending);
  }
  if (shelf.copy === null) return null;
  const { catalog, frame, readAt } = shelf.copy;
  return { catalog, frame, readAt, stale: Date.now() - readAt > 3 * freshForMs };
}

/** Forgets the age of the copy, so that the next reader waits for a new one. */
export function expireCatalog(): void {
  if (shelf.copy !== null) shelf.copy.readAt = 0;
  shelf.triedAt = 0;
  shelf.pending = null;
  shelf.expired += 1;
}

async function refresh(): Promise<void> {
  shelf.triedAt = Date.now();
  const { expired } = shelf;
  try {
    const content = await publicLake.fetch<Record<string, unknown>>(
      catalogIsInLake ? sampleQuery : catalogQuery,
    );
    if (expired !== shelf.expired) return;
    const json = JSON.stringify(content);
    if (shelf.copy?.json === json) shelf.copy.readAt = Date.now();
    else await open(content, json);
  } catch (error) {
    logFailure(error instanceof Error ? error : new Error("unknown"));
  } finally {
    if (expired === shelf.expired) shelf.pending = null;
  }
}

/** Settings are one document: without them nothing can be priced, and the copy before stays. */
function logFailure(error: Error & { readonly code?: unknown; readonly field?: unknown }): void {
  const { code, field } = error;
  const settings = typeof field === "string" ? /^settings\.?(.*)$/.exec(field) : null;
  if (settings !== null) {
    logEvent("bad_document", { id: "shop-settings", code, field: settings[1] });
  }
  logEvent("catalog_read_failed", { reason: error.name, code, field });
}

async function open(content: Record<string, unknown>, json: string): Promise<void> {
  const server = await loadServer();
  const generatedAt = new Date().toISOString();
  const catalog = server.openCatalog(JSON.stringify({ ...content, generatedAt }));
  for (const problem of catalog.problems()) {
    logEvent("bad_document", {
      id: problem.documentId,
      code: problem.code,
      field: problem.field ?? "",
    });
  }
  // A page may still be reading the previous catalog: it goes in half a minute.
  const previous = shelf.copy?.catalog;
  const { products: _, ...frame } = content;
  shelf.copy = { catalog, frame, json, readAt: Date.now() };
  if (previous) setTimeout(() => previous.dispose(), 30_000).unref();
}
