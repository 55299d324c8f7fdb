// SPDX-License-Identifier: MIT
// MiniSearch finds and ranks; what it finds is filtered, counted and sorted by the typed arrays.
import MiniSearch from "minisearch";
import { Columns } from "../columns.mjs";
import { documentsOf, fields, typosAllowed, weights } from "../documents.mjs";
import { fold } from "../fold.mjs";
import { parseQuery } from "../query.mjs";

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
  addColumns: (state, text) => (state.columns = new Columns(JSON.parse(text))),
  find({ index }, text, typos) {
    const hits = index.search(
      fold(text),
      typos ? { ...searchOptions, fuzzy: typosAllowed } : searchOptions,
    );
    return { total: hits.length, rows: hits.slice(0, 10).map((hit) => hit.id) };
  },
  prepare: ({ columns }, address) => columns.prepare(parseQuery(address)),
  combine({ index, columns }, prepared) {
    const hits = index.search(fold(prepared.text), { ...searchOptions, fuzzy: typosAllowed });
    return columns.select(
      prepared,
      hits.map((hit) => hit.id),
    );
  },
  describe: ({ columns }, answer) => columns.describe(answer),
};
