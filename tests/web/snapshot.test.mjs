// SPDX-License-Identifier: MIT
// The catalog's file: how it is served, and what becomes of a page that cannot use what it gets.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { closeBrowser, engineReady, shopUrl, visit } from "./browser.mjs";

after(closeBrowser);

const ask = async (path) => (await fetch(`${shopUrl}/api/catalog/snapshot${path}`)).json();
const results = (page) => page.getByRole("region", { name: "Products" }).locator("article");
const box = (page) => page.getByRole("combobox", { name: "Search the shop" });
const file = /\/api\/catalog\/snapshot\/./;

/** The paths of the catalog that the page asks for from now on. */
function asked(page) {
  const paths = [];
  page.on("request", (request) => {
    const { pathname, search } = new URL(request.url());
    if (pathname.startsWith("/api/catalog")) paths.push(pathname + search);
  });
  return paths;
}

test("the page opens the catalog's file, and asks for no documents", () =>
  visit(async (page) => {
    const paths = asked(page);
    await page.goto("/catalog");
    await engineReady(page);
    assert.equal(paths.filter((path) => file.test(path)).length, 1);
    assert.ok(!paths.includes("/api/catalog"), paths.join());
  }));

test("the file is kept for ever under its name, compressed or not; one that is gone is not found", async () => {
  const { snapshot } = await ask("?have=nobody");
  const raw = await fetch(shopUrl + snapshot, { headers: { "Accept-Encoding": "identity" } });
  const small = await fetch(shopUrl + snapshot, { headers: { "Accept-Encoding": "br" } });
  assert.equal(small.headers.get("content-encoding"), "br");
  assert.equal(raw.headers.get("content-encoding"), null);
  for (const answer of [raw, small]) {
    assert.equal(answer.headers.get("cache-control"), "public, max-age=31536000, immutable");
    assert.match(answer.headers.get("vary"), /accept-encoding/i);
  }
  assert.deepEqual(await raw.arrayBuffer(), await small.arrayBuffer());
  const gone = await fetch(`${shopUrl}/api/catalog/snapshot/gone`);
  assert.equal(gone.status, 404);
  assert.match(gone.headers.get("cache-control"), /no-store/);
});

test("a page whose file is gone asks for the manifest again", () =>
  visit(async (page, { allow }) => {
    allow(/^answered 404: .*\/api\/catalog\/snapshot\/gone/);
    allow(/^console: Failed to load resource: the server responded with a status of 404/);
    let manifests = 0;
    await page.route("**/api/catalog/snapshot?have=", async (route) => {
      manifests += 1;
      if (manifests > 1) return route.continue();
      const answer = await route.fetch();
      const manifest = { ...(await answer.json()), snapshot: "/api/catalog/snapshot/gone" };
      return route.fulfill({ response: answer, json: manifest });
    });
    await page.goto("/");
    await engineReady(page);
    await box(page).pressSequentially("lam");
    await page.getByRole("option").first().waitFor();
    assert.equal(manifests, 2);
  }));

const whole = async (route) => {
  const response = await route.fetch();
  return { response, bytes: Buffer.from(await response.body()) };
};
const changed = (change) => async (route) => {
  const { response, bytes } = await whole(route);
  const headers = { "content-type": response.headers()["content-type"] };
  await route.fulfill({ status: 200, headers, body: change(bytes) });
};
const versionAt = 8; // snapshot.h: behind the magic
const withVersion = (step) => (bytes) => {
  bytes.writeUInt32LE(bytes.readUInt32LE(versionAt) + step, versionAt);
  return bytes;
};
const withFlippedByte = (bytes) => {
  bytes[bytes.length >> 1] ^= 1;
  return bytes;
};

const ways = {
  "is cut short": (bytes) => bytes.subarray(0, bytes.length >> 1),
  "is empty": () => Buffer.alloc(0),
  "has a flipped byte": withFlippedByte,
  "is of a newer version": withVersion(1),
  "is of an older version": withVersion(-1),
  "is a page of some gateway": () => Buffer.from("<html>Sign in to this Wi-Fi</html>"),
};

for (const [way, change] of Object.entries(ways)) {
  test(`a file that ${way} is refused: documents serve, calmly, and later the next file does`, () =>
    visit(async (page) => {
      const paths = asked(page);
      await page.clock.install();
      await page.route(file, changed(change));
      await page.goto("/catalog");
      await engineReady(page);
      await box(page).pressSequentially("lamp");
      await page.getByRole("heading", { level: 1, name: "Results for “lamp”" }).waitFor();
      assert.ok((await results(page).count()) > 0);
      assert.ok(paths.includes("/api/catalog"), paths.join());
      assert.equal(await page.getByRole("status").filter({ hasText: /catalog|sorry/ }).count(), 0);
      // The same file is not fetched again; one of another name is.
      await passUntil(page, page.waitForResponse(/\/api\/catalog\/snapshot\?have=$/));
      assert.equal(paths.filter((path) => file.test(path)).length, 1);
      await page.unroute(file);
      const other = await renamed(page);
      await passUntil(page, page.waitForResponse(new RegExp(other)));
      await passUntil(page, page.waitForResponse(/\/api\/catalog\/snapshot\?have=./));
    }));
}

/** Lets time pass in the page until it has got that answer. */
async function passUntil(page, answer) {
  let isPending = true;
  answer.finally(() => (isPending = false)).catch(() => undefined);
  while (isPending) await page.clock.runFor(5_000);
  await answer;
}

/** Serves the catalog's file under a name that the page has not seen; answers the name. */
async function renamed(page) {
  const name = "another-name";
  const { snapshot } = await ask("?have=");
  await page.route(/\/api\/catalog\/snapshot\?have=$/, async (route) => {
    const response = await route.fetch();
    const manifest = { ...(await response.json()), snapshot: `/api/catalog/snapshot/${name}` };
    await route.fulfill({ response, json: manifest });
  });
  await page.route(`**/api/catalog/snapshot/${name}`, async (route) => {
    const response = await route.fetch({ url: shopUrl + snapshot });
    await route.fulfill({ status: 200, body: await response.body() });
  });
  return name;
}
