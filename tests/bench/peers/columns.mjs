// SPDX-License-Identifier: MIT
// Plain JavaScript over typed arrays: the honest opponent for filtering.
import { Columns } from "../columns.mjs";
import { parseQuery } from "../query.mjs";

export const peer = {
  name: "typed arrays",
  build: (text) => new Columns(JSON.parse(text)),
  prepare: (columns, address) => columns.prepare(parseQuery(address)),
  page: (columns, prepared) => columns.select(prepared),
  describe: (columns, answer) => columns.describe(answer),
};
