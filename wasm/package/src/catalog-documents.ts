// SPDX-License-Identifier: MIT
// The documents of the catalog, held for GROQ: loaded when the first query is asked, and again, as far
// as they have changed, when the engine says that its catalog has.
import type { GroqDocument, GroqOptions, LocalDocuments } from "./groq.js";

interface CatalogJson {
  readonly products: readonly GroqDocument[];
  readonly categories: readonly GroqDocument[];
}

/** @param onChange  calls its argument whenever the catalog has changed since this was called */
export async function catalogDocuments(
  url: string, options: GroqOptions, onChange: (listener: () => void) => void,
): Promise<LocalDocuments> {
  const [{ openDocuments }, first] = await Promise.all([import("./groq.js"), documentsOf(url)]);
  const held = await openDocuments(first, options);
  let ids = new Set(first.map(({ _id }) => _id));
  let refreshing = Promise.resolve();
  const refresh = async () => {
    const put = await documentsOf(url);
    const now = new Set(put.map(({ _id }) => _id));
    const remove = [...ids].filter((id) => !now.has(id));
    ids = now; // also when a listener throws: the documents are changed by then
    held.change({ put, remove });
  };
  // One after the other; when one fails, the documents stay as they are until the next.
  onChange(() => (refreshing = refreshing.then(refresh).catch(() => {})));
  return held;
}

async function documentsOf(url: string): Promise<readonly GroqDocument[]> {
  const answer = await fetch(url, { credentials: "same-origin", cache: "no-cache" });
  if (!answer.ok) throw new Error(`${url}: status ${answer.status}`);
  const { products, categories } = (await answer.json()) as CatalogJson;
  return [...categories, ...products];
}
