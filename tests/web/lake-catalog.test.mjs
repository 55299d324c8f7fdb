// SPDX-License-Identifier: MIT
// The shop whose catalog stays in the Content Lake: the same pages at the same addresses, and no
// browser downloads the catalog.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { closeBrowser, engineReady, shopUrl, visit } from "./browser.mjs";
import { startShop } from "./lake-shop.mjs";
import { isLocal } from "./services.mjs";
import { addToCart, goToPayment, payByCard } from "./shopper.mjs";

const local = { skip: !isLocal };
let lake;

before(async () => {
  if (isLocal) lake = await startShop({ VITRINE_CATALOG: "lake" });
});
after(async () => {
  await closeBrowser();
  await lake?.stop();
});

/** Visits the shop of the lake, and fails when the page loads more of the catalog than its cart. */
const visitLake = (act, options = {}) =>
  visit(
    async (page, more) => {
      const catalogs = [];
      page.on("request", (request) => {
        const { pathname, search } = new URL(request.url());
        if (pathname.startsWith("/api/catalog")) catalogs.push(pathname + search);
      });
      await act(page, more);
      for (const asked of catalogs) assert.match(asked, /^\/api\/catalog\?sku=[\w.,-]*$/);
    },
    { ...options, baseURL: lake.url },
  );

/** What the page says: its HTML tag by tag, without addresses of the shop itself. */
async function mainOf(shop, path) {
  const answer = await fetch(shop + path);
  assert.equal(answer.status, 200, path);
  const html = await answer.text();
  const main = /<main[^>]*>(.*)<\/main>/s.exec(html)?.[1] ?? assert.fail(`no main at ${path}`);
  return main.replace(/<script.*?<\/script>/gs, "").replaceAll(shop, "").split(/(?=<)/);
}

const products = (main) => main.filter((tag) => tag.includes('href="/product/')).toSorted();
const facets = (main) => main.slice(main.findIndex((tag) => tag.startsWith("<aside")), main.indexOf("</aside>"));

const paths = [
  "/catalog",
  "/catalog?page=2",
  "/catalog?page=99",
  "/catalog?category=lighting",
  "/catalog?category=ceramics&category=kitchen&sort=price_asc",
  "/catalog?brand=Nordlys&sort=price_desc&stock=1",
  "/catalog?opt.Colour=Sand&opt.Size=Large&sort=newest",
  "/catalog?tag=gift&sale=1&sort=rating",
  "/catalog?price_from=20&price_to=49,90&opt.Colour=Ink",
  "/catalog?brand=Nobody",
  "/product/aurora-table-lamp",
  "/product/strand-vase",
  "/",
  "/delivery",
];

for (const path of paths) {
  test(`${path} is the page of a shop that holds its catalog`, local, async () => {
    assert.deepEqual(await mainOf(lake.url, path), await mainOf(shopUrl, path));
  });
}

test("words find the same products, with the same facets", local, async () => {
  // One without synonyms, and too short to be read with typos by a shop that holds its catalog.
  for (const path of ["/catalog?q=oak", "/catalog?q=oak&stock=1&sort=price_asc", "/catalog?q=zzzz"]) {
    const [own, other] = [await mainOf(lake.url, path), await mainOf(shopUrl, path)];
    assert.deepEqual(products(own), products(other), path);
    assert.deepEqual(facets(own), facets(other), path);
  }
});

test("a product that is not there is not found, and the sitemap has all that are", local, async () => {
  assert.equal((await fetch(`${lake.url}/product/no-such-thing`)).status, 404);
  const sitemap = async (shop) =>
    (await (await fetch(`${shop}/sitemap.xml`)).text()).replaceAll(shop, "").match(/<loc>.*?</g);
  assert.deepEqual((await sitemap(lake.url)).toSorted(), (await sitemap(shopUrl)).toSorted());
});

test("the product data API answers the products asked for, and no others", local, async () => {
  const ask = async (skus) => (await fetch(`${lake.url}/api/catalog?sku=${skus}`)).json();
  const titles = ({ products }) => products.map(({ title }) => title);
  assert.deepEqual(titles(await ask("NL-AUR-SND,NL-AUR-INK,NOSUCH")), ["Aurora Table Lamp"]);
  assert.deepEqual(titles(await ask("")), []);
  assert.deepEqual(titles(await ask(encodeURIComponent('"] || true'))), []);
  assert.equal((await ask("")).categories.length, 6);
});

test("filters, pages and words lead to pages that the server makes", local, () =>
  visitLake(async (page) => {
    await page.goto("/catalog");
    await engineReady(page);
    await page.getByRole("link", { name: "Lighting" }).first().click();
    await page.waitForURL(/category=lighting/);
    await page.getByRole("heading", { level: 1, name: "Lighting" }).waitFor();
    await page.getByRole("combobox", { name: "Search the shop" }).fill("pendant");
    await page.keyboard.press("Enter");
    await page.waitForURL(/q=pendant/);
    await page.getByRole("heading", { level: 1, name: /Results for .pendant./ }).waitFor();
    await page.goBack();
    await page.getByRole("heading", { level: 1, name: "Lighting" }).waitFor();
  }, { viewport: { width: 1280, height: 900 } }));

test("a variant is chosen before the engine knows the product", local, () =>
  visitLake(async (page) => {
    await page.goto("/product/aurora-table-lamp");
    await engineReady(page);
    await page.getByText("Rust", { exact: true }).click();
    await page.waitForURL(/sku=NL-AUR-RST/);
    await page.getByText("Only 2 left").waitFor();
    assert.ok(await page.getByRole("radio", { name: "Rust" }).isChecked());
  }));

test("the cart is priced, kept, ordered and paid", local, () =>
  visitLake(async (page) => {
    await addToCart(page);
    await page.getByRole("dialog", { name: "Cart" }).getByText("Including VAT").waitFor();
    await addToCart(page, "kyst-mug");
    await page.goto("/cart");
    await engineReady(page);
    await page.getByRole("textbox", { name: "Quantity of Aurora Table Lamp" }).waitFor();
    await page.getByRole("textbox", { name: "Quantity of Kyst Mug" }).waitFor();
    await goToPayment(page);
    await page.waitForURL(/\/c\/pay\//);
    await payByCard(page);
    await page.getByRole("heading", { name: "Thank you, Ada" }).waitFor();
  }));

test("the cart works by forms alone", local, () =>
  visitLake(
    async (page) => {
      await page.goto("/product/aurora-table-lamp");
      await page.getByLabel("Variant").selectOption("NL-AUR-INK");
      await page.getByRole("button", { name: "Add to cart" }).click();
      await page.waitForURL(/\/cart/);
      await page.getByRole("button", { name: "One Aurora Table Lamp more" }).click();
      const quantity = page.getByRole("textbox", { name: "Quantity of Aurora Table Lamp" });
      assert.equal(await quantity.inputValue(), "2");
      await page.goto("/checkout");
      await page.getByRole("button", { name: /^Pay €/ }).waitFor();
    },
    { javaScriptEnabled: false },
  ));
