// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { descriptionText } from "./documents.mjs";
import { typosBetween, wordsIn } from "./fold.mjs";
import { CatalogGenerator } from "./generator.mjs";
import { peer as columns } from "./peers/columns.mjs";
import { peer as objects } from "./peers/objects.mjs";
import { agreementOf, plainAnswer } from "./quality.mjs";
import { QueryMaker } from "./queries.mjs";

function generated(count) {
  const generator = new CatalogGenerator(count);
  const maker = new QueryMaker(generator.categories.all.map(({ document }) => document));
  const text = [...generator.text((product) => maker.see(product))].join("");
  return { text, maker, ...JSON.parse(text) };
}

const shop = generated(3000);
const median = (numbers) => numbers.sort((a, b) => a - b)[numbers.length >> 1];
const between = (value, min, max) => assert.ok(value >= min && value <= max, `${value}`);

test("the same seed makes the same catalog", () => {
  assert.equal(generated(200).text, generated(200).text);
});

test("titles, descriptions, brands and categories are spread as in a real shop", () => {
  const titles = shop.products.map(({ title }) => title.split(" ").length);
  const descriptions = shop.products.map(
    ({ description }) => description[0].children[0].text.split(" ").length,
  );
  between(median(titles), 5, 12);
  between(Math.max(...titles), 12, 17);
  between(median(descriptions), 50, 62);
  const sizes = new Map();
  for (const { brand } of shop.products) sizes.set(brand, (sizes.get(brand) ?? 0) + 1);
  between(Math.max(...sizes.values()) / shop.products.length, 0.02, 0.09);
  between([...sizes.values()].filter((size) => size === 1).length / sizes.size, 0.45, 0.55);
  between(shop.categories.length, 66, 498);
  const words = new Set(
    shop.products.flatMap(({ title, description }) =>
      wordsIn(`${title} ${description[0].children[0].text}`),
    ),
  );
  between(words.size, 7_000, 20_000);
});

test("every typo is as many typos away from what was meant, and nothing else is as near", () => {
  const texts = shop.products.flatMap((product) => [product.title, descriptionText(product)]);
  const words = new Set(texts.flatMap(wordsIn));
  const typos = shop.maker.texts().filter(({ meant }) => meant);
  assert.equal(typos.length, 60);
  for (const { kind, text, meant } of typos) {
    const count = kind === "typo" ? 1 : 2;
    const near = [...words].filter((word) => typosBetween(text, word, count) <= count);
    assert.deepEqual(near, meant);
  }
});

test("typed arrays answer every page as plain objects do", () => {
  const addresses = shop.maker.pages();
  const answersOf = (peer) => {
    const state = peer.build(shop.text);
    return addresses.map((address) =>
      plainAnswer(peer.describe(state, peer.page(state, peer.prepare(state, address)))),
    );
  };
  const all = [addresses.length, addresses.length];
  const agreement = agreementOf(answersOf(columns), answersOf(objects), addresses);
  assert.deepEqual(agreement, { total: all, facets: all, page: all });
});
