// SPDX-License-Identifier: MIT
// The package as its users get it: packed, installed into fresh projects outside the repository, built
// and run by their tools without a line of configuration.
import assert from "node:assert/strict";
import { cp, readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { closeBrowser, textOf, visit } from "./browser.mjs";
import { cleanUp, freePort, node, project, serve, tarball } from "./project.mjs";

after(async () => {
  await closeBrowser();
  await cleanUp();
});

const own = new URL("node_modules/", import.meta.url).pathname;

test("publint and arethetypeswrong find nothing", async () => {
  const file = await tarball();
  const lint = await node(".", join(own, "publint/src/cli.js"), file, "--strict");
  assert.match(lint, /All good/);
  await node(".", join(own, "@arethetypeswrong/cli/dist/index.js"), file, "--exclude-entrypoints", "./engine.wasm", "./groq.wasm",
    "--profile", "node16", "--no-emoji", "--no-color");
});

test("Node imports and requires it", async () => {
  const folder = await project("node");
  assert.match(await node(folder, "imports.mjs"), /Aurora Lamp function/);
  assert.match(await node(folder, "requires.cjs"), /Aurora Lamp function/);
});

test("a page gets an engine without the workflows of the server, which run on top of the same bytes", async () => {
  const dist = new URL("../../wasm/package/dist/", import.meta.url);
  const bytes = await readFile(new URL("engine.wasm", dist));
  const { serverSource, wasmSource } = await import(new URL("wasm-embedded.js", dist));
  assert.ok(bytes.equals(wasmSource()));
  const namesOf = (list) => new Set(list.map(({ name }) => name));
  const given = namesOf(WebAssembly.Module.exports(await WebAssembly.compile(bytes)));
  const wanted = WebAssembly.Module.imports(await WebAssembly.compile(serverSource()));
  assert.ok(wanted.length > 0);
  for (const { module, name } of wanted) assert.ok(module === "engine" && given.has(name), name);
});

describe("Next.js", async () => {
  let folder;
  for (const bundler of ["--turbopack", "--webpack"]) {
    test(`${bundler}, standalone: server component, route, client component, worker`, async () => {
      folder ??= await project("next");
      const built = await node(folder, "node_modules/next/dist/bin/next", "build", bundler);
      assert.doesNotMatch(built, /warn|Can't resolve/i);
      const standalone = join(folder, ".next/standalone");
      await cp(join(folder, ".next/static"), join(standalone, ".next/static"), { recursive: true });
      await cp(join(folder, "public"), join(standalone, "public"), { recursive: true });
      const port = await freePort();
      const server = await serve(standalone, port, "server.js");
      try {
        await seeNext(server.url);
      } finally {
        server.stop();
      }
    });
  }
});

async function seeNext(url) {
  assert.match(await (await fetch(url)).text(), /<main id="server">Aurora Lamp<\/main>/);
  const commands = await (await fetch(`${url}/api/state`)).json();
  assert.equal(commands.at(-1).kind, "respond");
  await visit(async (context) => {
    const page = await context.newPage();
    const loads = [];
    page.on("response", (answer) => answer.url().includes(".wasm") && loads.push(answer.headers()["content-type"]));
    await page.goto(`${url}/client`);
    await textOf(page, "#status", "ready");
    await textOf(page, "#total", "1");
    await page.click("#add");
    await textOf(page, "#count", "1");
    assert.deepEqual(loads, ["application/wasm"]);
    await page.goto(`${url}/groq`);
    await textOf(page, "#title", "Aurora Lamp");
    await textOf(page, "#other", "7");
    const rendered = async () => Number(await page.textContent("#renders"));
    const before = await rendered();
    await page.click("#rename-other");
    await textOf(page, "#other", "Better");
    assert.equal(await rendered(), before, "a document that it has not read");
    await page.click("#rename");
    await textOf(page, "#title", "Aurora II");
    assert.equal(await rendered(), before + 1);
    await page.goto(`${url}/worker`);
    await textOf(page, "#worker", "Aurora Lamp");
  }, /favicon/);
}

describe("Vite", async () => {
  let folder;
  const look = async (url) =>
    visit(async (context) => {
      const page = await context.newPage();
      await page.goto(url);
      await page.waitForFunction(() => document.title !== "Throw-away", undefined, { timeout: 20_000 });
      assert.match(await page.title(), /^ready/);
      const title = await page.evaluate(async () => (await window.engine).search({}).hits[0].title);
      assert.equal(title, "Aurora Lamp");
      assert.equal(await page.evaluate(() => window.askWorker()), "Aurora Lamp");
    });

  test("build and preview", async () => {
    folder ??= await project("vite");
    await node(folder, "node_modules/vite/bin/vite.js", "build");
    const port = await freePort();
    const server = await serve(folder, port, "node_modules/vite/bin/vite.js", "preview", "--host", "127.0.0.1", "--port", String(port), "--strictPort");
    await look(server.url).finally(server.stop);
  });

  test("dev", async () => {
    folder ??= await project("vite");
    const port = await freePort();
    const server = await serve(folder, port, "node_modules/vite/bin/vite.js", "--host", "127.0.0.1", "--port", String(port), "--strictPort");
    await look(server.url).finally(server.stop);
  });
});
