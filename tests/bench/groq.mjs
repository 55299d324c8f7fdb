// SPDX-License-Identifier: MIT
// `./vitrine bench groq`: the engine's GROQ beside groq-js, on the same documents, each in a process
// of its own. Results must be equal; both end as JavaScript values.
import assert from "node:assert/strict";
import { fork } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { datasetOf } from "./dataset.mjs";
import { groqQueries, longText } from "./groq_queries.mjs";
import { now, timeSome } from "./timing.mjs";

const file = fileURLToPath(import.meta.url);
const phaseLimitSeconds = 300;
const warmUpMs = 500;

function documentsOf(size) {
  const { products, categories } = JSON.parse(readFileSync(datasetOf(size).catalog, "utf8"));
  return [...categories, ...products];
}

async function vitrine(documents) {
  const { openDocuments } = await import("../../wasm/package/dist/groq.js");
  const held = await openDocuments(documents);
  let asked = 0;
  return {
    // Another text each time, because a query that is known is not parsed again.
    parse: (text) => held.watch(`${text} // ${asked++}`),
    prepare: (query, params) => ({ query, params }),
    run: ({ query, params }) => held.query(query, params),
  };
}

async function groqJs(documents) {
  const { parse, evaluate } = await import("groq-js");
  return {
    parse: (text) => parse(text),
    prepare: (query, params) => ({ tree: parse(query, { params }), params }),
    async run({ tree, params }) {
      const value = await evaluate(tree, { dataset: documents, params });
      return value.get();
    },
  };
}

/**
 * In a process of its own: each query's first time, its time after a warm-up, and what it answers,
 * as far as it gets.
 */
async function measure(name, size) {
  const documents = documentsOf(size);
  const peer = await { vitrine, groqJs }[name](documents);
  const parseSome = () => void times(200, () => peer.parse(longText));
  const { first } = await timeSome(parseSome);
  for (const warm = now(); now() - warm < warmUpMs; ) parseSome();
  process.send({ parse: { first, ms: (await timeSome(parseSome)).median } });
  for (const { name: query, groq, params, isLong } of groqQueries(documents)) {
    if (isLong && name === "groqJs") continue;
    const prepared = peer.prepare(groq, params);
    const begin = now();
    const firstAnswer = await peer.run(prepared);
    const first = now() - begin;
    let last = first;
    for (const warm = now(); now() - warm < warmUpMs; ) {
      const again = now();
      await peer.run(prepared);
      last = now() - again;
    }
    const repeats = Math.max(1, Math.min(2_000, Math.floor(20 / last)));
    const { median } = await timeSome(async () => {
      for (let i = 0; i < repeats; ++i) await peer.run(prepared);
    });
    const answer = await peer.run(prepared);
    assert.deepEqual(answer, firstAnswer);
    process.send({ [query]: { first, ms: median / repeats, answer } });
  }
}

function times(count, run) {
  for (let i = 0; i < count; ++i) run();
}

/** What the child tells until it ends, or is stopped. */
function measured(name, size) {
  return new Promise((resolve) => {
    const result = {};
    const child = fork(file, ["--measure", name, "--sizes", size], {
      execArgv: ["--max-old-space-size=8192"],
      serialization: "advanced",
    });
    const timer = setTimeout(() => child.kill("SIGKILL"), phaseLimitSeconds * 1000);
    child.on("message", (part) => Object.assign(result, part));
    child.on("exit", () => {
      clearTimeout(timer);
      resolve(result);
    });
  });
}

const format = (ms) => (ms >= 100 ? ms.toFixed(0) : ms >= 1 ? ms.toFixed(1) : ms.toFixed(4));

/** A line for each query: both times, how many times faster, and the bar. */
function compare(size, ours, theirs) {
  const rows = [["query", "Vitrine first", "ms", "groq-js first", "ms", "faster", "bar", ""]];
  for (const { name, bar: given } of [{ name: "parse", bar: 1 }, ...groqQueries(documentsOf(size))]) {
    // The bars are meant at 10,000 products; elsewhere nothing may be slower.
    const bar = given === undefined || size === "10k" ? given : 1;
    const [mine, other] = [ours[name], theirs[name]];
    const [mineMs, otherMs] = [mine?.ms, other?.ms];
    if (mine && other && name !== "parse") assert.deepEqual(mine.answer, other.answer, name);
    const ratio = otherMs / mineMs;
    const bars = bar === undefined ? "" : `${bar} ×`;
    const isMet = ratio >= bar ? "yes" : "no";
    const cell = (ms) => (ms === undefined ? "stopped" : format(ms));
    rows.push([
      name,
      cell(mine?.first),
      cell(mineMs),
      cell(other?.first),
      cell(otherMs),
      Number.isNaN(ratio) ? "" : `${ratio >= 10 ? Math.round(ratio) : ratio.toFixed(2)} ×`,
      bars,
      bar === undefined || Number.isNaN(ratio) ? "" : isMet,
    ]);
  }
  const widths = rows[0].map((_, i) => Math.max(...rows.map((row) => row[i].length)));
  for (const row of rows) console.log(row.map((cell, i) => cell.padEnd(widths[i])).join("  "));
  return rows;
}

const { values } = parseArgs({
  options: {
    sizes: { type: "string", default: "1k,10k,100k" },
    json: { type: "string" },
    measure: { type: "string" },
  },
});

if (values.measure) {
  await measure(values.measure, values.sizes);
} else {
  const [load] = loadavg();
  if (load > 1)
    console.log(`Load average ${load.toFixed(1)}: with other work beside, do not trust this.`);
  const run = { node: process.version, cpu: cpus()[0].model, sizes: {} };
  for (const size of values.sizes.split(",")) {
    console.log(`\n${size} products, Node ${process.version}`);
    const ours = await measured("vitrine", size);
    const theirs = await measured("groqJs", size);
    run.sizes[size] = compare(size, ours, theirs);
    if (values.json) writeFileSync(values.json, JSON.stringify(run, null, 1));
  }
}
