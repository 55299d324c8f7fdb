// SPDX-License-Identifier: MIT
// FlexSearch finds, field by field, without typos and without a rank across fields.
import { Document } from "flexsearch";
import { documentsOf, fields } from "../documents.mjs";
import { fold } from "../fold.mjs";

function rowsOf(results) {
  const rows = new Set();
  for (const { result } of results) for (const row of result) rows.add(row);
  return [...rows];
}

export const peer = {
  name: "FlexSearch",
  build(text) {
    const catalog = JSON.parse(text);
    const index = new Document({
      document: { id: "id", index: fields.map((field) => ({ field, tokenize: "forward" })) },
    });
    for (const document of documentsOf(catalog)) index.add(document);
    return { index, count: catalog.products.length };
  },
  find: ({ index }, text) => ({
    total: null,
    rows: rowsOf(index.search(fold(text), { limit: 10 })).slice(0, 10),
  }),
  hits: ({ index, count }, text) => rowsOf(index.search(fold(text), { limit: count })),
};
