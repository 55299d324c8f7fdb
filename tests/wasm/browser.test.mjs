// SPDX-License-Identifier: MIT
// The engine in a real browser under a strict policy: storage, tabs, crashes.
import assert from "node:assert/strict";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { after, before, test } from "node:test";
import { closeBrowser, visit } from "./browser.mjs";
import { cleanUp, node, project } from "./project.mjs";
import { trapOnDemand } from "./trap.mjs";

const types = { ".html": "text/html", ".js": "text/javascript", ".json": "application/json", ".wasm": "application/wasm" };
const policy = [
  "default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "connect-src 'self'", "img-src data:", "worker-src 'self'",
  "require-trusted-types-for 'script'", "trusted-types 'none'",
].join("; ");

let url;
let server;
const orders = { keys: [], answer: () => ({ status: 503, body: {} }) };

before(async () => {
  const folder = await project("vite");
  await node(folder, "node_modules/vite/bin/vite.js", "build");
  server = createServer(async (request, response) => {
    const path = new URL(request.url, "http://x").pathname;
    if (path === "/api/orders" && request.method === "POST") {
      let text = "";
      for await (const chunk of request) text += chunk;
      orders.keys.push(JSON.parse(text).idempotencyKey);
      const { status, body } = orders.answer();
      response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
      return;
    }
    const file = join(folder, "dist", path === "/" ? "index.html" : path);
    if (!(await stat(file).catch(() => null))?.isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "Content-Type": types[extname(file)], "Content-Security-Policy": policy });
    createReadStream(file).pipe(response);
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  url = `http://127.0.0.1:${server.address().port}/`;
});

after(async () => {
  server?.close();
  await closeBrowser();
  await cleanUp();
});

async function open(context) {
  const page = await context.newPage();
  await page.goto(url);
  await page.evaluate(() => window.engine.then(() => undefined));
  return page;
}

const add = (page) => page.evaluate(async () => (await window.engine).addLine("AUR-SND", 1).ok);
const count = (page) => page.evaluate(async () => (await window.engine).cart().count);
const state = (page) => page.evaluate(async () => (await window.engine).checkout().state);

/** Whether the database has a cart with the line that `add` adds. */
const isCartWritten = (page) =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        indexedDB.open("vitrine").onsuccess = ({ target: { result: database } }) => {
          const request = database.transaction("records").objectStore("records").getAll();
          request.onsuccess = () => resolve(JSON.stringify(request.result).includes("AUR-SND"));
          database.close();
        };
      }),
  );

/** Reads until it is so. (`waitForFunction` would take the promise of an answer for the answer.) */
async function becomes(page, expected, timeout = 1_000, read = count) {
  const until = performance.now() + timeout;
  let seen = await read(page);
  while (seen !== expected && performance.now() < until) {
    await new Promise(setImmediate);
    seen = await read(page);
  }
  assert.equal(seen, expected);
}

test("starts under a policy without eval, and says how long it took", async (context) => {
  await visit(async (visitor) => {
    const page = await open(visitor);
    context.diagnostic(`engine start, fetch to ready: ${(await page.title()).replace("ready ", "")} ms`);
    assert.equal(await page.evaluate(async () => (await window.engine) === (await window.load())), true);
  });
});

test("a cart survives a reload, and two tabs agree within a second", async () => {
  await visit(async (context) => {
    const a = await open(context);
    assert.equal(await add(a), true);
    await becomes(a, true, 5_000, isCartWritten);
    await a.reload();
    await becomes(a, 1, 5_000);
    const b = await open(context);
    assert.equal(await count(b), 1);
    await Promise.all([add(a), add(b)]);
    await becomes(a, 3);
    await becomes(b, 3);
  });
});

test("snapshots keep their identity until something changes", async () => {
  await visit(async (context) => {
    const page = await open(context);
    const same = await page.evaluate(async () => {
      const engine = await window.engine;
      const [cart, catalog] = [engine.cart(), engine.search({ text: "lamp" })];
      const before = [cart === engine.cart(), catalog === engine.search({ text: "lamp" })];
      let told = 0;
      engine.subscribe(() => told++);
      engine.addLine("AUR-SND", 1);
      return [...before, cart === engine.cart(), catalog === engine.search({ text: "lamp" }), told > 0];
    });
    assert.deepEqual(same, [true, true, false, true, true]);
  });
});

