// SPDX-License-Identifier: MIT
// The catalog of a shop that does not exist, as /api/catalog answers it. Its distribution is that
// of real shops: see README.md. The JSON text comes in parts, because a million products are longer
// than V8's longest string.
import { below, logNormal, normal, pick, randomOf, shuffle, within, zipfOf } from "./random.mjs";
import { Vocabulary, wordsOf } from "./vocabulary.mjs";

const sizes = ["XS", "S", "M", "L", "XL", "XXL"];
const colours = [
  "Black",
  "White",
  "Grey",
  "Navy",
  "Red",
  "Green",
  "Blue",
  "Sand",
  "Ink",
  "Rust",
  "Olive",
  "Pink",
  "Yellow",
  "Brown",
  "Teal",
  "Silver",
];
const tags = [
  "new",
  "bestseller",
  "eco",
  "gift",
  "organic",
  "vegan",
  "handmade",
  "local",
  "limited",
  "outlet",
  "premium",
  "basic",
  "travel",
  "outdoor",
  "indoor",
  "kids",
  "office",
  "kitchen",
  "garden",
  "winter",
  "summer",
  "spring",
  "autumn",
  "sport",
  "wireless",
  "waterproof",
  "rechargeable",
  "foldable",
  "compact",
  "professional",
  "vintage",
  "recycled",
  "cotton",
  "wool",
  "leather",
  "steel",
  "wood",
  "glass",
  "ceramic",
  "plastic-free",
  "gluten-free",
  "sugar-free",
  "lactose-free",
  "family",
  "single",
  "bulk",
  "refill",
  "bundle",
  "exclusive",
  "preorder",
  "classic",
  "modern",
  "minimal",
  "colourful",
  "quiet",
  "fast",
  "energy-a",
  "energy-b",
  "repairable",
  "certified",
];
const amounts = [5, 10, 20, 50, 75, 100, 250, 330, 500, 750, 1000];
const units = ["g", "kg", "ml", "l", "cm", "mm", "W", "V", "GB", "mAh"];

const capital = (word) => word[0].toUpperCase() + word.slice(1);
const slugOf = (text) =>
  text
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/ß/g, "ss")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");

/** Three levels; 66 categories in a small shop, 498 in a large one. */
function categoriesOf(random, count, vocabulary) {
  const total = within(Math.round(66 * (count / 1000) ** 0.44), 66, 498);
  const tops = Math.round(6 + total / 40);
  const middles = tops * 3;
  const categories = [];
  const titles = new Set();
  const add = (parent, department) => {
    const number = categories.length;
    let title;
    do
      title = Array.from({ length: 1 + below(random, 2) }, () =>
        capital(vocabulary.titleWord(random, department, number)),
      ).join(" ");
    while (titles.has(title));
    titles.add(title);
    const id = `category-${number}`;
    const document = {
      _id: id,
      _type: "category",
      title,
      slug: { _type: "slug", current: `${slugOf(title)}-${number}` },
    };
    if (parent) document.parent = { _type: "reference", _ref: parent.document._id };
    categories.push({ number, department, parent, document: { ...document, order: number } });
    return categories.at(-1);
  };
  for (let i = 0; i < tops; ++i) add(null, i);
  for (let i = 0; i < middles; ++i) add(categories[i % tops], i % tops);
  for (let i = tops + middles; i < total; ++i) {
    const parent = categories[tops + (i % middles)];
    add(parent, parent.department);
  }
  return { all: categories, leaves: categories.slice(tops + middles), tops };
}

/** How many products each brand has: the biggest 5 %, falling as a power, and half have one. */
function brandSizes(count) {
  const biggest = count * 0.05;
  const sizesFor = (exponent) => {
    const result = [];
    for (let rank = 1, left; (left = Math.round(biggest / rank ** exponent)) >= 2; ++rank) {
      result.push(left);
      if (result.length > count) break;
    }
    return result;
  };
  const sumOf = (list) => list.reduce((a, b) => a + b, list.length); // as many again have one
  let [low, high] = [0.5, 3];
  for (let i = 0; i < 40; ++i) {
    const middle = (low + high) / 2;
    if (sumOf(sizesFor(middle)) > count) low = middle;
    else high = middle;
  }
  const several = sizesFor(high);
  return [...several, ...Array(count - several.reduce((a, b) => a + b, 0)).fill(1)];
}

