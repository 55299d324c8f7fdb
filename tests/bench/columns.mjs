// SPDX-License-Identifier: MIT
// The catalog as typed arrays: what a programmer writes who wants filters, facets and sorting to be
// as fast as plain JavaScript can. Peers that only find words filter and count with it too.
import { chainsOf, featuredRanks, ranksOf, titleKey } from "./documents.mjs";
import { maxFacetValues, pageSize, parseQuery } from "./query.mjs";

// One bit for each filter, so that "fails in nothing but this" is one comparison. Options follow.
const kCategory = 1;
const kBrand = 2;
const kTag = 4;
const kRating = 8;
const kStock = 16;
const kSale = 32;
const kPrice = 64;
const kOption = 128;

// Sold out fails two at once when an option is chosen: whatever is left out, it stays closed.
const kSoldOut = kStock | kSale;

const kAll = -1;
const kCounted = 0xffff;
const kMostPrice = 2 ** 30 - 1; // still a small integer to V8

const isOneBit = (bits) => (bits & (bits - 1)) === 0;

function countBits(counts, bits) {
  for (let left = bits; left !== 0; left &= left - 1) ++counts[31 - Math.clz32(left & -left)];
}

function clear(failed, accepted, lists, bit) {
  const rest = ~bit;
  for (let value = 0; value < accepted.length; ++value) {
    if (accepted[value] === 0) continue;
    const list = lists[value];
    for (let i = 0; i < list.length; ++i) failed[list[i]] &= rest;
  }
}

// No jumps in these: chance decides, so the processor could not foresee them.
const oneIfZero = (bits) => (bits - 1) >>> 31;

function failBelow(failed, column, least) {
  for (let row = 0; row < failed.length; ++row)
    failed[row] |= ((column[row] - least) >> 31) & kRating;
}

function failOutside(failed, low, high, min, max) {
  for (let row = 0; row < failed.length; ++row)
    failed[row] |= (((high[row] - min) >> 31) | ((max - low[row]) >> 31)) & kPrice;
}

function failWithout(failed, column, wanted, bits) {
  for (let row = 0; row < failed.length; ++row)
    failed[row] |= -oneIfZero(column[row] & wanted) & bits;
}

// The rows that fail nothing, and those that fail one thing alone, with what it is.
function split({ failed, rows, near, nearFailures }, candidates) {
  let [found, others] = [0, 0];
  for (let i = 0; i < candidates.length; ++i) {
    const bits = failed[i];
    const none = oneIfZero(bits);
    rows[found] = near[others] = candidates[i];
    nearFailures[others] = bits;
    found += none;
    others += oneIfZero(bits & (bits - 1)) & ~none;
  }
  return { found, near: others };
}

// The rows that have each value, one list a value.
function listsOf(length, columns) {
  const lists = Array.from({ length }, () => []);
  for (const column of columns)
    column.forEach((value, row) => {
      for (const each of [value].flat()) lists[each].push(row);
    });
  return lists.map((list) => Uint32Array.from(list));
}

class Values {
  list = [];
  #numbers = new Map();

  of(value) {
    let number = this.#numbers.get(value);
    if (number === undefined) this.#numbers.set(value, (number = this.list.push(value) - 1));
    return number;
  }
  find(value) {
    return this.#numbers.get(value) ?? -1;
  }
}

export class Columns {
  constructor({ products, categories }) {
    const count = products.length;
    const variants = products.reduce((sum, product) => sum + product.variants.length, 0);
    this.count = count;
    this.ids = products.map((product) => product._id);
    this.categories = new Values();
    this.brands = new Values();
    this.tags = new Values();
    // Values of all options together, as bits of one number: at most 31 of them.
    this.optionValues = new Values();
    this.optionNames = [];
    this.chains = Array.from({ length: 3 }, () => new Uint16Array(count)); // 0: no category
    this.brand = new Uint32Array(count); // 0: none
    this.tagBegin = new Uint32Array(count + 1);
    this.rating = new Float32Array(count);
    this.ratingFloor = new Uint8Array(count);
    // Of the product: of its only variant, or of all together.
    this.low = new Int32Array(count);
    this.high = new Int32Array(count);
    this.state = new Uint8Array(count); // 1 in stock, 2 on sale
    this.optionBits = new Int32Array(count); // of the variants in stock
    // Of the variants of products with several.
    this.begin = new Uint32Array(count + 1);
    this.variantPrice = new Int32Array(variants);
    this.variantState = new Uint8Array(variants);
    this.variantOptions = new Int32Array(variants);
    this.#addProducts(products, chainsOf(categories));
    this.#addRanks(products);
    this.lists = {
      categories: listsOf(this.categories.list.length, this.chains),
      brands: listsOf(this.brands.list.length, [this.brand]),
      tags: listsOf(this.tags.list.length, [
        products.map(({ tags }) => tags.map((tag) => this.tags.of(tag))),
      ]),
    };
    this.several = Uint32Array.from(
      [...this.ids.keys()].filter((row) => products[row].variants.length > 1),
    );
    this.scratch = {
      all: Uint32Array.from(this.ids.keys()),
      places: new Uint32Array(count),
      hits: new Uint32Array(count),
      near: new Uint32Array(count + 1),
      nearFailures: new Uint16Array(count + 1),
      failed: new Uint16Array(count),
      rows: new Uint32Array(count + 1),
      lows: new Int32Array(count),
      highs: new Int32Array(count),
    };
    this.optionMasks = this.optionNames.map((name) =>
      this.optionValues.list.reduce(
        (bits, value, number) => (value.startsWith(`${name}=`) ? bits | (1 << number) : bits),
        0,
      ),
    );
    this.#addListed();
  }

