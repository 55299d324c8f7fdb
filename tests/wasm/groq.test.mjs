// SPDX-License-Identifier: MIT
// GROQ as the package has it: what crosses the boundary, and when a watched query is answered again. The
// language itself is tested in tests/engine.
import assert from "node:assert/strict";
import { test } from "node:test";
import { catalogDocuments } from "../../wasm/package/dist/catalog-documents.js";
import { GroqError, openDocuments } from "../../wasm/package/dist/groq.js";
import { startEngine } from "../../wasm/package/dist/shop-engine.js";

const lamp = { _id: "lamp", _type: "product", slug: { current: "lamp" }, price: 4900, category: { _ref: "light" } };
const sofa = { _id: "sofa", _type: "product", slug: { current: "sofa" }, price: 89900, category: { _ref: "seats" } };
const light = { _id: "light", _type: "category", title: "Lighting" };
const seats = { _id: "seats", _type: "category", title: "Séats" };
const bySlug = `*[_type == "product" && slug.current == $slug][0]`;

const opened = () => openDocuments([light, seats, lamp, sofa]);

/** How often a watched query was to be asked again. */
function counted(answer) {
  const count = { times: 0 };
  answer.read();
  answer.subscribe(() => {
    count.times += 1;
    answer.read();
  });
  return count;
}

test("a query is answered in plain values, however often it is asked", async () => {
  const documents = await opened();
  for (let i = 0; i < 5; ++i) {
    assert.deepEqual(documents.query(bySlug, { slug: "sofa" }), sofa);
    assert.equal(documents.query(bySlug, { slug: "nothing" }), null);
    assert.deepEqual(documents.query(`*[_type == "product"]{price, "in": category->title}`), [
      { price: 4900, in: "Lighting" },
      { price: 89900, in: "Séats" },
    ]);
    assert.deepEqual(documents.query(`*[price > 5000 || title == "Lighting"]`), [light, sofa]);
    assert.equal(documents.query("count(*)"), 4);
  }
});

test("a member may have the name of the prototype, also when it comes from a column", async () => {
  const documents = await opened();
  const text = `*[_type == "category"]{"__proto__": {"polluted": title}, title}`;
  const expected = JSON.parse(`[{"__proto__":{"polluted":"Lighting"},"title":"Lighting"},
    {"__proto__":{"polluted":"Séats"},"title":"Séats"}]`);
  for (let i = 0; i < 5; ++i) {
    const rows = documents.query(text);
    assert.deepEqual(rows, expected);
    assert.deepEqual(Object.keys(rows[0]), ["__proto__", "title"]);
    assert.equal(rows[0].polluted, undefined);
  }
});

test("a text that is no query says where", async () => {
  const documents = await opened();
  assert.throws(
    () => documents.query("*[é == ]"),
    (error) => error instanceof GroqError && error.start === 2 && error.message.length > 0,
  );
});

test("an explanation names the index", async () => {
  const documents = await opened();
  const filter = documents.explain(bySlug, { slug: "sofa" }).find(({ step }) => step === "filter");
  assert.equal(filter.indexes[0], "slug.current == value");
  assert.equal(filter.documents, 1);
});

test("a watched query is answered again when what it read has changed, and only then", async () => {
  const documents = await opened();
  const answer = documents.watch(`${bySlug}{price, "in": category->title}`, { slug: "lamp" });
  const asked = counted(answer);
  const first = answer.read();

  documents.change({ put: [{ ...sofa, price: 1 }, { ...seats, title: "Sofas" }] });
  assert.equal(asked.times, 0);
  assert.equal(answer.read(), first);

  documents.change({ put: [{ ...lamp, price: 3900 }] });
  assert.deepEqual([asked.times, answer.read()], [1, { price: 3900, in: "Lighting" }]);

  documents.change({ put: [{ ...light, title: "Lamps" }] });
  assert.deepEqual([asked.times, answer.read()], [2, { price: 3900, in: "Lamps" }]);

  documents.change({ put: [{ ...lamp, price: 3900 }] });
  assert.equal(asked.times, 2, "the same document is no change");

  documents.change({ remove: ["lamp"] });
  assert.deepEqual([asked.times, answer.read()], [3, null]);

  documents.change({ put: [lamp] });
  assert.deepEqual([asked.times, answer.read()], [4, { price: 4900, in: "Lamps" }]);
});

test("many queries may be asked, and those that are listened to stay", async () => {
  const documents = await opened();
  const asked = counted(documents.watch("count(*)"));
  for (let i = 0; i < 600; ++i) assert.equal(documents.query(`${i} + 1`), i + 1);
  documents.change({ remove: ["sofa"] });
  assert.equal(asked.times, 1);
});

test("the queries that were used last are kept", async () => {
  const documents = await opened();
  const answer = documents.watch("count(*)");
  answer.read();
  const askOthers = (count, name) => {
    for (let i = 0; i < count; ++i) documents.query(`${i} + ${name}`);
  };
  askOthers(200, 1);
  documents.query("count(*)");
  askOthers(200, 2);
  assert.equal(documents.watch("count(*)"), answer);
  askOthers(300, 3);
  assert.notEqual(documents.watch("count(*)"), answer);
});

