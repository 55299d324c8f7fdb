// SPDX-License-Identifier: MIT
// What changes in the Content Lake is seen in the pages that are open: without a reload, and soon.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { closeBrowser, engineReady, shopUrl, visit } from "./browser.mjs";
import { isLocal, logged, mutate, query, renewCatalog } from "./services.mjs";

const local = { skip: !isLocal };
const soon = { timeout: 5_000 };
const id = "test-live-lantern";
const product = {
  _id: id,
  _type: "product",
  title: "Livelight Lantern",
  slug: { _type: "slug", current: "livelight-lantern" },
  brand: "Nordlys",
  currency: "EUR",
  options: [{ _key: "o", name: "Colour", values: ["Sand"] }],
  variants: [
    { _key: "v", sku: "LIVE-1", optionValues: ["Sand"], priceMinor: 4100, stock: 9, weightGrams: 500 },
  ],
};
const results = (page) => page.getByRole("region", { name: "Products" }).locator("article");
const patch = (set) => mutate({ patch: { id, set } });
const ask = async (path) => (await fetch(`${shopUrl}/api/catalog/snapshot${path}`)).json();

before(async () => {
  if (!isLocal) return;
  await mutate({ createOrReplace: product });
  await renewCatalog();
});

after(async () => {
  await closeBrowser();
  if (!isLocal) return;
  await mutate({ delete: { id } });
  await renewCatalog();
});

/** Whatever the page does, it is not loaded again. */
async function staysLoaded(page) {
  await page.evaluate(() => (window.isSame = true));
  return async () => assert.ok(await page.evaluate(() => window.isSame));
}

test("a new price is seen in the open catalog and in the cart", local, () =>
  visit(async (page, { context }) => {
    await page.goto("/product/livelight-lantern");
    await engineReady(page);
    await page.getByRole("button", { name: "Add to cart" }).click();
    await page.getByRole("dialog", { name: "Cart" }).getByText("€41.00").first().waitFor();
    await page.goto("/cart");
    await engineReady(page);
    const catalog = await context.newPage();
    await catalog.goto("/catalog?q=livelight");
    await engineReady(catalog);
    const checks = [await staysLoaded(page), await staysLoaded(catalog)];
    await patch({ "variants[0].priceMinor": 4700 });
    await Promise.all([
      results(catalog).getByText("€47.00").waitFor(soon),
      page.getByRole("main").getByText("€47.00").first().waitFor(soon),
    ]);
    await patch({ "variants[0].stock": 0 });
    await Promise.all([
      results(catalog).getByText("Sold out").first().waitFor(soon),
      page.getByText("Sold out").first().waitFor(soon),
    ]);
    for (const isSame of checks) await isSame();
    await patch({ "variants[0].stock": 9, "variants[0].priceMinor": 4100 });
  }));

test("a product that is added, renamed and taken away is found, found so, and not found", local, () =>
  visit(async (page) => {
    const other = {
      ...product,
      _id: "test-live-other",
      title: "Livelight Other",
      slug: { current: "livelight-other" },
      variants: [{ ...product.variants[0], sku: "LIVE-2" }],
    };
    await page.goto("/catalog?q=livelight");
    await engineReady(page);
    await results(page).nth(0).waitFor();
    assert.equal(await results(page).count(), 1);
    try {
      await mutate({ createOrReplace: other });
      await results(page).getByText("Livelight Other").waitFor(soon);
      await mutate({ patch: { id: other._id, set: { title: "Livelight Renamed" } } });
      await results(page).getByText("Livelight Renamed").waitFor(soon);
    } finally {
      await mutate({ delete: { id: other._id } });
    }
    await results(page).getByText("Livelight Renamed").waitFor({ state: "detached", ...soon });
    assert.equal(await results(page).count(), 1);
  }));