/** The brand of each product, and the department that a brand is at home in. */
function brandsOf(random, count, tops) {
  const own = wordsOf(random, 1500).map(capital);
  const names = new Set();
  const ofProduct = [];
  for (const size of brandSizes(count)) {
    let name = names.size < 600 ? own[names.size] : "";
    while (!name || names.has(name)) name = `${pick(random, own)} ${pick(random, own)}`;
    names.add(name);
    const brand = { name, home: below(random, tops) };
    for (let i = 0; i < size; ++i) ofProduct.push(brand);
  }
  return shuffle(random, ofProduct);
}

function unitWord(random) {
  const kind = random();
  if (kind < 0.4) return `${pick(random, amounts)}${pick(random, units)}`;
  if (kind < 0.55) return `${1 + below(random, 40)},5`;
  if (kind < 0.65) return pick(random, ["USB-C", "Wi-Fi", "2-in-1", "T-Shirt", "X-Line"]);
  const letters = String.fromCharCode(65 + below(random, 26), 65 + below(random, 26));
  return kind < 0.85
    ? `${letters}-${100 + below(random, 900)}`
    : `${letters}${10 + below(random, 90)}`;
}

function titleOf(random, brand, wordAt) {
  const length = Math.round(within(logNormal(random, 8, 0.38), 2, 17));
  const words = random() < 0.55 ? brand.name.split(" ").slice(0, length - 1) : [];
  const withUnit = length > 3 && random() < 0.45;
  while (words.length < length - (withUnit ? 1 : 0)) {
    const word = random() < 0.85 ? capital(wordAt()) : wordAt();
    if (!words.includes(word)) words.push(word);
  }
  if (withUnit) words.push(unitWord(random));
  return words.join(" ");
}

function descriptionOf(random, wordAt) {
  const length = Math.round(within(logNormal(random, 55, 0.5), 17, 200));
  let text = "";
  for (let i = 0, inSentence = 0; i < length; ++i) {
    const word = wordAt();
    text += inSentence === 0 ? capital(word) : word;
    const ends = i + 1 === length || (++inSentence > 6 && random() < 0.15);
    if (ends) inSentence = 0;
    text += i + 1 === length ? "." : ends ? ". " : random() < 0.06 ? ", " : " ";
  }
  return [{ _type: "block", style: "normal", children: [{ _type: "span", text }] }];
}

function priceOf(random) {
  const price = Math.round(logNormal(random, 2500, 1.15));
  return within(price < 1000 ? price - (price % 10) + 9 : price - (price % 100) + 99, 49, 500_000);
}

function optionsOf(random) {
  const wanted = 2 + below(random, 11);
  const kind = random();
  if (kind < 0.35)
    return [{ name: "Size", values: sizes.slice(0, Math.min(wanted, sizes.length)) }];
  const some = shuffle(random, [...colours]);
  if (kind < 0.6) return [{ name: "Colour", values: some.slice(0, wanted) }];
  const columns = 2 + below(random, 2);
  const rows = within(Math.floor(wanted / columns), 1, sizes.length);
  const from = below(random, sizes.length - rows + 1);
  return [
    { name: "Size", values: sizes.slice(from, from + rows) },
    { name: "Colour", values: some.slice(0, columns) },
  ];
}