test("any number of queries may be watched", async () => {
  const documents = await opened();
  const answers = [];
  for (let i = 0; i < 300; ++i) answers.push(documents.watch("*[_id == $id]._id", { id: `${i}` }));
  for (const answer of answers) assert.deepEqual(answer.read(), []);
  assert.equal(documents.query("count(*)"), 4);

  for (const answer of answers) answer.subscribe(() => {});
  assert.equal(documents.query("count(*) + 1"), 5);
  documents.change({ put: [{ _id: "7" }] });
  assert.deepEqual(answers[7].read(), ["7"]);
});

test("an answer that was read and forgotten is asked again", async () => {
  const documents = await opened();
  const answer = documents.watch("count(*)");
  assert.equal(answer.read(), 4);
  for (let i = 0; i < 300; ++i) documents.watch(`${i} + 1`).read();
  documents.change({ remove: ["sofa"] });
  assert.equal(answer.read(), 3);
});

test("a listener is told although nothing was read before, and told once until it reads", async () => {
  const documents = await opened();
  const answer = documents.watch("count(*)");
  let told = 0;
  const leave = answer.subscribe(() => void ++told);

  documents.change({ remove: ["sofa"] });
  documents.change({ remove: ["lamp"] });
  assert.equal(told, 1);
  assert.equal(answer.read(), 2);

  documents.change({ put: [sofa] });
  assert.equal(told, 2);
  assert.equal(answer.read(), 3);

  leave();
  documents.change({ put: [lamp] });
  assert.deepEqual([told, answer.read()], [2, 4]);
});

test("a change that puts and removes the same document removes it", async () => {
  const documents = await opened();
  documents.change({ put: [{ _id: "new" }], remove: ["new"] });
  assert.deepEqual(documents.query(`*[_id == "new"]`), []);
  documents.change({ put: [{ ...lamp, price: 1 }], remove: ["lamp"] });
  assert.equal(documents.query("count(*)"), 3);
});

test("an explanation of what takes too much is an error, as the answer is", async () => {
  const documents = await opened();
  let query = "_id";
  for (let i = 0; i < 16; ++i) query = `*{"x": [^._id, ${query}]}`;
  assert.throws(() => documents.query(query), GroqError);
  assert.throws(() => documents.explain(query), GroqError);
});

test("a query may take five seconds of the page's clock, and no longer", async (t) => {
  const documents = await opened();
  const params = { n: Array.from({ length: 100 }, (_, i) => i) };
  const query = "count($n[count($n[@ > ^]) > 0])"; // long enough to look at the clock
  const ask = (ms, act) => {
    let looks = 0;
    const clock = t.mock.method(performance, "now", () => (looks++ === 0 ? 0 : ms));
    try {
      return act();
    } finally {
      clock.mock.restore();
    }
  };
  assert.equal(ask(5_000, () => documents.query(query, params)), 99);
  assert.deepEqual(ask(5_000, () => documents.explain(query, params)), []);
  const isTime = (error) => error instanceof GroqError && /time/.test(error.message);
  assert.throws(() => ask(5_001, () => documents.query(query, params)), isTime);
  assert.throws(() => ask(5_001, () => documents.explain(query, params)), isTime);
});

/** The catalog as it is served now; answers a function that puts the shop's own fetch back. */
function serving(catalog) {
  const { fetch } = globalThis;
  globalThis.fetch = async () => ({ ok: true, json: async () => catalog });
  return () => {
    globalThis.fetch = fetch;
  };
}

test("the catalog's documents follow it, also when a listener throws", async (t) => {
  const catalog = { products: [lamp, sofa], categories: [light] };
  t.after(serving(catalog));
  let changed;
  const documents = await catalogDocuments("/api/catalog", {}, (listener) => (changed = listener));
  const answer = documents.watch("count(*)");
  answer.read();
  const unsubscribe = answer.subscribe(() => {
    throw new Error("a listener");
  });

  catalog.products = [lamp, { ...sofa, _id: "sofa-2" }, { ...sofa, _id: "sofa-3" }];
  await changed();
  assert.equal(documents.query("count(*)"), 4);

  unsubscribe();
  catalog.products = [lamp];
  await changed();
  assert.deepEqual(documents.query("*._id"), ["light", "lamp"]);
});

test("an engine answers a query of its catalog's documents", async (t) => {
  t.after(serving({ products: [lamp, sofa], categories: [light, seats] }));
  const engine = await startEngine({ catalogUrl: "/api/catalog" });
  t.after(() => engine.dispose());
  assert.deepEqual(await engine.query(`${bySlug}{price, "in": category->title}`, { slug: "sofa" }), { price: 89900, in: "Séats" });
  assert.equal(await engine.query("count(*)"), 4);
  await assert.rejects(engine.query("*["), GroqError);
});

test("where the catalog comes by SKUs there are no documents, and it says so", async (t) => {
  t.after(serving({ products: [], categories: [] }));
  const engine = await startEngine({ catalogUrl: "/api/catalog?sku=" });
  t.after(() => engine.dispose());
  await assert.rejects(engine.documents(), /in the cart/);
  await assert.rejects(engine.query("*"), /in the cart/);
});
