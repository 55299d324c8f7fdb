// SPDX-License-Identifier: MIT
// Live changes of a catalog that is open: what they cost, and what queries cost after them.
import { randomOf } from "./random.mjs";
import { now, timeAll } from "./timing.mjs";

const changesInAll = 5_000;
const mostInBatch = 20; // one look for changes brings so many

const below = (random, limit) => Math.floor(random() * limit);

/** Batches of changes as a busy shop has them: six of ten are of prices and stock. */
function batchesOf(products) {
  const random = randomOf(11);
  const batches = [];
  for (let made = 0; made < changesInAll; ) {
    const batch = { products: [], removed: [] };
    const size = Math.min(1 + below(random, mostInBatch), changesInAll - made);
    const rows = new Set(Array.from({ length: size }, () => below(random, products.length)));
    for (const row of rows) {
      const product = products[row];
      const kind = random();
      if (kind < 0.6) batch.products.push(repriced(random, product));
      else if (kind < 0.8) batch.products.push({ ...product, title: `${product.title} Plus` });
      else if (kind < 0.9) batch.products.push(renamed(product, made));
      else batch.removed.push(product._id);
    }
    made += rows.size;
    batches.push(batch);
  }
  return batches;
}

function repriced(random, product) {
  const variants = product.variants.map((variant) => ({
    ...variant,
    priceMinor: variant.priceMinor + 1 + below(random, 50),
    compareAtMinor: undefined,
    stock: below(random, 30),
  }));
  return { ...product, variants };
}

function renamed(product, number) {
  const variants = product.variants.map((variant, i) => ({ ...variant, sku: `N${number}-${i}` }));
  const slug = { current: `${product.slug.current}-n${number}` };
  return { ...product, _id: `new-${number}`, slug, variants };
}

function timed(list, run) {
  const begin = now();
  const answer = run();
  list.push(now() - begin);
  return answer;
}

const longest = (list) => Math.max(0, ...list);

/** `askAll` measures all that is asked of the catalog. */
export async function liveChanges(peer, state, products, askAll) {
  const before = await askAll();
  const applied = [];
  const slices = [];
  const batches = batchesOf(products);
  for (const { products: changed, removed } of batches) {
    timed(applied, () => {
      for (const id of removed) peer.remove(state, id);
      peer.upsert(state, changed);
    });
    // As in a page, which joins what has come before it looks again.
    while (timed(slices, () => peer.settle(state)));
  }
  const after = await askAll();
  return { before, after, changes: changesInAll, apply: longest(applied), slice: longest(slices) };
}