function variantsOf(random, row, options) {
  const price = priceOf(random);
  const onSale = random() < 0.1;
  const soldOut = random() < 0.08;
  const choices = options.reduce(
    (lists, option) => lists.flatMap((list) => option.values.map((value) => [...list, value])),
    [[]],
  );
  return choices.map((optionValues, i) => {
    const dearer = choices.length > 1 && random() < 0.2 ? Math.round(price * 0.1) : 0;
    const variant = {
      sku: `S${row.toString(36).toUpperCase()}-${i}`,
      optionValues,
      priceMinor: price + dearer,
    };
    if (onSale) variant.compareAtMinor = Math.round((price + dearer) * (1.1 + random() * 0.5));
    const none = soldOut || (choices.length > 1 && random() < 0.15);
    variant.stock = none ? 0 : 1 + Math.floor(logNormal(random, 12, 1));
    variant.weightGrams = Math.round(logNormal(random, 400, 1));
    return variant;
  });
}

const tagRank = zipfOf(tags.length, 0.8);
const newest = Date.parse("2026-10-01T00:00:00Z");

export class CatalogGenerator {
  constructor(count, seed = 3) {
    this.count = count;
    this.random = randomOf(seed);
    this.vocabulary = new Vocabulary(seed);
    this.categories = categoriesOf(this.random, count, this.vocabulary);
    this.brands = brandsOf(this.random, count, this.categories.tops);
    this.leavesOf = Array.from({ length: this.categories.tops }, (_, department) =>
      this.categories.leaves.filter((leaf) => leaf.department === department),
    );
    this.leafRanks = this.leavesOf.map((leaves) => zipfOf(leaves.length, 0.7));
  }

  product(row) {
    const { random, vocabulary } = this;
    const brand = this.brands[row];
    const department = random() < 0.85 ? brand.home : below(random, this.categories.tops);
    const leaf = this.leavesOf[department][this.leafRanks[department](random)];
    const title = titleOf(random, brand, () =>
      vocabulary.titleWord(random, department, leaf.number),
    );
    const slug = `${slugOf(title).slice(0, 32)}-${row.toString(36)}`;
    const options = random() < 0.12 ? optionsOf(random) : [];
    const product = {
      _id: `product-${((row * 2654435761) % 4294967296).toString(16)}`,
      _type: "product",
      title,
      slug: { current: slug },
      brand: brand.name,
      description: descriptionOf(random, () =>
        vocabulary.textWord(random, department, leaf.number),
      ),
      tags: [...new Set(Array.from({ length: below(random, 5) }, () => tags[tagRank(random)]))],
      currency: "EUR",
      popularity: Math.floor(10_000 * (1 - row / this.count) ** 3),
      publishedAt: new Date(newest - below(random, 2_600_000) * 60_000)
        .toISOString()
        .replace(".000", ""),
      category: { _ref: leaf.document._id },
      images: [{ url: `/images/${row.toString(36)}.webp` }],
      variants: variantsOf(random, row, options),
    };
    if (options.length > 0) product.options = options;
    if (random() < 0.005) product.featured = true;
    if (random() < 0.7)
      product.rating = {
        average: Math.round(within(4.1 + 0.6 * normal(random), 1, 5) * 10) / 10,
        count: 1 + Math.floor(logNormal(random, 15, 1.3)),
      };
    return product;
  }

  settings() {
    return {
      name: "Vitrine",
      currency: "EUR",
      rounding: { scope: "line", mode: "half_up" },
      pricesIncludeTax: true,
      maxQuantityPerLine: 20,
      taxRates: [],
      shippingMethods: [],
      promotions: [],
    };
  }

  /** The JSON text of the whole answer, in parts; `see` is shown each product. */
  *text(see) {
    yield '{"products":[';
    let part = [];
    for (let row = 0; row < this.count; ++row) {
      const product = this.product(row);
      see(product);
      part.push(JSON.stringify(product));
      if (part.length < 1000 && row + 1 < this.count) continue;
      yield part.join(",") + (row + 1 < this.count ? "," : "");
      part = [];
    }
    const categories = JSON.stringify(this.categories.all.map(({ document }) => document));
    const settings = JSON.stringify(this.settings());
    const generatedAt = new Date(newest).toISOString();
    yield `],"categories":${categories},"settings":${settings},"generatedAt":"${generatedAt}"}`;
  }
}
