// SPDX-License-Identifier: MIT
// MiniSearch finds and ranks; what it finds is filtered, counted and sorted by hand.
import MiniSearch from "minisearch";
import { documentsOf, fields, typosAllowed, weights } from "../documents.mjs";
import { fold } from "../fold.mjs";

const options = { fields, processTerm: (word) => word };
const searchOptions = { boost: weights, prefix: true, combineWith: "AND" };

export const peer = {
  name: "MiniSearch",
  readsTypos: true,
  opensText: true,
  build(text) {
    const index = new MiniSearch(options);
    index.addAll(documentsOf(JSON.parse(text)));
    return { index };
  },
  save: ({ index }) => JSON.stringify(index),
  open: (saved) => ({ index: MiniSearch.loadJSON(saved, options) }),
  find({ index }, text, typos) {
    const hits = index.search(
      fold(text),
      typos ? { ...searchOptions, fuzzy: typosAllowed } : searchOptions,
    );
    return { total: hits.length, rows: hits.slice(0, 10).map((hit) => hit.id) };
  },
  hits: ({ index }, text) =>
    index.search(fold(text), { ...searchOptions, fuzzy: typosAllowed }).map((hit) => hit.id),
};
