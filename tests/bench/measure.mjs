// SPDX-License-Identifier: MIT
// One peer at one size in a process of its own: `node --expose-gc measure.mjs PEER SIZE PHASE`.
// "build" makes what is opened later, "query" opens it (or builds, when the peer cannot save) and
// asks. Each result is sent to the parent as soon as it is there, else printed.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";
import { byItself, overColumns, overObjects } from "./by_hand.mjs";
import { datasetOf } from "./dataset.mjs";
import { peerOf } from "./peers/index.mjs";
import { liveChanges } from "./live.mjs";
import { agreementOf, foundOf, plainAnswer } from "./quality.mjs";
import { timeAll, timeSome } from "./timing.mjs";

const brotliQuality = 5;
const mostBytesInWasm = 2 ** 29; // of JSON: products and snapshot take seven times as much beside it

const [, , name, size, phase] = process.argv;
const dataset = datasetOf(size);
const snapshotFile = `${dataset.folder}/${name}.snapshot`;
const answersFile = `${dataset.folder}/answers.json`;
const peer = await peerOf(name);

const tell = (result) =>
  process.send ? process.send(result) : console.log(JSON.stringify(result));
const readText = () => readFileSync(dataset.catalog, "utf8");
const readInput = () => (peer.readsBytes ? readFileSync(dataset.catalog) : readText());

const wireBytes = (bytes) =>
  brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: brotliQuality,
      [constants.BROTLI_PARAM_LGWIN]: 22,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  }).length;

/** Of a catalog that is built where memory has no end: once, by the program for that. */
function buildNatively() {
  const begin = performance.now();
  execFileSync(process.env.VITRINE_SNAPSHOT, [dataset.catalog, snapshotFile]);
  const took = performance.now() - begin;
  tell({ build: { first: took, median: took, runs: 1, isNative: true } });
  const bytes = readFileSync(snapshotFile);
  tell({ snapshot: { bytes: bytes.length, wire: wireBytes(bytes) } });
}

async function build() {
  if (peer.buildsNatively && statSync(dataset.catalog).size > mostBytesInWasm) {
    return buildNatively();
  }
  const input = readInput();
  const engine = await peer.load?.();
  let state;
  tell({
    build: await timeSome(async () => {
      state = null;
      state = await peer.build(input, engine);
    }),
  });
  if (!peer.save) return;
  const saved = peer.save(state);
  writeFileSync(snapshotFile, saved);
  const bytes = Buffer.from(saved);
  tell({ snapshot: { bytes: bytes.length, wire: wireBytes(bytes) } });
}

async function weigh() {
  const bytes = readFileSync(dataset.catalog);
  tell({ json: { bytes: bytes.length, wire: wireBytes(bytes) } });
  const text = readText();
  tell({ parse: await timeSome(() => void JSON.parse(text)) });
  const catalog = JSON.parse(text);
  for (const product of catalog.products) delete product.description;
  const cards = Buffer.from(JSON.stringify(catalog));
  tell({ jsonWithoutDescriptions: { bytes: cards.length, wire: wireBytes(cards) } });
}

let before; // the memory of a process that has only loaded the peer

