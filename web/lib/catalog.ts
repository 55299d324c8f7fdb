// SPDX-License-Identifier: MIT
// The catalog on the server: read from Sanity, cleaned and opened by the engine. While somebody uses
// it, it hears of every change and reads the documents concerned; besides, all is read again now and
// then. When Sanity cannot be reached the last good copy stays in use and says so. Of a catalog that is
// too large to hold (see shop-pages.ts) it is a sample.
import "server-only";
import { createHash } from "node:crypto";
import { loadServer, type CatalogProblem, type ServerCatalog } from "@vitrine/engine/server";
import { catalogQuery, productsOfIds, sampleQuery } from "./catalog-query";
import { openStream, type CatalogStream } from "./catalog-stream";
import { catalogIsInLake, sanity } from "./config";
import { logEvent } from "./log";
import { atMost } from "./patience";
import { freshLake } from "./sanity-client";

const freshForMs = 60_000;
/** With a stream of changes reading all again only makes sure. */
const freshWithStreamMs = 300_000;
const retryAfterMs = 3_000;
/** How long a page waits for a reading: briefly when there is a copy to show. */
const patienceMs = 2_000;
const firstPatienceMs = 10_000;
/** Nobody has asked for the catalog: its changes need not be heard. */
const idleAfterMs = 120_000;
const streamRetryMs = 60_000;
/** More changes at once are read with everything else. */
const mostChanges = 200;

export interface CatalogCopy {
  readonly catalog: ServerCatalog;
  /** What the lake said besides products: categories and settings. */
  readonly frame: Readonly<Record<string, unknown>>;
  readonly readAt: number;
  readonly stale: boolean;
}

interface Shelf {
  copy: (Omit<CatalogCopy, "readAt" | "stale"> & { digest: string; readAt: number }) | null;
  pending: Promise<void> | null;
  triedAt: number;
  /** The last reading that was good. */
  tookMs: number;
  /** How often the copy was expired: a reading from before that is not waited for, nor believed. */
  expired: number;
  /** Whether changes may have been missed. */
  hasGap: boolean;
  usedAt: number;
  stream: CatalogStream | null;
  streamTriedAt: number;
  /** Changes are taken one after the other. */
  changing: Promise<void>;
}

// Route handlers and pages are separate bundles; they share one copy through the process.
const home = globalThis as typeof globalThis & { vitrineShelf?: Shelf };
const shelf: Shelf = (home.vitrineShelf ??= {
  copy: null,
  pending: null,
  triedAt: 0,
  tookMs: 0,
  expired: 0,
  hasGap: false,
  usedAt: 0,
  stream: null,
  streamTriedAt: 0,
  changing: Promise.resolve(),
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
  follow();
  renew();
  const isOld = shelf.copy === null || Date.now() - shelf.copy.readAt > 2 * freshMs();
  if (shelf.pending !== null && isOld) {
    await atMost(shelf.copy === null ? firstPatienceMs : patienceMs, shelf.pending);
  }
  if (shelf.copy === null) return null;
  const { catalog, frame, readAt } = shelf.copy;
  return { catalog, frame, readAt, stale: Date.now() - readAt > 3 * freshMs() };
}

/** Forgets the age of the copy, so that the next reader waits for a new one. */
export function expireCatalog(): void {
  if (shelf.copy !== null) shelf.copy.readAt = 0;
  shelf.triedAt = 0;
  shelf.pending = null;
  shelf.expired += 1;
}

function freshMs(): number {
  return shelf.stream?.isOpen() ? freshWithStreamMs : freshForMs;
}

/** Reads all again when it is time to. */
function renew(): void {
  const now = Date.now();
  const isDue = shelf.hasGap || now - (shelf.copy?.readAt ?? 0) > freshMs();
  const pauseMs = Math.max(retryAfterMs, 4 * shelf.tookMs);
  if (isDue && now - shelf.triedAt >= pauseMs) shelf.pending ??= refresh();
}

async function refresh(): Promise<void> {
  shelf.triedAt = Date.now();
  shelf.hasGap = false;
  const { expired } = shelf;
  try {
    const content = await freshLake.fetch<Record<string, unknown>>(
      catalogIsInLake ? sampleQuery : catalogQuery,
    );
    if (expired !== shelf.expired) return;
    const json = JSON.stringify(content);
    const digest = createHash("sha256").update(json).digest("base64url");
    if (shelf.copy?.digest === digest) shelf.copy.readAt = Date.now();
    else await open(content, digest);
    shelf.tookMs = Date.now() - shelf.triedAt;
  } catch (error) {
    shelf.hasGap = shelf.copy !== null;
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

function logProblems(problems: readonly CatalogProblem[]): void {
  for (const { documentId, code, field } of problems) {
    logEvent("bad_document", { id: documentId, code, field: field ?? "" });
  }
}

async function open(content: Record<string, unknown>, digest: string): Promise<void> {
  const server = await loadServer();
  const generatedAt = new Date().toISOString();
  const catalog = server.openCatalog(JSON.stringify({ ...content, generatedAt }));
  logProblems(catalog.problems());
  // A page may still be reading the previous catalog: it goes in half a minute.
  const previous = shelf.copy?.catalog;
  const { products: _, ...frame } = content;
  shelf.copy = { catalog, frame, digest, readAt: Date.now() };
  if (previous) setTimeout(() => previous.dispose(), 30_000).unref();
}

/** Hears of changes from the first use of the catalog until some time after the last. */
function follow(): void {
  const now = Date.now();
  shelf.usedAt = now;
  if (building || catalogIsInLake || shelf.stream?.isOpen()) return;
  if (now - shelf.streamTriedAt < streamRetryMs) return;
  shelf.streamTriedAt = now;
  shelf.stream?.close();
  const stream = openStream({
    changed: (ids) => void (shelf.changing = shelf.changing.then(() => take(ids))),
    gap() {
      shelf.hasGap = shelf.copy !== null || shelf.pending !== null;
      renew();
    },
    lost() {
      // Until now nothing has been missed.
      if (shelf.copy !== null && shelf.copy.readAt > 0) shelf.copy.readAt = Date.now();
    },
  });
  shelf.stream = stream;
  const rest = setInterval(() => {
    if (shelf.stream === stream && Date.now() - shelf.usedAt < idleAfterMs) return;
    clearInterval(rest);
    stream.close();
    if (shelf.stream === stream) shelf.streamTriedAt = 0;
  }, idleAfterMs).unref();
}

/** Reads the documents that have changed, into whatever copy there is once that is done. */
async function take(ids: readonly string[]): Promise<void> {
  await shelf.pending;
  if (shelf.copy === null) return;
  try {
    const products =
      ids.length > mostChanges
        ? null
        : await freshLake.fetch<{ readonly _id: string }[]>(productsOfIds, { ids });
    await shelf.pending;
    const { catalog } = shelf.copy;
    const found = new Set(products?.map(({ _id }) => _id));
    const removed = ids.filter((id) => !found.has(id));
    // What is neither a product nor was one is part of the frame.
    if (products === null || removed.some((id) => !catalog.documents().has(id))) {
      shelf.hasGap = true;
      return renew();
    }
    shelf.copy.digest = "";
    logProblems(catalog.change({ products, removed, generatedAt: new Date().toISOString() }));
  } catch (error) {
    shelf.hasGap = true;
    logFailure(error instanceof Error ? error : new Error("unknown"));
  }
}
