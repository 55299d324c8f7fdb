// SPDX-License-Identifier: MIT
// What shoppers ask of the generated catalog: 200 texts, 60 filtered pages, 60 with both. Pages are
// asked as the address of the shop has them: "category=lamps&brand=Nordlys&sort=price".
import { descriptionText } from "./documents.mjs";
import { typosBetween, wordsIn } from "./fold.mjs";
import { below, pick, randomOf, shuffle } from "./random.mjs";

const neighbours = {
  a: "qsz",
  b: "vgn",
  c: "xdv",
  d: "sfe",
  e: "wrd",
  f: "dgr",
  g: "fht",
  h: "gjz",
  i: "uok",
  j: "hkn",
  k: "jlm",
  l: "kop",
  m: "nk",
  n: "bm",
  o: "ipl",
  p: "ol",
  q: "wa",
  r: "etf",
  s: "adw",
  t: "rgz",
  u: "izj",
  v: "cb",
  w: "qes",
  x: "yc",
  y: "xt",
  z: "tuh",
};
const sorts = [
  "relevance",
  "price",
  "price-desc",
  "newest",
  "rating",
  "popular",
  "name",
  "featured",
];

/** Remembers of the products that pass by what the queries are made of. */
export class QueryMaker {
  #random;
  #parents;
  #sample = [];
  #titles = new Map();
  #words = new Set();

  constructor(categories, seed = 5) {
    this.#random = randomOf(seed);
    this.#parents = new Map(categories.map((category) => [category._id, category]));
  }

  see(product) {
    this.#titles.set(product.title, (this.#titles.get(product.title) ?? 0) + 1);
    for (const text of [product.title, product.brand, descriptionText(product)])
      for (const word of wordsIn(text)) this.#words.add(word);
    const place = this.#sample.length < 2000 ? this.#sample.length : below(this.#random, 100_000);
    if (place < 2000) this.#sample[place] = product;
  }

  texts() {
    const random = this.#random;
    const many = (count, make) => {
      const list = [];
      while (list.length < count) list.push(...make());
      return list.slice(0, count);
    };
    return [
      ...many(40, () => [{ kind: "word", text: this.#titleWord() }]),
      ...many(15, () => [{ kind: "words", text: this.#titleWords(2).join(" ") }]),
      ...many(60, () => {
        const word = this.#titleWord(5, 8);
        return [...word].map((_, i) => ({ kind: "letters", text: word.slice(0, i + 1) }));
      }),
      ...many(40, () => this.#typo(1)),
      ...many(20, () => this.#typo(2)),
      ...many(25, () => {
        const { title } = pick(random, this.#sample);
        return this.#titles.get(title) === 1 ? [{ kind: "title", text: title, title }] : [];
      }),
    ];
  }

  pages() {
    return Array.from({ length: 60 }, (_, i) => this.#address(i, {}));
  }

  combined() {
    return Array.from({ length: 60 }, (_, i) => {
      const product = this.#product(i);
      const words = wordsIn(product.title).filter((word) => /^[a-z]{3,}$/.test(word));
      if (words.length === 0) return this.#address(i, { q: product.title }, product);
      const word = pick(this.#random, words);
      const q =
        i % 3 === 0
          ? word.slice(0, 3)
          : i % 3 === 1
            ? word
            : `${word} ${pick(this.#random, words)}`;
      return this.#address(i, { q }, product);
    });
  }

  #titleWord(min = 3, max = 12) {
    for (;;) {
      const word = pick(this.#random, wordsIn(pick(this.#random, this.#sample).title));
      if (/^[a-z]+$/.test(word) && word.length >= min && word.length <= max) return word;
    }
  }

  #titleWords(count) {
    for (;;) {
      const words = wordsIn(pick(this.#random, this.#sample).title).filter((word) =>
        /^[a-z]{3,}$/.test(word),
      );
      if (words.length >= count) return shuffle(this.#random, words).slice(0, count);
    }
  }

  // A title's word with so many typos, now and then beside another word of the title. Only words
  // that no other word is as near to: what else was typed could mean either.
  #typo(count) {
    const word = this.#titleWord(count === 1 ? 4 : 8, 13);
    let typed = word;
    for (let i = 0; i < count; ++i) typed = this.#mistyped(typed);
    const clear =
      typosBetween(typed, word, 2) === count &&
      typed.length >= (count === 1 ? 4 : 8) &&
      ![...this.#words].some(
        (other) =>
          other !== word && (other.startsWith(typed) || typosBetween(typed, other, count) <= count),
      );
    return clear ? [{ kind: count === 1 ? "typo" : "two typos", text: typed, meant: [word] }] : [];
  }

  #mistyped(word) {
    const random = this.#random;
    const at = random() < 0.05 ? 0 : 1 + below(random, word.length - 1);
    const kind = random();
    if (kind < 0.35)
      return word.slice(0, at) + pick(random, neighbours[word[at]]) + word.slice(at + 1);
    if (kind < 0.6) return word.slice(0, at) + word.slice(at + 1);
    if (kind < 0.8 && at + 1 < word.length)
      return word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2);
    return (
      word.slice(0, at) +
      (random() < 0.5 ? word[at] : pick(random, neighbours[word[at]])) +
      word.slice(at)
    );
  }

  // The filters of a page that shows at least one product; every sixth wants one with options.
  #product(i) {
    for (;;) {
      const product = pick(this.#random, this.#sample);
      if (i % 12 !== 5 || product.options) return product;
    }
  }

  #chain(product) {
    const chain = [];
    for (let id = product.category._ref; id; id = this.#parents.get(id).parent?._ref)
      chain.unshift(this.#parents.get(id).slug.current);
    return chain;
  }

  #address(i, given, product = this.#product(i)) {
    const random = this.#random;
    const parameters = new URLSearchParams(given);
    const chain = this.#chain(product);
    const variant = pick(random, product.variants);
    const price = variant.priceMinor / 100;
    const add = {
      top: () => parameters.append("category", chain[0]),
      middle: () => parameters.append("category", chain[1]),
      leaf: () => parameters.append("category", chain[2]),
      brand: () => parameters.append("brand", product.brand),
      otherBrand: () => parameters.append("brand", pick(random, this.#sample).brand),
      tag: () => parameters.append("tag", product.tags[0] ?? "new"),
      options: () =>
        (product.options ?? []).forEach(({ name }, at) =>
          parameters.append(`opt.${name}`, variant.optionValues[at]),
        ),
      price: () => {
        parameters.append("min", String(Math.floor(price / 2)));
        parameters.append("max", String(Math.ceil(price * 2)));
      },
      rating: () => parameters.append("rating", String(pick(random, [3, 4]))),
      stock: () => parameters.append("stock", "1"),
      sale: () => parameters.append("sale", "1"),
    };
    const shapes = [
      "middle",
      "top brand",
      "top price",
      "tag stock",
      "top sale",
      "top options",
      "rating leaf",
      "price stock tag",
      "brand otherBrand price",
      "tag rating stock",
      "middle stock price",
      "top",
    ];
    for (const name of shapes[i % 12].split(" ")) add[name]();
    const sort = sorts[(i + Math.floor(i / 12)) % sorts.length];
    if (sort !== "relevance") parameters.append("sort", sort);
    if (i % 12 === 11) parameters.append("page", "3");
    return parameters.toString();
  }
}
