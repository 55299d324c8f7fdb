// SPDX-License-Identifier: MIT
// The peers that a page would hold, in headless Chromium: the same files, served from the disk.
import { createReadStream, existsSync } from "node:fs";
import { createServer } from "node:http";
import { extname, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const names = ["vitrine", "minisearch", "ufuzzy", "columns"];
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

async function measureIn(browser, address, name, dataset) {
  const context = await browser.newContext();
  const tab = await context.newPage();
  try {
    await tab.goto(address);
    const given = { name, files: { ...dataset, snapshot: `${dataset.folder}/${name}.snapshot` } };
    return await tab.evaluate(async ({ name, files }) => {
      const { measureInPage } = await import("/tests/bench/page.mjs");
      return measureInPage(name, files);
    }, given);
  } finally {
    await context.close();
  }
}

export async function browserResults(dataset) {
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
  for (const name of names) {
    process.stderr.write(`browser ${name}\n`);
    results[name] = await measureIn(
      browser,
      `http://127.0.0.1:${server.address().port}/`,
      name,
      paths,
    );
  }
  await browser.close();
  server.close();
  return results;
}
