// SPDX-License-Identifier: MIT
// SQLite's FTS5 finds and ranks, without typos; its image is opened in memory.
import sqlite3InitModule from "@sqlite.org/sqlite-wasm";
import { documentsOf, fields, weights } from "../documents.mjs";
import { wordsIn } from "../fold.mjs";

const match = (text) =>
  wordsIn(text)
    .map((word) => `"${word}"*`)
    .join(" ");

function opened(sqlite, db) {
  const prepare = (sql) => db.prepare(sql);
  return {
    sqlite,
    db,
    best: prepare("SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT 10"),
    count: prepare("SELECT count(*) FROM texts WHERE texts MATCH ?"),
    all: prepare("SELECT rowid FROM texts WHERE texts MATCH ?"),
    ranked: prepare("SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY rank"),
  };
}

function numbers(statement, parameter) {
  const list = [];
  statement.bind(parameter);
  while (statement.step()) list.push(statement.getInt(0));
  statement.reset();
  return list;
}

export const peer = {
  name: "SQLite FTS5",
  async build(text) {
    const sqlite = await sqlite3InitModule();
    const catalog = JSON.parse(text);
    const db = new sqlite.oo1.DB(":memory:");
    const ranking = `bm25(${fields.map((name) => weights[name]).join(", ")})`;
    db.exec(`PRAGMA page_size = 8192;
      CREATE TABLE product (row INTEGER PRIMARY KEY, id, slug, title, brand, card);
      CREATE VIRTUAL TABLE texts USING fts5 (${fields.join(", ")}, content = '', prefix = '1 2 3',
        tokenize = "unicode61 remove_diacritics 2");
      INSERT INTO texts (texts, rank) VALUES ('rank', '${ranking}');
      BEGIN`);
    const addTexts = db.prepare(
      `INSERT INTO texts (rowid, ${fields.join(", ")}) VALUES (?${", ?".repeat(fields.length)})`,
    );
    const addProduct = db.prepare("INSERT INTO product VALUES (?, ?, ?, ?, ?, ?)");
    for (const document of documentsOf(catalog)) {
      const { _id, slug, title, brand, images, variants, rating } = catalog.products[document.id];
      addTexts.bind([document.id, ...fields.map((name) => document[name])]).stepReset();
      addProduct
        .bind([
          document.id,
          _id,
          slug.current,
          title,
          brand,
          JSON.stringify({ images, variants, rating }),
        ])
        .stepReset();
    }
    addTexts.finalize();
    addProduct.finalize();
    db.exec("COMMIT; INSERT INTO texts (texts) VALUES ('optimize'); VACUUM");
    return opened(sqlite, db);
  },
  save: ({ sqlite, db }) => sqlite.capi.sqlite3_js_db_export(db),
  load: () => sqlite3InitModule(),
  open(image, sqlite) {
    const db = new sqlite.oo1.DB(":memory:");
    const begin = sqlite.wasm.allocFromTypedArray(image);
    const flags = sqlite.capi.SQLITE_DESERIALIZE_FREEONCLOSE;
    db.checkRc(
      sqlite.capi.sqlite3_deserialize(db.pointer, "main", begin, image.length, image.length, flags),
    );
    return opened(sqlite, db);
  },
  wasmBytes: ({ sqlite }) => sqlite.wasm.heap8u().length,
  find({ best, count }, text) {
    const wanted = match(text);
    return { total: numbers(count, wanted)[0], rows: numbers(best, wanted) };
  },
  hits: ({ all, ranked }, text, inOrder) => numbers(inOrder ? ranked : all, match(text)),
};
