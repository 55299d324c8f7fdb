// SPDX-License-Identifier: MIT
// `./vitrine bench catalog`: every peer at every size, one after the other, each in processes of
// its own; then one table and the bars. See README.md.
import { fork } from "node:child_process";
import { writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { barsOf } from "./bars.mjs";
import { browserResults } from "./browser.mjs";
import { countOf, datasetOf } from "./dataset.mjs";
import { peerNames, peerOf } from "./peers/index.mjs";
import { barsReport, report } from "./table.mjs";

const phaseLimitSeconds = 300;
const longestText = 2 ** 29; // of V8, in characters

const { values } = parseArgs({
  options: {
    sizes: { type: "string", default: "1k,10k,100k,1m" },
    json: { type: "string" },
    browser: { type: "boolean", default: true },
  },
  allowNegative: true,
});

/** Runs one phase of a peer; what it told before it was stopped or failed is kept. */
function measure(result, name, size, phase) {
  process.stderr.write(`${size} ${name}: ${phase}\n`);
  return new Promise((resolve) => {
    const file = fileURLToPath(new URL("measure.mjs", import.meta.url));
    const child = fork(file, [name, size, phase], {
      execArgv: ["--expose-gc", "--max-old-space-size=8192"],
    });
    const timer = setTimeout(() => {
      result.stopped = `stopped after ${phaseLimitSeconds} s`;
      child.kill("SIGKILL");
    }, phaseLimitSeconds * 1000);
    child.on("message", (part) => Object.assign(result, part));
    child.on("exit", (code) => {
      clearTimeout(timer);
      if (code !== 0) result.stopped ??= `ended with ${code} in ${phase}`;
      resolve();
    });
  });
}

async function measureSize(size, results) {
  const dataset = datasetOf(size);
  const peers = (results.node = {});
  const tooLong = countOf(size) * 1_100 > longestText;
  // The oracle first: what it answers the others are compared with.
  for (const name of ["objects", ...peerNames.filter((each) => each !== "objects")]) {
    const peer = await peerOf(name);
    const result = (peers[name] = { name: peer.name });
    if (tooLong && !peer.readsBytes) {
      result.stopped = "longer than V8's longest string";
      continue;
    }
    if (name === "objects") await measure(result, name, size, "weigh");
    await measure(result, name, size, "build");
    if (!result.stopped) await measure(result, name, size, "query");
    if (!result.stopped && peer.settle && !tooLong) await measure(result, name, size, "live");
    keep();
  }
  if (values.browser && !tooLong) results.browser = await browserResults(dataset, phaseLimitSeconds);
}

const run = { node: process.version, cpu: cpus()[0].model, cores: cpus().length, sizes: {} };
const [load] = loadavg();
if (load > 1)
  console.log(`Load average ${load.toFixed(1)}: with other work beside, do not trust this.`);
const keep = () => values.json && writeFileSync(values.json, JSON.stringify(run, null, 1));
for (const size of values.sizes.split(",")) {
  const results = (run.sizes[size] = {});
  await measureSize(size, results);
  console.log(report(`${size} products in Node ${process.version}`, results.node));
  if (results.browser) console.log(report(`${size} products in Chromium`, results.browser));
  results.bars = barsOf(results.node);
  console.log(barsReport(`${size} products`, results.bars));
  keep();
}