test("a product that cannot be shown any more leaves the open catalog, and is named", local, () =>
  visit(async (page) => {
    const seen = logged().length;
    await page.goto("/catalog?q=livelight");
    await engineReady(page);
    await results(page).getByText("Livelight Lantern").waitFor();
    try {
      await patch({ title: 7 });
      await page.getByText("Nothing found for").waitFor(soon);
    } finally {
      await patch({ title: product.title });
    }
    await results(page).getByText("Livelight Lantern").waitFor(soon);
    const named = logged().slice(seen).find((line) => line.event === "bad_document" && line.id === id);
    assert.equal(named?.field, "title");
  }));

test("new delivery prices reach an open cart, and no file is fetched again", local, () =>
  visit(async (page) => {
    const settings = await query(`*[_id == "shop-settings"][0]`);
    const files = [];
    page.on("request", (request) => {
      if (/\/api\/catalog\/snapshot\/./.test(request.url())) files.push(request.url());
    });
    await page.goto("/product/livelight-lantern");
    await engineReady(page);
    await page.getByRole("button", { name: "Add to cart" }).click();
    await page.getByRole("dialog", { name: "Cart" }).waitFor();
    await page.goto("/cart");
    await engineReady(page);
    await page.getByRole("link", { name: "Go to checkout" }).waitFor();
    const before = files.length;
    const dearer = settings.shippingMethods.map((method) => ({ ...method, priceMinor: 7_77 }));
    try {
      await mutate({ patch: { id: settings._id, set: { shippingMethods: dearer } } });
      await page.getByRole("main").getByText("€7.77").first().waitFor({ timeout: 15_000 });
    } finally {
      await mutate({ createOrReplace: settings });
      await renewCatalog();
    }
    assert.equal(files.length, before);
  }));

test("what has not changed is answered in a word, and kept for a second by caches", async () => {
  const answer = await fetch(`${shopUrl}/api/catalog/snapshot?have=`);
  assert.equal(answer.headers.get("cache-control"), "public, max-age=0, s-maxage=1");
  const { version } = await answer.json();
  assert.deepEqual(await ask(`?have=${version}`), { version });
});

test("a page that is some changes behind gets these alone", local, async () => {
  const { version } = await ask("?have=");
  for (const priceMinor of [4200, 4300]) await patch({ "variants[0].priceMinor": priceMinor });
  let answer = await ask(`?have=${version}`);
  for (let tries = 0; tries < 100; tries += 1) {
    if (answer.changes?.products[0]?.variants[0].priceMinor === 4300) break;
    answer = await ask(`?have=${version}`);
  }
  assert.deepEqual(answer.changes.products.map(({ _id }) => _id), [id]);
  assert.deepEqual(answer.changes.removed, []);
  assert.equal(answer.snapshot, undefined);
  assert.deepEqual(await ask(`?have=${answer.version}`), { version: answer.version });
});

test("a page that nobody sees does not look for changes, and looks at once when it is shown", () =>
  visit(async (page) => {
    let looks = 0;
    page.on("request", (request) => (looks += /snapshot\?have=./.test(request.url()) ? 1 : 0));
    await page.addInitScript(() => {
      let state = "visible";
      Object.defineProperty(document, "visibilityState", { get: () => state });
      window.show = (next) => {
        state = next;
        document.dispatchEvent(new Event("visibilitychange"));
      };
    });
    await page.clock.install();
    await page.goto("/catalog");
    await engineReady(page);
    const look = () => page.waitForResponse(/snapshot\?have=./);
    await Promise.all([look(), page.clock.runFor(3_100)]);
    // What was due already is done; the next is a minute away.
    await page.evaluate(() => window.show("hidden"));
    await Promise.all([look(), page.clock.runFor(3_100)]);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => done())));
    const before = looks;
    await page.clock.runFor(50_000);
    assert.equal(looks, before);
    await Promise.all([look(), page.evaluate(() => window.show("visible"))]);
    assert.equal(looks, before + 1);
  }));
