// SPDX-License-Identifier: MIT
// GROQ as the package has it: what crosses the boundary, and when a watched query is answered again. The
// language itself is tested in tests/engine.
import assert from "node:assert/strict";
import { test } from "node:test";
import { GroqError, openDocuments } from "../../wasm/package/dist/groq.js";

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
