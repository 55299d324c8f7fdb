// SPDX-License-Identifier: MIT
// What a catalog is at one time, named by all that a page shows of it, and what a page has missed that
// has an earlier edition. Of those only the ids that have changed since are kept, no documents.
import "server-only";
import { createHash } from "node:crypto";
import type { ServerCatalog } from "@vitrine/engine/server";

/** Earlier editions whose pages may ask what has changed. */
const editionsKept = 200;
/** A page that has missed more takes the whole file. */
const mostChanges = 300;

export interface Edition {
  readonly name: string;
  /** What comes with each manifest: settings, generatedAt, leftOut. */
  readonly rest: Readonly<Record<string, unknown>>;
  readonly documents: ReadonlyMap<string, string>;
  /** Of all documents, whatever their order. */
  readonly sum: bigint;
  /** What is in the file but is no product: when that changes, the whole file does. */
  readonly frame: string;
  /** The ids that have changed since each earlier edition, the latest last. */
  readonly missed: ReadonlyMap<string, ReadonlySet<string>>;
}

export function editionOf(catalog: ServerCatalog, before: Edition | null): Edition {
  const documents = catalog.documents();
  const { categories, ...rest } = catalog.frame();
  const changed = changedIds(before?.documents ?? new Map(), documents);
  const sum = changed.reduce(
    (total, id) => total - hashOf(before?.documents.get(id)) + hashOf(documents.get(id)),
    before?.sum ?? 0n,
  );
  const { settings, leftOut } = rest;
  const search = (settings as { readonly search?: unknown } | null)?.search;
  const frame = JSON.stringify([categories, search]);
  const name = createHash("sha256")
    .update(JSON.stringify([String(sum), frame, settings, leftOut]))
    .digest("base64url")
    .slice(0, 22);
  const edition = { name, rest, documents, sum, frame };
  if (before === null || before.frame !== frame) return { ...edition, missed: new Map() };
  if (before.name === name) return { ...before, documents };
  return { ...edition, missed: missedSince(before, changed) };
}

/** The documents that a page lacks; null when those are too many, or nobody knows. */
export function changesSince(name: string, { missed, documents }: Edition) {
  const ids = missed.get(name);
  if (ids === undefined) return null;
  const texts = [...ids].flatMap((id) => documents.get(id) ?? []);
  const removed = [...ids].filter((id) => !documents.has(id));
  return { products: texts.map((text) => JSON.parse(text) as unknown), removed };
}

function changedIds(
  before: ReadonlyMap<string, string>,
  now: ReadonlyMap<string, string>,
): readonly string[] {
  const changed = [...now.keys()].filter((id) => before.get(id) !== now.get(id));
  const removed = [...before.keys()].filter((id) => !now.has(id));
  return [...changed, ...removed];
}

function missedSince(before: Edition, changed: readonly string[]) {
  const earlier = [...before.missed].filter(([name]) => name !== before.name);
  const all = [...earlier, [before.name, new Set<string>()] as const];
  const missed = all.map(([name, ids]) => [name, new Set([...ids, ...changed])] as const);
  return new Map(missed.slice(-editionsKept).filter(([, ids]) => ids.size <= mostChanges));
}

function hashOf(text: string | undefined): bigint {
  if (text === undefined) return 0n;
  return BigInt(`0x${createHash("sha256").update(text).digest("hex").slice(0, 32)}`);
}
