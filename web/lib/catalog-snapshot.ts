// SPDX-License-Identifier: MIT
// The catalog as the file that a page opens where it lies, named by its content, and the manifest that
// leads there or brings what has changed since.
import "server-only";
import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";
import type { ServerCatalog } from "@vitrine/engine/server";
import { readCatalog } from "./catalog";
import { changesSince, editionOf, type Edition } from "./catalog-edition";

/** The newest, and the one before, to which somebody may be on the way. */
const filesKept = 2;
/** To make a file holds up all pages: at most this part of the time goes there. */
const shareOfTime = 0.05;

interface SnapshotFile {
  readonly name: string;
  readonly edition: string;
  readonly bytes: Uint8Array;
  readonly madeAt: number;
  readonly tookMs: number;
  brotli: Promise<Uint8Array> | null;
}

interface Kept {
  edition: Edition | null;
  files: readonly SnapshotFile[];
  /** The manifests of this edition, by what the page has. */
  answers: Map<string, string>;
}

// Route handlers are bundles of their own; they share the files through the process.
const home = globalThis as typeof globalThis & { vitrineKept?: Kept };
const kept: Kept = (home.vitrineKept ??= { edition: null, files: [], answers: new Map() });

/** What the engine asks first, as JSON; null when there is no catalog. */
export async function manifest(have: string): Promise<string | null> {
  const copy = await readCatalog();
  if (copy === null) return null;
  const edition = currentEdition(copy.catalog);
  if (have === edition.name) return JSON.stringify({ version: edition.name });
  const known = kept.answers.get(have);
  if (known !== undefined) return known;
  const changes = changesSince(have, edition);
  if (changes === null) return whole(copy.catalog, edition);
  const answer = JSON.stringify({ version: edition.name, ...edition.rest, changes });
  kept.answers.set(have, answer);
  return answer;
}

/** The file of that name, as it is or compressed; null when it is not kept any more. */
export async function snapshotFile(name: string, compressed: boolean): Promise<Uint8Array | null> {
  const file = kept.files.find((one) => one.name === name);
  if (file === undefined) return null;
  const { bytes } = file;
  if (!compressed) return bytes;
  file.brotli ??= promisify(brotliCompress)(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 5,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
  return file.brotli;
}

function currentEdition(catalog: ServerCatalog): Edition {
  const before = kept.edition;
  if (before !== null && before.documents === catalog.documents()) return before;
  kept.edition = editionOf(catalog, before);
  if (kept.edition.name !== before?.name) kept.answers.clear();
  return kept.edition;
}

/** Leads to a file: of this edition, or of one before whose page then asks for what it has missed. */
function whole(catalog: ServerCatalog, edition: Edition): string {
  const last = kept.files.at(-1);
  const mayRest = last !== undefined && Date.now() - last.madeAt < last.tookMs / shareOfTime;
  const serves = last?.edition === edition.name || (mayRest && edition.missed.has(last.edition));
  const file = last !== undefined && serves ? last : makeFile(catalog, edition);
  const snapshot = `/api/catalog/snapshot/${file.name}`;
  const bytes = file.bytes.length;
  return JSON.stringify({ version: file.edition, ...edition.rest, snapshot, bytes });
}

function makeFile(catalog: ServerCatalog, edition: Edition): SnapshotFile {
  const begun = performance.now();
  const bytes = catalog.snapshot();
  const name = createHash("sha256").update(bytes).digest("base64url").slice(0, 22);
  const others = kept.files.filter((file) => file.name !== name);
  const same = kept.files.find((file) => file.name === name);
  const file: SnapshotFile = {
    name,
    edition: edition.name,
    bytes,
    madeAt: Date.now(),
    tookMs: performance.now() - begun,
    brotli: same?.brotli ?? null,
  };
  kept.files = [...others, file].slice(-filesKept);
  return file;
}
