// SPDX-License-Identifier: MIT
// The catalog as typed arrays: what a programmer writes who wants filters, facets and sorting to be
// as fast as plain JavaScript can. Peers that only find words filter and count with it too.
import { chainsOf, featuredRanks, ranksOf, titleKey } from "./documents.mjs";
import { maxFacetValues, pageSize, parseQuery } from "./query.mjs";

// One bit for each filter, so that "fails in nothing but this" is one comparison; those from stock
// on speak of variants. An option has at most 32 values.
const bits = {
  category: 1,
  brand: 2,
  tag: 4,
  rating: 8,
  stock: 16,
  sale: 32,
  price: 64,
  option: 128,
};
const maxOptions = 8;

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
    this.categories = new Values();
    this.brands = new Values();
    this.tags = new Values();
    this.chain = new Int16Array(count * 3).fill(-1);
    this.brand = new Int32Array(count).fill(-1);
    this.tagBegin = new Uint32Array(count + 1);
    this.rating = new Float32Array(count);
    this.ratingFloor = new Uint8Array(count);
    this.begin = new Uint32Array(count + 1); // of the product's variants
    this.price = new Int32Array(variants);
    this.state = new Uint8Array(variants); // 1 in stock, 2 on sale
    this.options = []; // of each its name, its values, and the value of each variant or -1
    this.ids = products.map((product) => product._id);
    this.#addProducts(products, chainsOf(categories), variants);
    this.#addRanks(products);
    this.#addListed();
  }

  #option(name, variants) {
    let option = this.options.find((each) => each.name === name);
    if (!option) {
      option = { name, values: new Values(), column: new Int8Array(variants).fill(-1) };
      this.options.push(option);
    }
    return option;
  }

  #addProducts(products, chains, variants) {
    const tags = [];
    let next = 0;
    products.forEach((product, row) => {
      (chains.get(product.category?._ref) ?? []).forEach(
        (slug, level) => (this.chain[row * 3 + level] = this.categories.of(slug)),
      );
      if (product.brand) this.brand[row] = this.brands.of(product.brand);
      for (const tag of product.tags) tags.push(this.tags.of(tag));
      this.tagBegin[row + 1] = tags.length;
      this.rating[row] = product.rating?.count ? product.rating.average : 0;
      this.ratingFloor[row] = Math.min(4, Math.floor(this.rating[row]));
      const options = (product.options ?? []).map(({ name, values }) => {
        const option = this.#option(name, variants);
        for (const value of values) option.values.of(value);
        return option;
      });
      for (const variant of product.variants) {
        this.price[next] = variant.priceMinor;
        this.state[next] =
          (variant.stock > 0 ? 1 : 0) | (variant.compareAtMinor > variant.priceMinor ? 2 : 0);
        options.forEach(
          (option, i) => (option.column[next] = option.values.of(variant.optionValues[i])),
        );
        ++next;
      }
      this.begin[row + 1] = next;
    });
    this.tag = Uint8Array.from(tags);
  }

  #addRanks(products) {
    this.featured = featuredRanks(products);
    const keys = {
      title: products.map(titleKey),
      published: products.map((p) => Date.parse(p.publishedAt)),
    };
    const ranked = (compare) => {
      const rows = products.map((_, row) => row);
      return ranksOf(rows.sort((a, b) => compare(a, b) || this.featured[a] - this.featured[b]));
    };
    this.ranks = {
      relevance: this.featured,
      featured: this.featured,
      newest: ranked((a, b) => keys.published[b] - keys.published[a]),
      rating: ranked((a, b) => this.rating[b] - this.rating[a]),
      popular: ranked((a, b) => (products[b].popularity ?? 0) - (products[a].popularity ?? 0)),
      name: ranked((a, b) =>
        keys.title[a] < keys.title[b] ? -1 : keys.title[a] > keys.title[b] ? 1 : 0,
      ),
    };
  }

  // Of each facet at most 100 values are shown: the biggest of the whole catalog.
  #addListed() {
    const all = this.select(this.prepare(parseQuery("")));
    this.listed = new Map(
      [...this.#counts(all)].map(([facet, [values, counts]]) => {
        const numbers = values.map((_, number) => number).sort((a, b) => counts[b] - counts[a]);
        return [facet, numbers.slice(0, maxFacetValues)];
      }),
    );
  }

  /** Names as numbers: what a page asks, ready to be run. */
  prepare(query) {
    const accepted = (values, chosen) => {
      const accept = new Uint8Array(values.list.length);
      for (const value of chosen) if (values.find(value) >= 0) accept[values.find(value)] = 1;
      return accept;
    };
    const options = this.options.map((option) => {
      const chosen = query.options.get(option.name);
      return chosen ? accepted(option.values, chosen) : null;
    });
    return {
      query,
      categories: query.categories.length > 0 ? accepted(this.categories, query.categories) : null,
      brands: query.brands.length > 0 ? accepted(this.brands, query.brands) : null,
      tags: query.tags.length > 0 ? accepted(this.tags, query.tags) : null,
      options,
      wantsOptions: query.options.size > 0,
      impossible: [...query.options.keys()].some(
        (name) => !this.options.some((o) => o.name === name),
      ),
    };
  }

  // For each product the bits of its own filters that it fails.
  #failures(prepared) {
    const { count, chain, brand, tagBegin, tag, rating } = this;
    const failed = new Uint8Array(count);
    const { categories, brands, tags } = prepared;
    if (categories)
      for (let row = 0, at = 0; row < count; ++row, at += 3)
        if (!(categories[chain[at]] || categories[chain[at + 1]] || categories[chain[at + 2]]))
          failed[row] = bits.category;
    if (brands)
      for (let row = 0; row < count; ++row) if (!brands[brand[row]]) failed[row] |= bits.brand;
    if (tags) {
      for (let row = 0; row < count; ++row) {
        let has = 0;
        for (let i = tagBegin[row]; i < tagBegin[row + 1]; ++i) has |= tags[tag[i]];
        if (!has) failed[row] |= bits.tag;
      }
    }
    const wanted = prepared.query.rating;
    if (wanted)
      for (let row = 0; row < count; ++row) if (rating[row] < wanted) failed[row] |= bits.rating;
    return failed;
  }

  #tally() {
    return {
      categories: new Uint32Array(this.categories.list.length),
      brands: new Uint32Array(this.brands.list.length),
      tags: new Uint32Array(this.tags.list.length),
      ratings: new Uint32Array(5),
      stock: 0,
      sale: 0,
      options: this.options.map((option) => new Uint32Array(option.values.list.length)),
    };
  }

  /** Filters, counts and sorts; `candidates` are the rows that a text has left, best first. */
  select(prepared, candidates = null) {
    const failures = this.#failures(prepared);
    const tally = this.#tally();
    const { begin, price, state, chain, brand, tagBegin, tag, ratingFloor } = this;
    const { query, options, wantsOptions, impossible } = prepared;
    const { min, max, stock, sale } = query;
    const optionCount = Math.min(this.options.length, maxOptions);
    const columns = this.options.map((option) => option.column);
    const length = candidates ? candidates.length : this.count;
    const rows = new Uint32Array(length);
    const lows = new Int32Array(length);
    const highs = new Int32Array(length);
    const seen = new Uint32Array(optionCount);
    let [found, priceMin, priceMax] = [0, Infinity, -Infinity];
    for (let i = 0; i < length && !impossible; ++i) {
      const row = candidates ? candidates[i] : i;
      const own = failures[row];
      if ((own & (own - 1)) !== 0) continue;
      let [counts, low, high, hasStock, hasSale] = [0, Infinity, -Infinity, 0, 0];
      seen.fill(0);
      for (let v = begin[row]; v < begin[row + 1]; ++v) {
        const amount = price[v];
        const inStock = state[v] & 1;
        const onSale = state[v] & 2;
        let failed = own;
        if (amount < min || amount > max) failed |= bits.price;
        if (sale && !onSale) failed |= bits.sale;
        let wrongOptions = 0;
        if (wantsOptions) {
          for (let o = 0; o < optionCount; ++o)
            if (options[o] && !(columns[o][v] >= 0 && options[o][columns[o][v]]))
              wrongOptions |= bits.option << o;
          failed |= wrongOptions;
          // Sold out fails the options too, whichever of them is left open.
          if (!inStock) continue;
        } else if (stock && !inStock) {
          failed |= bits.stock;
        }
        if ((failed & (failed - 1)) !== 0) continue;
        counts |= failed === 0 ? ~0 : failed;
        if (inStock && (failed === 0 || failed === bits.stock)) hasStock = 1;
        if (onSale && (failed === 0 || failed === bits.sale)) hasSale = 1;
        if (inStock) {
          for (let o = 0; o < optionCount; ++o) {
            const value = columns[o][v];
            if (value >= 0 && (failed === 0 || failed === bits.option << o)) seen[o] |= 1 << value;
          }
        }
        if (failed === 0 || failed === bits.price) {
          if (amount < priceMin) priceMin = amount;
          if (amount > priceMax) priceMax = amount;
        }
        if (failed === 0) {
          if (amount < low) low = amount;
          if (amount > high) high = amount;
        }
      }
      if (counts === 0) continue;
      tally.stock += hasStock;
      tally.sale += hasSale;
      for (let o = 0; o < optionCount; ++o)
        for (let mask = seen[o]; mask !== 0; mask &= mask - 1)
          ++tally.options[o][31 - Math.clz32(mask & -mask)];
      if (counts & bits.category)
        for (let level = row * 3; level < row * 3 + 3; ++level)
          if (chain[level] >= 0) ++tally.categories[chain[level]];
      if (counts & bits.brand && brand[row] >= 0) ++tally.brands[brand[row]];
      if (counts & bits.tag)
        for (let t = tagBegin[row]; t < tagBegin[row + 1]; ++t) ++tally.tags[tag[t]];
      if (counts & bits.rating) ++tally.ratings[ratingFloor[row]];
      if (low === Infinity) continue;
      rows[found] = row;
      lows[found] = low;
      highs[found++] = high;
    }
    const page = this.#page(query, rows, lows, highs, found, candidates !== null);
    return { total: found, page, tally, priceMin, priceMax };
  }

  // The rows of the page: the best so many in a heap whose top is the worst.
  #page(query, rows, lows, highs, found, hasText) {
    const pages = Math.max(1, Math.ceil(found / pageSize));
    const page = Math.min(query.page, pages);
    const size = Math.min(page * pageSize, found);
    const begin = (page - 1) * pageSize;
    if (hasText && query.sort === "relevance") return Array.from(rows.subarray(begin, size));
    const { featured } = this;
    const ranks = this.ranks[query.sort];
    const keyOf =
      query.sort === "price"
        ? (i) => lows[i] * 2 ** 20 + featured[rows[i]]
        : query.sort === "price-desc"
          ? (i) => -highs[i] * 2 ** 20 + featured[rows[i]]
          : (i) => ranks[rows[i]];
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
    for (let i = 0; i < size; ++i) [keys[i], heap[i]] = [keyOf(i), rows[i]];
    for (let at = (size >> 1) - 1; at >= 0; --at) sink(at);
    for (let i = size; i < found; ++i) {
      const key = keyOf(i);
      if (key >= keys[0]) continue;
      [keys[0], heap[0]] = [key, rows[i]];
      sink(0);
    }
    const order = Array.from(heap.keys()).sort((a, b) => keys[a] - keys[b]);
    return order.slice(begin).map((at) => heap[at]);
  }

  #counts({ tally }) {
    const { ratings } = tally;
    const atLeast = [4, 3, 2, 1].map((value) => ratings.slice(value).reduce((a, b) => a + b, 0));
    return new Map([
      ["category", [this.categories.list, tally.categories]],
      ["brand", [this.brands.list, tally.brands]],
      ["tag", [this.tags.list, tally.tags]],
      ["rating", [["4", "3", "2", "1"], atLeast]],
      ["stock", [["1"], [tally.stock]]],
      ["sale", [["1"], [tally.sale]]],
      ...this.options.map((option, i) => [
        `opt.${option.name}`,
        [option.values.list, tally.options[i]],
      ]),
    ]);
  }

  /** The answer as the others give it. */
  describe(answer) {
    const facets = new Map(
      [...this.#counts(answer)].map(([facet, [values, counts]]) => [
        facet,
        new Map(this.listed.get(facet).map((number) => [values[number], counts[number]])),
      ]),
    );
    const ids = answer.page.map((row) => this.ids[row]);
    return {
      total: answer.total,
      ids,
      facets,
      priceMin: answer.priceMin,
      priceMax: answer.priceMax,
    };
  }
}
