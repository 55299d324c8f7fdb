// SPDX-License-Identifier: MIT
// The catalog and the queries of one size, made once and kept in build/bench.
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { CatalogGenerator } from "./generator.mjs";
import { QueryMaker } from "./queries.mjs";

export const folder = fileURLToPath(new URL("../../build/bench", import.meta.url));
const makers = ["random", "vocabulary", "generator", "fold", "queries", "dataset"];

export const countOf = (size) =>
  Number(size.replace(/([km])$/, (unit) => ({ k: "000", m: "000000" })[unit]));

/** The files of a size; they are made anew when one of the makers has changed. */
export function datasetOf(size) {
  const hash = createHash("sha256");
  for (const name of makers) hash.update(readFileSync(new URL(`${name}.mjs`, import.meta.url)));
  const own = `${folder}/${size}-${hash.digest("hex").slice(0, 8)}`;
  const [catalog, titles, queries] = ["catalog", "titles", "queries"].map(
    (n) => `${own}/${n}.json`,
  );
  const files = { folder: own, catalog, titles, queries };
  if (!existsSync(files.queries)) make(countOf(size), files);
  return files;
}

function make(count, files) {
  mkdirSync(files.folder, { recursive: true });
  const generator = new CatalogGenerator(count);
  const maker = new QueryMaker(generator.categories.all.map(({ document }) => document));
  const file = openSync(`${files.catalog}.part`, "w");
  const titles = [];
  const see = (product) => {
    maker.see(product);
    titles.push([product._id, product.title]);
  };
  for (const part of generator.text(see)) writeSync(file, part);
  closeSync(file);
  renameSync(`${files.catalog}.part`, files.catalog);
  writeFileSync(files.titles, JSON.stringify(titles));
  const queries = { texts: maker.texts(), pages: maker.pages(), combined: maker.combined() };
  writeFileSync(files.queries, JSON.stringify(queries, null, 1));
}
