// SPDX-License-Identifier: MIT
// `./vitrine bench lake`: the local Content Lake under load, over HTTP, on this machine.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { secrets, startServices } from "../services/running.mjs";
import { datasetOf } from "./dataset.mjs";
import { load, openConnection, request } from "./http_load.mjs";
import { openListener } from "./listener.mjs";
import { below, pick, randomOf } from "./random.mjs";
import { now, quantile } from "./timing.mjs";

const { values } = parseArgs({
  options: {
    products: { type: "string", default: "10k" },
    seconds: { type: "string", default: "10" },
    minutes: { type: "string", default: "0" },
    listeners: { type: "string", default: "500" },
    json: { type: "string" },
  },
});
const seconds = Number(values.seconds);
const bars = { queries: 5_000, mutations: 500 };

const { categories, products } = JSON.parse(
  readFileSync(datasetOf(values.products).catalog, "utf8"),
);
const services = await startServices();
const api = `${services.lake}/v2025-02-19/data`;
const random = randomOf(1);

const mutation = (mutations) =>
  request(`${api}/mutate/production?returnIds=true`, {
    method: "POST",
    token: secrets.lakeToken,
    body: JSON.stringify({ mutations }),
  });

const slugQuery = (() => {
  const query = `*[_type == "product" && slug.current == $slug][0]`;
  const requests = products.map(({ slug }) => {
    const search = new URLSearchParams({
      query,
      $slug: JSON.stringify(slug.current),
      returnQuery: "false",
    });
    return request(`${api}/query/production?${search}`);
  });
  return () => pick(random, requests);
})();

let counter = 0;
const stockPatch = () => {
  const { _id } = products[below(random, products.length)];
  return mutation([{ patch: { id: _id, set: { popularity: (counter += 1) } } }]);
};

async function fill() {
  const documents = [...categories, ...products];
  const connection = await openConnection(services.lake);
  for (let i = 0; i < documents.length; i += 500) {
    const part = documents.slice(i, i + 500);
    await connection.send(mutation(part.map((document) => ({ createOrReplace: document }))));
  }
  connection.close();
}

const memoryMb = () => {
  const pages = Number(readFileSync(`/proc/${services.pid}/statm`, "utf8").split(" ")[1]);
  return Math.round((pages * 4096) / 2 ** 20);
};

const rows = {};
function report(name, result, bar) {
  rows[name] = result;
  const figures = [
    `${Math.round(result.perSecond)}/s`,
    `p50 ${result.p50.toFixed(2)} ms`,
    `p99 ${result.p99.toFixed(2)} ms`,
  ];
  if (result.max !== undefined) figures.push(`max ${result.max.toFixed(1)} ms`);
  if (bar) figures.push(`bar ${bar}/s: ${result.perSecond >= bar ? "yes" : "no"}`);
  console.log(`${name.padEnd(42)} ${figures.join("   ")}   ${memoryMb()} MB`);
}

/** Every listener hears every event in order; a time is from the request to one listener. */
async function listen(count) {
  const search = new URLSearchParams({ query: `*[_type == "heard"]`, includeResult: "true" });
  const url = `${api}/listen/production?${search}`;
  const listeners = await Promise.all(Array.from({ length: count }, () => openListener(url)));
  const sent = [];
  const begin = now();
  const next = () => {
    sent.push(now());
    return mutation([
      { createOrReplace: { _id: "heard", _type: "heard", number: sent.length - 1 } },
    ]);
  };
  await load(services.lake, { connections: 1, seconds, perSecond: 50, next });
  const times = [];
  for (const listener of listeners) {
    const events = await listener.until(sent.length);
    assert.deepEqual(
      events.map(({ number }) => number),
      [...sent.keys()],
    );
    for (const { number, at } of events) times.push(at - sent[number]);
    listener.close();
  }
  const perSecond = times.length / ((now() - begin) / 1000);
  times.sort((a, b) => a - b);
  report(`${count} listeners, all events in order`, {
    perSecond,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
  });
}

/** All at once for minutes; memory must not grow. */
async function soak(minutes) {
  const memory = [];
  for (let i = 0; i < minutes; i += 1) {
    await Promise.all([
      load(services.lake, { connections: 8, seconds: 60, perSecond: 2_000, next: slugQuery }),
      load(services.lake, { connections: 8, seconds: 60, perSecond: 500, next: stockPatch }),
    ]);
    memory.push(memoryMb());
    console.log(`minute ${i + 1}: ${memory.at(-1)} MB`);
  }
  rows.memoryMb = memory;
}

const [busy] = loadavg();
if (busy > 1)
  console.log(`Load average ${busy.toFixed(1)}: with other work beside, do not trust this.`);
console.log(`${values.products} products, ${cpus().length} cores, ${cpus()[0].model}`);
try {
  await fill();
  await load(services.lake, { connections: 8, seconds: 1, next: slugQuery });
  report(
    "slug queries",
    await load(services.lake, { connections: 16, seconds, next: slugQuery }),
    bars.queries,
  );
  report(
    "durable mutations",
    await load(services.lake, { connections: 16, seconds, next: stockPatch }),
    bars.mutations,
  );
  const [queries, mutations] = await Promise.all([
    load(services.lake, { connections: 16, seconds, next: slugQuery }),
    load(services.lake, { connections: 8, seconds, perSecond: bars.mutations, next: stockPatch }),
  ]);
  report("slug queries, beside mutations", queries);
  report("durable mutations, beside queries", mutations);
  await listen(Number(values.listeners));
  await soak(Number(values.minutes));
  if (values.json) writeFileSync(values.json, JSON.stringify({ ...values, rows }, null, 1));
} finally {
  await services.stop();
}
