// SPDX-License-Identifier: MIT
// What changes in the Content Lake is seen in the pages that are open: without a reload, and soon.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { closeBrowser, engineReady, shopUrl, visit } from "./browser.mjs";
import { isLocal, mutate, query, renewCatalog } from "./services.mjs";

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
      await renewCatalog();
      await page.getByRole("main").getByText("€7.77").first().waitFor(soon);
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