async function settledMemory() {
  for (let i = 0; i < 3; ++i) {
    gc();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const { rss, heapUsed, external } = process.memoryUsage();
  return { rss, live: heapUsed + external };
}

async function memorySince() {
  const after = await settledMemory();
  return { rss: after.rss - before.rss, live: after.live - before.live };
}

function readSnapshot() {
  if (peer.opensText) return readFileSync(snapshotFile, "utf8");
  const { buffer, byteOffset, length } = readFileSync(snapshotFile);
  return new Uint8Array(buffer, byteOffset, length);
}

async function open() {
  const readSaved = () => (peer.save ? readSnapshot() : readInput());
  const make = async (saved) => {
    const engine = await peer.load?.();
    return { engine, saved };
  };
  const act = ({ engine, saved }) =>
    peer.save ? peer.open(saved, engine) : peer.build(saved, engine);
  before = await settledMemory();
  let given = await make(readSaved());
  const state = await act(given);
  given = null;
  // What a page does between two frames after opening: tables that make questions faster.
  while (peer.settle?.(state));
  const memory = await memorySince();
  if (peer.wasmBytes) memory.wasm = peer.wasmBytes(state);
  tell({ memory });
  if (peer.save) tell(await timeOpening(make, act, readSaved()));
  return state;
}

// Each time into a fresh engine, whose memory has not been touched.
async function timeOpening(make, act, saved) {
  const times = { open: [], copy: [] };
  const begin = performance.now();
  do {
    for (const [kind, run] of [
      ["copy", peer.copy],
      ["open", (bytes, engine) => act({ saved: bytes, engine })],
    ]) {
      if (!run) continue;
      const given = await make(saved);
      const at = performance.now();
      await run(given.saved, given.engine);
      times[kind].push(performance.now() - at);
    }
  } while (times.open.length < 7 && performance.now() - begin < 4_000);
  const summary = (list) => ({
    first: list[0],
    median: [...list].sort((a, b) => a - b)[list.length >> 1],
    runs: list.length,
  });
  return { open: summary(times.open), ...(times.copy.length ? { copy: summary(times.copy) } : {}) };
}

function titlesFor(state) {
  const titles = JSON.parse(readFileSync(dataset.titles, "utf8"));
  if (!peer.idOf) return (row) => titles[row][1];
  const byId = new Map(titles);
  return (row) => byId.get(peer.idOf(state, row));
}

async function askTexts(state, texts) {
  if (!peer.find) return;
  const plain = texts.filter((text) => !text.meant);
  tell({ find: await timeAll(plain, ({ text }) => peer.find(state, text, false)) });
  const typos = Boolean(peer.readsTypos);
  if (typos) tell({ findTypos: await timeAll(texts, ({ text }) => peer.find(state, text, true)) });
  tell({ found: await foundOf(texts, titlesFor(state), (text) => peer.find(state, text, typos)) });
}

async function askPages(kind, addresses, { prepare, page, describe }) {
  const prepared = addresses.map(prepare);
  tell({ [kind]: await timeAll(prepared, page) });
  const answers = [];
  for (const query of prepared) answers.push(plainAnswer(describe(await page(query), query)));
  return answers;
}

// With few products that have the text as typed, typos are read too, each library in its own way:
// such answers are not compared.
const enough = 10;

function keepAsOracle(state, answers, combined) {
  combined.forEach((address, i) => {
    const text = new URLSearchParams({ q: new URLSearchParams(address).get("q") });
    const { total } = peer.page(state, peer.prepare(state, text.toString()));
    answers.combined[i].isClear = total >= enough;
  });
  writeFileSync(answersFile, JSON.stringify(answers));
}

async function query() {
  const state = await open();
  const { texts, pages, combined } = JSON.parse(readFileSync(dataset.queries, "utf8"));
  await askTexts(state, texts);
  const answers = {};
  if (peer.page) answers.pages = await askPages("pages", pages, byItself(peer, state));
  if (peer.page && name !== "columns")
    answers.combined = await askPages("combined", combined, byItself(peer, state));
  if (peer.hits) {
    const objects = overObjects(peer, state, readText());
    tell({ memoryWithObjects: await memorySince() });
    answers.combined = await askPages("combined", combined, objects);
    await askPages("combinedColumns", combined, overColumns(peer, state, readText()));
  }
  if (name === "objects") return keepAsOracle(state, answers, combined);
  if (!existsSync(answersFile)) return;
  const oracle = JSON.parse(readFileSync(answersFile, "utf8"));
  for (const [kind, addresses] of Object.entries({ pages, combined })) {
    if (!answers[kind]) continue;
    tell({ [`${kind}Agreement`]: agreementOf(answers[kind], oracle[kind], addresses) });
  }
}

async function live() {
  const { products } = JSON.parse(readText());
  const queries = JSON.parse(readFileSync(dataset.queries, "utf8"));
  tell({ live: await liveChanges(peer, readSnapshot(), products, queries) });
}

await { build, weigh, query, live }[phase]();
