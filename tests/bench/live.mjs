// SPDX-License-Identifier: MIT
// What a page does with a catalog between the questions of a shopper: it is opened, changed and
// joined in slices. How long each takes, and what questions cost before and after 5,000 changes.
import { randomOf } from "./random.mjs";
import { now, timeAll } from "./timing.mjs";

const changesInAll = 5_000;
const mostInBatch = 20; // one look for changes brings so many
const runs = 3;

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
      else if (kind < 0.9) batch.products.push(added(product, made));
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

function added(product, number) {
  const variants = product.variants.map((variant, i) => ({ ...variant, sku: `N${number}-${i}` }));
  const slug = { current: `${product.slug.current}-n${number}` };
  return { ...product, _id: `new-${number}`, slug, variants };
}

/** Runs it and notes how long it took. */
function timed(times, run) {
  const begin = now();
  const answer = run();
  times.push(now() - begin);
  return answer;
}

/** The steps of one run: of opening, of each batch of changes, and of what these leave to be done. */
async function liveRun(peer, saved, batches, ask) {
  const steps = { opening: [], first: [], applying: [], settling: [] };
  const state = await peer.load();
  peer.copy(saved, state);
  while (timed(steps.opening, () => peer.openSlice(state)));
  while (timed(steps.opening, () => peer.settle(state)));
  for (const question of ask.first) timed(steps.first, () => question(state));
  const before = await ask.all(state);
  for (const { products, removed } of batches) {
    timed(steps.applying, () => {
      for (const id of removed) peer.remove(state, id);
      peer.upsert(state, products);
    });
    while (timed(steps.settling, () => peer.settle(state)));
  }
  return { steps, before, after: await ask.all(state) };
}

// Every run takes the same steps. A step's time is the shortest of the runs, so that what else the
// machine does in one of them does not count; then the longest step is what a page waits for.
function longestOf(lists) {
  return Math.max(...lists[0].map((_, i) => Math.min(...lists.map((list) => list[i]))));
}

// Likewise each question's time is that of the run in which half of them were answered soonest.
function soonestOf(answers) {
  const kinds = Object.keys(answers[0]);
  const soonest = (kind) => answers.map((each) => each[kind]).sort((a, b) => a.p50 - b.p50)[0];
  return Object.fromEntries(kinds.map((kind) => [kind, soonest(kind)]));
}

export async function liveChanges(peer, saved, products, { texts, pages, combined }) {
  const batches = batchesOf(products);
  const pageOf = (state, address) => peer.page(state, peer.prepare(state, address));
  const timePages = (state, addresses) =>
    timeAll(
      addresses.map((address) => peer.prepare(state, address)),
      (query) => peer.page(state, query),
    );
  const ask = {
    first: [
      (state) => pageOf(state, ""),
      (state) => pageOf(state, pages[0]),
      (state) => peer.find(state, texts[0].text, true),
      (state) => pageOf(state, combined[0]),
    ],
    all: async (state) => ({
      findTypos: await timeAll(texts, ({ text }) => peer.find(state, text, true)),
      pages: await timePages(state, pages),
      combined: await timePages(state, combined),
    }),
  };
  const done = [];
  for (let i = 0; i < runs; ++i) done.push(await liveRun(peer, saved, batches, ask));
  const longest = (kind) => longestOf(done.map(({ steps }) => steps[kind]));
  return {
    before: soonestOf(done.map(({ before }) => before)),
    after: soonestOf(done.map(({ after }) => after)),
    opening: longest("opening"),
    slices: done[0].steps.opening.length,
    first: longest("first"),
    applying: longest("applying"),
    settling: longest("settling"),
  };
}
