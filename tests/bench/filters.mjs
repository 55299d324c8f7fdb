// SPDX-License-Identifier: MIT
// `./vitrine bench filters`: from a tap on a filter to the frame that shows what it changed, on a phone
// whose processor is as much slower as is asked for; and what blocks the page for 50 ms and longer while
// the engine opens its catalog and while words are typed. The shop is the one of VITRINE_TEST_URL, whose
// lake gets the generated products.
import { readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { closeBrowser, engineReady, visit } from "../web/browser.mjs";
import { mutate, query, renewCatalog } from "../web/services.mjs";
import { datasetOf } from "./dataset.mjs";
import { quantile } from "./timing.mjs";

const { values } = parseArgs({
  options: {
    products: { type: "string", default: "5k" },
    slowdown: { type: "string", default: "4" },
    rounds: { type: "string", default: "10" },
    json: { type: "string" },
  },
});
const slowdown = Number(values.slowdown);
const rounds = Number(values.rounds);
const barMs = 100;
const chosenAtOnce = 3;
const pauseMs = 1_000;
const typedWords = 12;
const keyMs = 120; // as a quick thumb types

/** With the pictures of the demo's products: cards without any would be too easy. */
async function fill() {
  const { categories, products } = JSON.parse(
    readFileSync(datasetOf(values.products).catalog, "utf8"),
  );
  const pictures = (await query(`*[_type == "product"].images[0]`)).filter(Boolean);
  const pictured = products.map((product, row) => ({
    ...product,
    images: [{ ...pictures[row % pictures.length], _key: "picture" }],
    variants: product.variants.map((variant) => ({ ...variant, _key: variant.sku })),
  }));
  const documents = [...categories, ...pictured];
  for (let i = 0; i < documents.length; i += 500) {
    const part = documents.slice(i, i + 500);
    await mutate(...part.map((document) => ({ createOrReplace: document })));
  }
  await renewCatalog();
}

/** In the page: how long each tap takes until its first change is painted, and its last. */
function watchTaps() {
  const parts = "section[aria-label=Products], [role=dialog]";
  const isShown = ({ target }) => (target.closest ? target : target.parentElement)?.closest(parts);
  window.taps = [];
  const begin = ({ timeStamp }) => window.taps.push({ begin: timeStamp, first: 0, last: 0 });
  addEventListener("click", begin, true);
  const painted = () =>
    new Promise((done) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = done;
        port2.postMessage(null);
      });
    });
  new MutationObserver(async (changes) => {
    const tap = window.taps.at(-1);
    if (tap === undefined || !changes.some(isShown)) return;
    await painted();
    tap.last = performance.now() - tap.begin;
    tap.first ||= tap.last;
    performance.mark("vitrine-painted");
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
}

async function tap(page, target) {
  await target.click();
  await page.waitForTimeout(pauseMs);
  return page.evaluate(() => window.taps.at(-1));
}

/** Chooses some filters of the sheet, drops one there, and the others above the list. */
async function round(page, number) {
  const times = { sheet: [], list: [] };
  const sheet = page.getByRole("dialog", { name: "Filter" });
  await page.getByRole("button", { name: /^Filter/ }).click();
  await sheet.waitFor();
  await page.waitForTimeout(pauseMs);
  for (let i = 0; i < chosenAtOnce; i += 1) {
    const free = sheet.locator("li a:visible:not([aria-current])");
    const count = await free.count();
    times.sheet.push(await tap(page, free.nth((number * 7 + i * 5) % count)));
  }
  times.sheet.push(await tap(page, sheet.locator("li a:visible[aria-current]").first()));
  await page.keyboard.press("Escape");
  await sheet.waitFor({ state: "detached" });
  await page.waitForTimeout(pauseMs);
  const chips = page.getByRole("link", { name: /^Remove filter/ });
  while ((await chips.count()) > 0) times.list.push(await tap(page, chips.first()));
  return times;
}

/** In the page, before anything else: the tasks that block it for 50 ms and longer. */
function watchTasks() {
  window.longTasks = [];
  const note = (list) => window.longTasks.push(...list.getEntries().map((task) => task.duration));
  new PerformanceObserver(note).observe({ type: "longtask", buffered: true });
}

/** Loads the page and types some words, each after the last was cleared. */
async function longTasks() {
  const { texts } = JSON.parse(readFileSync(datasetOf(values.products).queries, "utf8"));
  const tasks = {};
  await visit(async (page, { context }) => {
    await context.addInitScript(watchTasks);
    const take = () => page.evaluate(() => window.longTasks.splice(0));
    await page.goto("/catalog");
    await engineReady(page);
    await page.waitForTimeout(pauseMs); // what is made when nothing else is to do
    tasks.opening = await take();
    const box = page.getByRole("combobox", { name: "Search" });
    for (const { text } of texts.slice(0, typedWords)) {
      await box.fill("");
      await box.pressSequentially(text, { delay: keyMs });
    }
    await page.waitForTimeout(pauseMs);
    tasks.typing = await take();
  });
  return tasks;
}

function tellTasks(name, tasks) {
  const longest = tasks.length === 0 ? "" : `, the longest ${Math.round(Math.max(...tasks))} ms`;
  console.log(`${name.padEnd(36)} ${tasks.length} tasks of 50 ms and longer${longest}`);
}

function figures(times) {
  const sorted = times.toSorted((a, b) => a - b);
  return { p50: quantile(sorted, 0.5), p95: quantile(sorted, 0.95), max: sorted.at(-1) };
}

function report(name, { p50, p95, max }, bar = "") {
  const [a, b, c] = [p50, p95, max].map((ms) => `${Math.round(ms)} ms`);
  console.log(`${name.padEnd(36)} p50 ${a}   p95 ${b}   max ${c}   ${bar}`);
}

const [busy] = loadavg();
if (busy > 1) console.log(`Load average ${busy.toFixed(1)}: with other work beside, do not trust this.`);
console.log(`${values.products} products, a processor ${slowdown} times slower than ${cpus()[0].model}`);
if (process.env.VITRINE_FILLED === undefined) await fill();
const all = { sheet: [], list: [] };
let tasks;
try {
  tasks = await longTasks();
  await visit(async (page, { context }) => {
    await page.goto("/catalog");
    await engineReady(page);
    await page.waitForLoadState("networkidle");
    await page.evaluate(watchTaps);
    const devtools = await context.newCDPSession(page);
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
    await round(page, 0); // what is compiled at its first use
    for (let number = 1; number <= rounds; number += 1) {
      const { sheet, list } = await round(page, number);
      all.sheet.push(...sheet);
      all.list.push(...list);
    }
  });
} finally {
  await closeBrowser();
}
const taps = [...all.sheet, ...all.list];
const rows = {
  sheet: figures(all.sheet.map(({ first }) => first)),
  list: figures(all.list.map(({ first }) => first)),
  all: figures(taps.map(({ first }) => first)),
  whole: figures(taps.map(({ last }) => last)),
};
console.log(`${taps.length} taps`);
report("in the sheet", rows.sheet);
report("above the list", rows.list);
report("all", rows.all, `bar ${barMs} ms: ${rows.all.p95 <= barMs ? "yes" : "no"}`);
report("what is out of sight, too", rows.whole);
console.log("at full speed");
tellTasks("opening the page", tasks.opening);
tellTasks("typing", tasks.typing);
if (values.json) {
  writeFileSync(values.json, JSON.stringify({ ...values, load: busy, rows, taps, tasks }, null, 1));
}
