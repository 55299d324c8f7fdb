// SPDX-License-Identifier: MIT
// The same peers in headless Chromium: the same files, served from the disk.
import { createReadStream, existsSync } from "node:fs";
import { createServer } from "node:http";
import { extname, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { peerNames, peerOf } from "./peers/index.mjs";

const types = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".wasm": "application/wasm",
};
const root = fileURLToPath(new URL("../..", import.meta.url));
const packages = "/tests/bench/node_modules";
const imports = {
  minisearch: `${packages}/minisearch/dist/es/index.js`,
  "@leeoniya/ufuzzy": `${packages}/@leeoniya/ufuzzy/dist/uFuzzy.mjs`,
  flexsearch: `${packages}/flexsearch/dist/flexsearch.bundle.module.min.mjs`,
  "@orama/orama": `${packages}/@orama/orama/dist/browser/index.js`,
  itemsjs: `${packages}/itemsjs/dist/index.modern.js`,
  "@sqlite.org/sqlite-wasm": `${packages}/@sqlite.org/sqlite-wasm/dist/index.mjs`,
};
const page = `<!doctype html><title>bench</title>
<script type="importmap">${JSON.stringify({ imports })}</script>`;

function answer(request, response) {
  const path = normalize(decodeURIComponent(new URL(request.url, "http://bench").pathname));
  // Isolated pages have a finer clock: 5 microseconds instead of 100.
  response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
  response.setHeader("Cross-Origin-Embedder-Policy", "require-corp");
  response.setHeader("Content-Type", types[extname(path)] ?? "text/plain; charset=utf-8");
  if (path === "/") return response.end((response.setHeader("Content-Type", "text/html"), page));
  if (path.includes("..") || !existsSync(root + path)) return response.writeHead(404).end();
  createReadStream(root + path).pipe(response);
}

/** What the peer told before it was stopped or failed is kept. */
async function measureIn(browser, address, name, dataset, limitSeconds) {
  const context = await browser.newContext();
  const tab = await context.newPage();
  const result = { name: (await peerOf(name)).name };
  let timer;
  try {
    await tab.exposeFunction("tell", (part) => void Object.assign(result, part));
    await tab.goto(address);
    const given = { name, files: { ...dataset, snapshot: `${dataset.folder}/${name}.snapshot` } };
    const measured = tab.evaluate(async ({ name, files }) => {
      const { measureInPage } = await import("/tests/bench/page.mjs");
      await measureInPage(name, files, globalThis.tell);
    }, given);
    const late = new Promise((_, reject) => {
      const stop = () => reject(new Error(`stopped after ${limitSeconds} s`));
      timer = setTimeout(stop, limitSeconds * 1000);
    });
    await Promise.race([measured, late]);
  } catch (error) {
    result.stopped = error.message.split("\n")[0];
  } finally {
    clearTimeout(timer);
    await context.close();
  }
  return result;
}

export async function browserResults(dataset, limitSeconds) {
  const server = createServer(answer);
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const browser = await chromium.launch({
    executablePath: process.env.VITRINE_CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  const paths = Object.fromEntries(
    Object.entries(dataset).map(([key, file]) => [key, `/${file.slice(root.length)}`]),
  );
  const results = {};
  const address = `http://127.0.0.1:${server.address().port}/`;
  for (const name of peerNames) {
    process.stderr.write(`browser ${name}\n`);
    results[name] = await measureIn(browser, address, name, paths, limitSeconds);
  }
  await browser.close();
  server.close();
  return results;
}
