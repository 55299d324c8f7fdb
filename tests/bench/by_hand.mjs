// SPDX-License-Identifier: MIT
// Libraries that only find words leave filters, facets and sorting to the shop: two ways to do that
// with what they have found, over the products as they are and over typed arrays.
import { Columns } from "./columns.mjs";
import { ObjectCatalog } from "./peers/objects.mjs";
import { parseQuery } from "./query.mjs";

/** A peer that answers whole pages by itself, in the form of those below. */
export const byItself = (peer, state) => ({
  prepare: (address) => peer.prepare(state, address),
  page: (query) => peer.page(state, query),
  describe: (answer, query) => peer.describe(state, answer, query),
});

const isRanked = ({ sort }) => sort === "relevance";

export function overObjects(peer, state, text) {
  const objects = new ObjectCatalog(JSON.parse(text));
  return {
    prepare: parseQuery,
    page: (query) => objects.page(query, peer.hits(state, query.text, isRanked(query))),
    describe: (answer) => answer,
  };
}

export function overColumns(peer, state, text) {
  const columns = new Columns(JSON.parse(text));
  return {
    prepare: (address) => columns.prepare(parseQuery(address)),
    page: (query) => columns.select(query, peer.hits(state, query.text, isRanked(query))),
    describe: (answer) => columns.describe(answer),
  };
}
