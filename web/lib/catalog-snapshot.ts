// SPDX-License-Identifier: MIT
// The catalog as the file that a page opens where it lies, named by its content, and what has changed
// since an earlier one.
import "server-only";
import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";
import type { ServerCatalog } from "@vitrine/engine/server";
import { readCatalog } from "./catalog";

/** Earlier versions whose pages may ask what has changed. */
const versionsKept = 20;
/** A page that has missed more takes the whole file. */
const mostChanges = 300;

interface Document {
  readonly _id: string;
}

interface Content {
  readonly products: readonly Document[];
  readonly categories: unknown;
  readonly settings: Readonly<Record<string, unknown>> | null;
  readonly generatedAt: string;
  readonly leftOut: unknown;
}

interface Version {
  readonly name: string;
  readonly content: Omit<Content, "products">;
  /** What is in the file but is no product: when that changes, the whole file does. */
  readonly frame: string;
  readonly products: ReadonlyMap<string, string>;
  readonly bytes: Uint8Array;
  brotli: Promise<Uint8Array> | null;
}

// Route handlers are bundles of their own; they share the versions through the process.
const home = globalThis as typeof globalThis & {
  vitrineVersions?: { readonly byName: Map<string, Version>; readonly of: WeakMap<ServerCatalog, Version> };
};
const versions = (home.vitrineVersions ??= { byName: new Map(), of: new WeakMap() });

/** What the engine asks first; null when there is no catalog. */
export async function manifest(have: string): Promise<Record<string, unknown> | null> {
  const now = await currentVersion();
  if (now === null) return null;
  const { settings, generatedAt, leftOut } = now.content;
  const changes = changesSince(versions.byName.get(have), now);
  return {
    version: now.name,
    generatedAt,
    settings,
    leftOut,
    snapshot: `/api/catalog/snapshot/${now.name}`,
    ...(changes === null ? {} : { changes }),
  };
}

/** The file of that name, as it is or compressed; null when it is not kept any more. */
export async function snapshotFile(name: string, compressed: boolean): Promise<Uint8Array | null> {
  await currentVersion();
  const version = versions.byName.get(name);
  if (version === undefined) return null;
  if (!compressed) return version.bytes;
  const { bytes } = version;
  version.brotli ??= promisify(brotliCompress)(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 5,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
  return version.brotli;
}

async function currentVersion(): Promise<Version | null> {
  const copy = await readCatalog();
  if (copy === null) return null;
  const known = versions.of.get(copy.catalog);
  if (known !== undefined) return known;
  const version = versionOf(copy.catalog);
  versions.of.set(copy.catalog, version);
  versions.byName.delete(version.name);
  versions.byName.set(version.name, version);
  for (const name of versions.byName.keys()) {
    if (versions.byName.size <= versionsKept) break;
    versions.byName.delete(name);
  }
  return version;
}

function versionOf(catalog: ServerCatalog): Version {
  const bytes = catalog.snapshot();
  const { products, ...content } = JSON.parse(catalog.catalogJson()) as Content;
  return {
    name: createHash("sha256").update(bytes).digest("base64url").slice(0, 22),
    content,
    frame: JSON.stringify([content.categories, content.settings?.search]),
    products: new Map(products.map((product) => [product._id, JSON.stringify(product)])),
    bytes,
    brotli: null,
  };
}

function changesSince(then: Version | undefined, now: Version) {
  if (then === undefined || then.frame !== now.frame) return null;
  const changed = [...now.products].filter(([id, text]) => then.products.get(id) !== text);
  const removed = [...then.products.keys()].filter((id) => !now.products.has(id));
  if (changed.length + removed.length > mostChanges) return null;
  return { products: changed.map(([, text]) => JSON.parse(text) as unknown), removed };
}