test("GROQ comes with the first query, in a module of its own", async () => {
  await visit(async (context) => {
    const loads = [];
    context.on("response", (answer) => answer.url().endsWith(".wasm") && loads.push(answer.url()));
    const page = await open(context);
    assert.equal(loads.length, 1);
    const title = `*[_type == "product" && slug.current == $slug][0].title`;
    const ask = (slug) => page.evaluate(async (given) => (await window.engine).query(...given), [title, { slug }]);
    assert.deepEqual([await ask("aurora"), await ask("nothing")], ["Aurora Lamp", null]);
    assert.equal(loads.length, 2);
  });
});

test("without storage the shop works and says so", async () => {
  await visit(async (context) => {
    await context.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException("no", "SecurityError");
      };
    });
    const page = await open(context);
    assert.equal(await add(page), true);
    assert.equal(await count(page), 1);
    const codes = await page.evaluate(async () => (await window.engine).notices().map(({ code }) => code));
    assert.ok(codes.includes("storage_unavailable"));
  });
});

test("a damaged cart in the database is told and replaced", async () => {
  await visit(async (context) => {
    const page = await open(context);
    await add(page);
    await becomes(page, true, 5_000, isCartWritten);
    await page.evaluate(
      () =>
        new Promise((resolve) => {
          indexedDB.open("vitrine").onsuccess = ({ target: { result: database } }) => {
            const transaction = database.transaction("records", "readwrite");
            transaction.objectStore("records").put({ revision: 99, bytes: "rubbish" }, "cart");
            transaction.oncomplete = () => (database.close(), resolve());
          };
        }),
    );
    await page.reload();
    await page.evaluate(() => window.engine.then(() => undefined));
    const codes = await page.evaluate(async () => (await window.engine).notices().map(({ code }) => code));
    assert.ok(codes.includes("cart_lost"));
    assert.equal(await add(page), true);
  });
});

test("a trapped engine is replaced from storage", async (report) => {
  await visit(async (context) => {
    await context.addInitScript(trapOnDemand);
    const page = await open(context);
    await add(page);
    assert.equal(await count(page), 1);
    await becomes(page, true, 5_000, isCartWritten);
    const trap = () =>
      page.evaluate(async () => {
        const engine = await window.engine;
        const begun = performance.now();
        window.trap = true;
        const answer = engine.addLine("AUR-SND", 1);
        const during = engine.cart().count;
        while (engine.health() === "restarting") await new Promise((resolve) => setTimeout(resolve, 5));
        return { ok: answer.ok, during, health: engine.health(), ms: performance.now() - begun };
      });
    const first = await trap();
    report.diagnostic(`rebuilt after a trap in ${Math.round(first.ms)} ms`);
    assert.equal(first.ok, false);
    assert.equal(first.during, 1);
    assert.equal(first.health, "running");
    assert.ok(first.ms < 500);
    await becomes(page, 1);
    assert.equal(await add(page), true);
    await becomes(page, 2);
    assert.equal((await trap()).health, "running");
    // What an engine was waiting for is given up with it.
  }, /the engine stopped|catalog\.json net::ERR_ABORTED/);
});

test("an order whose answer is lost is placed once, across a reload, under one key", async () => {
  await visit(async (context) => {
    orders.keys.length = 0;
    orders.answer = () => ({ status: 503, body: { ok: false, error: { code: "service_failed" } } });
    const page = await open(context);
    await page.evaluate(async () => {
      const engine = await window.engine;
      engine.addLine("AUR-SND", 1);
      engine.setCheckoutFields({
        email: "ada@example.org", name: "Ada Lovelace", line1: "Hauptstrasse 1", postalCode: "20457", city: "Hamburg",
        country: "DE",
      });
      engine.setGateway("stripe");
      void engine.placeOrder();
    });
    await becomes(page, "placing", 1_000, state);
    await becomes(page, true, 5_000, () => orders.keys.length > 0);
    orders.answer = () => ({
      status: 201,
      body: { ok: true, value: { order: { id: "order.0123", number: "VT-1" }, redirectUrl: "https://pay.example/" } },
    });
    await page.reload();
    await becomes(page, "placed", 10_000, state);
    assert.equal(new Set(orders.keys).size, 1);
    await becomes(page, 0);
    assert.equal(await page.evaluate(async () => (await window.engine).orders()[0].number), "VT-1");
  }, /503/);
});

test("a trace is written when asked for", async () => {
  await visit(async (context) => {
    const page = await open(context);
    await add(page);
    const lines = (await page.evaluate(async () => (await window.engine).takeTrace())).trim().split("\n").map(JSON.parse);
    assert.equal(lines[0].in, "start");
    const added = lines.find((line) => line.in === "addLine");
    assert.deepEqual(added.args, { sku: "AUR-SND", quantity: 1 });
  });
});
