// SPDX-License-Identifier: MIT
// Shapes and errors of what crosses the boundary; the rules themselves are tested in tests/engine.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { loadServer } from "../../wasm/package/dist/server.js";
import { catalog } from "./catalog.mjs";

const server = await loadServer();
const open = (documents = catalog) => server.openCatalog(JSON.stringify(documents));

test("the engine is loaded once", async () => {
  assert.equal(await loadServer(), server);
});

test("a page of the catalog is plain values", () => {
  const page = open().search({ text: "lamp", facets: { "opt.Colour": ["Sand"] }, page: 9 });
  assert.deepEqual(structuredClone(page), page);
  assert.equal(page.total, 1);
  assert.deepEqual(page.query.facets, { "opt.Colour": ["Sand"] });
  assert.deepEqual(page.hits[0].price, { amountMinor: 4900, currency: "EUR" });
  assert.equal(page.hits[0].image, null);
  assert.deepEqual(page.hits[0].badges, ["new"]);
  assert.equal(page.hits[0].stock, "in_stock");
  assert.equal(page.priceRange.min.amountMinor, 4900);
});

test("a product names where each option leads", () => {
  const product = open().product("aurora");
  assert.deepEqual(product.options[0].values[1], { value: "Ink", selected: false, state: "sold_out", sku: "AUR-INK" });
  assert.equal(product.selected.left, null);
  assert.equal(open().product("nothing"), null);
});

test("documents that are none are named and left out", () => {
  const opened = open();
  assert.deepEqual(opened.problems(), [
    { documentId: "product-bad", code: "missing_field", field: "slug", reason: "missing" },
  ]);
  assert.deepEqual(JSON.parse(opened.catalogJson()).products.map(({ _id }) => _id), ["product-aurora"]);
});

test("a text that is no catalog throws and says why", () => {
  assert.throws(() => server.openCatalog("<html>"), /malformed_json/);
  assert.throws(() => server.openCatalog('{"products":[],"settings":{}}'), /catalog cannot be read/);
});

test("money is a number of minor units", () => {
  const cart = open().cart({ lines: [{ sku: "AUR-SND", quantity: 2 }] }, { country: "DE" });
  assert.equal(cart.total.amountMinor, 2 * 4900 + 490);
  assert.equal(cart.tax.amountMinor, 1643);
  assert.equal(cart.undo, null);
  assert.equal(cart.coupon, null);
});

test("a broken rule is a value with what would have been accepted", () => {
  const answer = open().changeCart({ lines: [] }, { kind: "add", sku: "AUR-SND", quantity: 13 });
  assert.equal(answer.ok, false);
  assert.equal(answer.error.code, "quantity_above_stock");
  assert.equal(answer.error.limit, 12);
  assert.equal("amount" in answer.error && answer.error.amount !== undefined, false);
});

for (const quantity of [0, -1, 0.5, 1.5, 1e18, 2 ** 53, NaN, Infinity, -Infinity]) {
  test(`a quantity of ${quantity} is refused`, () => {
    const answer = open().changeCart({ lines: [] }, { kind: "add", sku: "AUR-SND", quantity });
    assert.equal(answer.ok, false);
    assert.match(answer.error.code, /^quantity_/);
  });
}

test("values of other types are refused with an exception, and the engine lives on", () => {
  const opened = open();
  assert.throws(() => opened.changeCart({ lines: [] }, { kind: "add", sku: 7, quantity: 1 }), Error);
  assert.throws(() => opened.search({ text: { evil: true } }), Error);
  assert.equal(opened.search({}).total, 1);
});

test("text of every kind crosses unharmed", () => {
  for (const text of ["", "Ærø ☕ 𝄞", "<script>", "a".repeat(100)]) {
    assert.equal(open().search({ text }).query.text, text);
  }
  for (const text of ["\u0000", "a".repeat(100_000), "\ud800"]) {
    assert.ok(open().search({ text }).query.text.isWellFormed());
  }
  const documents = structuredClone(catalog);
  documents.products[0].title = "Ærø ☕ 𝄞";
  assert.equal(open(documents).product("aurora").title, "Ærø ☕ 𝄞");
});

test("a workflow's step is JSON in and out, and answers nonsense with a respond", () => {
  for (const event of [undefined, null, 7, "x", [], {}, { kind: "placeOrder" }]) {
    const { commands } = server.step(null, event);
    assert.equal(commands.at(-1).kind, "respond");
    assert.equal(commands.at(-1).status, 400);
  }
});

test("the native program makes the same snapshot", async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "vitrine-snapshot-"));
  t.after(() => rm(folder, { recursive: true }));
  const [json, made] = [join(folder, "catalog.json"), join(folder, "snapshot")];
  await writeFile(json, JSON.stringify(catalog));
  const { stdout, stderr } = await promisify(execFile)(process.env.VITRINE_SNAPSHOT, [json, made]);
  assert.match(stdout, /^1 products, \d+ bytes; 1 documents left out/);
  assert.match(stderr, /^Left out: /);
  assert.deepEqual(new Uint8Array(await readFile(made)), open().snapshot());
  await assert.rejects(promisify(execFile)(process.env.VITRINE_SNAPSHOT, [made, json]), /not JSON at byte 1/);
});

test("a thousand opened and closed catalogs leave no memory behind", () => {
  const before = process.memoryUsage().rss;
  for (let i = 0; i < 1000; i++) open().dispose();
  assert.ok(process.memoryUsage().rss - before < 64 * 2 ** 20);
});

test("a disposed catalog opens itself again", () => {
  const opened = open();
  opened.dispose();
  assert.equal(opened.search({}).total, 1);
});

test("the generated types name every method of the Store", () => {
  const types = readFileSync(new URL("../../wasm/package/dist/engine.d.ts", import.meta.url), "utf8");
  const bindings = readFileSync(new URL("../../wasm/bindings.cpp", import.meta.url), "utf8");
  const names = [...bindings.matchAll(/\.function\("(\w+)"/g)].map(([, name]) => name);
  assert.ok(names.length > 20);
  for (const name of names) assert.match(types, new RegExp(`\\b${name}\\(`));
  assert.doesNotMatch(types, /EmbindString|\bany\b/);
});