  #optionBit(name, value) {
    if (!this.optionNames.includes(name)) this.optionNames.push(name);
    return 1 << this.optionValues.of(`${name}=${value}`);
  }

  #addProducts(products, chains) {
    this.categories.of("");
    this.brands.of("");
    const tags = [];
    let next = 0;
    products.forEach((product, row) => {
      const chain = chains.get(product.category?._ref) ?? [];
      chain.forEach((slug, level) => (this.chains[level][row] = this.categories.of(slug)));
      this.brand[row] = this.brands.of(product.brand ?? "");
      for (const tag of product.tags) tags.push(this.tags.of(tag));
      this.tagBegin[row + 1] = tags.length;
      this.rating[row] = product.rating?.count ? product.rating.average : 0;
      this.ratingFloor[row] = Math.min(4, Math.floor(this.rating[row]));
      const options = product.options ?? [];
      [this.low[row], this.high[row]] = [kMostPrice, 0];
      for (const variant of product.variants) {
        const inStock = variant.stock > 0 ? 1 : 0;
        const onSale = variant.compareAtMinor > variant.priceMinor ? 2 : 0;
        const bits = options.reduce(
          (all, { name }, i) => all | this.#optionBit(name, variant.optionValues[i]),
          0,
        );
        this.variantPrice[next] = variant.priceMinor;
        this.variantState[next] = inStock | onSale;
        this.variantOptions[next++] = bits;
        this.low[row] = Math.min(this.low[row], variant.priceMinor);
        this.high[row] = Math.max(this.high[row], variant.priceMinor);
        this.state[row] |= inStock | onSale;
        if (inStock) this.optionBits[row] |= bits;
      }
      this.begin[row + 1] = next;
    });
    this.tag = Uint8Array.from(tags);
  }

  #addRanks(products) {
    const keys = products.map(titleKey);
    const published = products.map((product) => Date.parse(product.publishedAt));
    this.featured = featuredRanks(products);
    const ranked = (compare) => {
      const rows = products.map((_, row) => row);
      return ranksOf(rows.sort((a, b) => compare(a, b) || this.featured[a] - this.featured[b]));
    };
    this.ranks = {
      relevance: this.featured,
      featured: this.featured,
      newest: ranked((a, b) => published[b] - published[a]),
      rating: ranked((a, b) => this.rating[b] - this.rating[a]),
      popular: ranked((a, b) => (products[b].popularity ?? 0) - (products[a].popularity ?? 0)),
      name: ranked((a, b) => (keys[a] < keys[b] ? -1 : keys[a] > keys[b] ? 1 : 0)),
    };
  }

  // Of each facet at most 100 values are shown: the biggest of the whole catalog.
  #addListed() {
    const all = this.select(this.prepare(parseQuery("")));
    this.listed = new Map(
      [...this.#counts(all)].map(([facet, [values, counts]]) => {
        const numbers = [...values.keys()].sort((a, b) => counts[b] - counts[a]);
        return [facet, numbers.slice(0, maxFacetValues)];
      }),
    );
  }

  /** Names as numbers: what a page asks, ready to be run. */
  prepare(query) {
    const accepted = (values, chosen) => {
      if (chosen.length === 0) return null;
      const accept = new Uint8Array(values.list.length);
      for (const value of chosen) if (values.find(value) >= 0) accept[values.find(value)] = 1;
      return accept;
    };
    // Of each option that is chosen the bits of its values that will do; 0 when none will.
    const options = [...query.options].map(([name, values]) => ({
      place: this.optionNames.indexOf(name),
      bits: values
        .map((value) => this.optionValues.find(`${name}=${value}`))
        .reduce((bits, number) => (number < 0 ? bits : bits | (1 << number)), 0),
    }));
    return {
      text: query.text,
      sort: query.sort,
      page: query.page,
      categories: accepted(this.categories, query.categories),
      brands: accepted(this.brands, query.brands),
      tags: accepted(this.tags, query.tags),
      options,
      impossible: options.some(({ place }) => place < 0),
      rating: query.rating,
      priced: query.priced,
      min: query.min,
      max: Math.min(query.max, kMostPrice),
      sale: query.sale,
      stock: query.stock,
      soldOut: options.length > 0 ? kSoldOut : query.stock ? kStock : 0,
      ofVariants: query.stock || query.sale || query.priced || options.length > 0,
    };
  }

  // For each product the bits of the filters that it fails as a whole. Lists of the products that
  // have a value take the bit away; what has no list is compared.
  #failAll(prepared) {
    const { failed } = this.scratch;
    const { categories, brands, tags, rating, min, max, options } = prepared;
    failed.fill((categories ? kCategory : 0) | (brands ? kBrand : 0) | (tags ? kTag : 0));
    if (categories) clear(failed, categories, this.lists.categories, kCategory);
    if (brands) clear(failed, brands, this.lists.brands, kBrand);
    if (tags) clear(failed, tags, this.lists.tags, kTag);
    if (rating) failBelow(failed, this.ratingFloor, rating);
    if (prepared.priced) failOutside(failed, this.low, this.high, min, max);
    if (prepared.sale) failWithout(failed, this.state, 2, kSale);
    if (prepared.soldOut) failWithout(failed, this.state, 1, prepared.soldOut);
    for (const { place, bits } of options)
      failWithout(failed, this.optionBits, bits, kOption << place);
  }

  // The same for the products that a text has left.
  #failSome(prepared, candidates) {
    const { failed } = this.scratch;
    const { low, high, state, optionBits, rating, brand, tagBegin, tag } = this;
    const [first, second, third] = this.chains;
    const { categories, brands, tags, rating: least, min, max, sale, soldOut, options } = prepared;
    for (let i = 0; i < candidates.length; ++i) {
      const row = candidates[i];
      let bits = 0;
      if (
        categories &&
        !(categories[first[row]] | categories[second[row]] | categories[third[row]])
      )
        bits |= kCategory;
      if (brands && !brands[brand[row]]) bits |= kBrand;
      if (tags) {
        let has = 0;
        for (let at = tagBegin[row]; at < tagBegin[row + 1]; ++at) has |= tags[tag[at]];
        if (!has) bits |= kTag;
      }
      if (rating[row] < least) bits |= kRating;
      if (high[row] < min || low[row] > max) bits |= kPrice;
      if (sale && !(state[row] & 2)) bits |= kSale;
      if (!(state[row] & 1)) bits |= soldOut;
      for (const option of options)
        if (!(optionBits[row] & option.bits)) bits |= kOption << option.place;
      failed[i] = bits;
    }
  }

  #tally() {
    return {
      categories: new Uint32Array(this.categories.list.length),
      brands: new Uint32Array(this.brands.list.length),
      tags: new Uint32Array(this.tags.list.length),
      ratings: new Uint32Array(5),
      states: new Uint32Array(4),
      options: new Uint32Array(this.optionValues.list.length),
      found: 0,
      priceMin: kMostPrice,
      priceMax: 0,
    };
  }

  /** Filters, counts and sorts; `given` are the rows that a text has left, best first. */
  select(prepared, given = null) {
    const tally = this.#tally();
    if (prepared.impossible) return { total: 0, page: [], tally };
    const candidates = given ?? this.scratch.all;
    if (given) this.#failSome(prepared, given);
    else this.#failAll(prepared);
    if (prepared.ofVariants) this.#fitSeveral(prepared, tally, given);
    const { found, near } = split(this.scratch, candidates);
    this.#countFound(tally, found);
    this.#countNear(tally, near);
    return { total: tally.found, page: this.#page(prepared, tally.found, given), tally };
  }

  // Counts the products that fail nothing, and keeps them.
  #countFound(tally, length) {
    const { rows, hits, lows, highs } = this.scratch;
    const { low, high, state, optionBits, brand, tagBegin, tag, ratingFloor } = this;
    const [first, second, third] = this.chains;
    const { categories, brands, tags, ratings, states } = tally;
    let { found, priceMin, priceMax } = tally;
    for (let i = 0; i < length; ++i) {
      const row = rows[i];
      ++categories[first[row]];
      ++categories[second[row]];
      ++categories[third[row]];
      ++brands[brand[row]];
      for (let at = tagBegin[row]; at < tagBegin[row + 1]; ++at) ++tags[tag[at]];
      ++ratings[ratingFloor[row]];
      ++states[state[row]];
      if (optionBits[row] !== 0) countBits(tally.options, optionBits[row]);
      const lowest = (lows[found] = low[row]);
      const highest = (highs[found] = high[row]);
      hits[found++] = row;
      if (lowest < priceMin) priceMin = lowest;
      if (highest > priceMax) priceMax = highest;
    }
    tally.found = found;
    tally.priceMin = priceMin;
    tally.priceMax = priceMax;
  }

  // Counts the products that fail one filter alone in its facet.
  #countNear(tally, length) {
    const { near, nearFailures } = this.scratch;
    const { low, high, state, optionBits, brand, tagBegin, tag, ratingFloor } = this;
    const [first, second, third] = this.chains;
    const { categories, brands, tags, ratings, states, options } = tally;
    let { priceMin, priceMax } = tally;
    for (let i = 0; i < length; ++i) {
      const row = near[i];
      const failures = nearFailures[i];
      if (failures === kCategory) {
        ++categories[first[row]];
        ++categories[second[row]];
        ++categories[third[row]];
      } else if (failures === kBrand) {
        ++brands[brand[row]];
      } else if (failures === kTag) {
        for (let at = tagBegin[row]; at < tagBegin[row + 1]; ++at) ++tags[tag[at]];
      } else if (failures === kRating) {
        ++ratings[ratingFloor[row]];
      } else if (failures === kStock) {
        ++states[state[row] & 1];
      } else if (failures === kSale) {
        ++states[state[row] & 2];
      } else if (failures === kPrice) {
        if (low[row] < priceMin) priceMin = low[row];
        if (high[row] > priceMax) priceMax = high[row];
      } else {
        countBits(options, optionBits[row] & this.#bitsOf(failures));
      }
    }
    tally.priceMin = priceMin;
    tally.priceMax = priceMax;
  }

  // The bits of the values of one option, given by its place.
  #bitsOf(mark) {
    return this.optionMasks[31 - Math.clz32(mark / kOption)];
  }

  // The few products with several variants, of which some may fit where others do not.
  #fitSeveral(prepared, tally, given) {
    const { failed } = this.scratch;
    const { several, begin } = this;
    if (!given) {
      for (let i = 0; i < several.length; ++i) {
        const row = several[i];
        if (isOneBit(failed[row])) this.#fitVariants(prepared, tally, row, failed[row]);
        failed[row] = kCounted;
      }
      return;
    }
    for (let i = 0; i < given.length; ++i) {
      const row = given[i];
      if (begin[row + 1] - begin[row] === 1) continue;
      if (isOneBit(failed[i])) this.#fitVariants(prepared, tally, row, failed[i]);
      failed[i] = kCounted;
    }
  }

  #fitVariants({ min, max, sale, stock, options }, tally, row, own) {
    const { variantPrice, variantState, variantOptions } = this;
    let [counts, seen, seenBits, lowest, highest] = [0, 0, 0, kMostPrice, 0];
    const end = this.begin[row + 1];
    for (let v = this.begin[row]; v < end; ++v) {
      const amount = variantPrice[v];
      const inStock = variantState[v] & 1;
      const onSale = variantState[v] & 2;
      const has = variantOptions[v];
      if (options.length > 0 && !inStock) continue;
      let failures = own;
      if (amount < min || amount > max) failures |= kPrice;
      if (sale && !onSale) failures |= kSale;
      if (stock && !inStock) failures |= kStock;
      for (let i = 0; i < options.length; ++i)
        if (!(has & options[i].bits)) failures |= kOption << options[i].place;
      if (!isOneBit(failures)) continue;
      counts |= failures === 0 ? kAll : failures;
      if (failures === 0 || failures === kStock) seen |= inStock;
      if (failures === 0 || failures === kSale) seen |= onSale;
      if (inStock && failures === 0) seenBits |= has;
      else if (inStock && failures >= kOption) seenBits |= has & this.#bitsOf(failures);
      if (failures === 0 || failures === kPrice) {
        if (amount < tally.priceMin) tally.priceMin = amount;
        if (amount > tally.priceMax) tally.priceMax = amount;
      }
      if (failures !== 0) continue;
      if (amount < lowest) lowest = amount;
      if (amount > highest) highest = amount;
    }
    if (counts !== 0) this.#count(tally, row, counts);
    ++tally.states[seen];
    countBits(tally.options, seenBits);
    if (highest > 0) this.#keep(tally, row, lowest, highest);
  }

  #count(tally, row, counts) {
    const { tagBegin, tag } = this;
    if (counts & kCategory) for (const level of this.chains) ++tally.categories[level[row]];
    if (counts & kBrand) ++tally.brands[this.brand[row]];
    if (counts & kTag)
      for (let at = tagBegin[row]; at < tagBegin[row + 1]; ++at) ++tally.tags[tag[at]];
    if (counts & kRating) ++tally.ratings[this.ratingFloor[row]];
  }

  #keep(tally, row, lowest, highest) {
    const { hits, lows, highs } = this.scratch;
    lows[tally.found] = lowest;
    highs[tally.found] = highest;
    hits[tally.found++] = row;
  }

  // The rows of the page: the best so many in a heap whose top is the worst.
  #page({ sort, page: wanted }, found, given) {
    const { hits, lows, highs } = this.scratch;
    const pages = Math.max(1, Math.ceil(found / pageSize));
    const page = Math.min(wanted, pages);
    const size = Math.min(page * pageSize, found);
    const begin = (page - 1) * pageSize;
    const { featured } = this;
    const ranks = given && sort === "relevance" ? this.#placesOf(given) : this.ranks[sort];
    const keyOf =
      sort === "price"
        ? (i) => lows[i] * 2 ** 20 + featured[hits[i]]
        : sort === "price-desc"
          ? (i) => -highs[i] * 2 ** 20 + featured[hits[i]]
          : (i) => ranks[hits[i]];
    const keys = new Float64Array(size);
    const heap = new Uint32Array(size);
    const sink = (at) => {
      for (;;) {
        let child = 2 * at + 1;
        if (child >= size) return;
        if (child + 1 < size && keys[child + 1] > keys[child]) ++child;
        if (keys[child] <= keys[at]) return;
        [keys[at], keys[child]] = [keys[child], keys[at]];
        [heap[at], heap[child]] = [heap[child], heap[at]];
        at = child;
      }
    };
    for (let i = 0; i < size; ++i) [keys[i], heap[i]] = [keyOf(i), hits[i]];
    for (let at = (size >> 1) - 1; at >= 0; --at) sink(at);
    for (let i = size; i < found; ++i) {
      const key = keyOf(i);
      if (key >= keys[0]) continue;
      keys[0] = key;
      heap[0] = hits[i];
      sink(0);
    }
    const order = Array.from(heap.keys()).sort((a, b) => keys[a] - keys[b]);
    return order.slice(begin).map((at) => heap[at]);
  }

  #placesOf(given) {
    const { places } = this.scratch;
    for (let i = 0; i < given.length; ++i) places[given[i]] = i;
    return places;
  }

  #counts({ tally }) {
    const { ratings, states } = tally;
    const atLeast = [4, 3, 2, 1].map((value) => ratings.slice(value).reduce((a, b) => a + b, 0));
    const options = this.optionNames.map((name) => {
      const own = [...this.optionValues.list.entries()].filter(([, v]) => v.startsWith(`${name}=`));
      return [
        `opt.${name}`,
        [
          own.map(([, v]) => v.slice(name.length + 1)),
          own.map(([number]) => tally.options[number]),
        ],
      ];
    });
    return new Map([
      ["category", [this.categories.list.slice(1), tally.categories.slice(1)]],
      ["brand", [this.brands.list.slice(1), tally.brands.slice(1)]],
      ["tag", [this.tags.list, tally.tags]],
      ["rating", [["4", "3", "2", "1"], atLeast]],
      ["stock", [["1"], [states[1] + states[3]]]],
      ["sale", [["1"], [states[2] + states[3]]]],
      ...options,
    ]);
  }

  /** The answer as the others give it. */
  describe({ total, page, tally }) {
    const facets = [...this.#counts({ tally })].map(([facet, [values, counts]]) => [
      facet,
      new Map(this.listed.get(facet).map((number) => [values[number], counts[number]])),
    ]);
    const ids = page.map((row) => this.ids[row]);
    const { priceMin, priceMax } = tally;
    return { total, ids, facets: new Map(facets), priceMin, priceMax };
  }
}
