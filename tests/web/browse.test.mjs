// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { closeBrowser, engineReady, visit } from "./browser.mjs";

after(closeBrowser);

const desktop = { viewport: { width: 1280, height: 900 } };
const results = (page) => page.getByRole("region", { name: "Products" }).locator("article");

test("the home page leads to a category and to a product", () =>
  visit(async (page) => {
    await page.goto("/");
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.getByRole("main").getByRole("link", { name: "Ceramics" }).click();
    await page.waitForURL(/category=ceramics/);
    await page.getByRole("heading", { level: 1, name: "Ceramics" }).waitFor();
    await results(page).first().getByRole("link").click();
    await page.waitForURL(/\/product\//);
    await page.getByRole("button", { name: "Add to cart" }).waitFor();
  }));

test("search keeps its words in the box and says how many products it found", () =>
  visit(async (page) => {
    await page.goto("/catalog?q=lamp");
    await engineReady(page);
    assert.equal(
      await page.getByRole("combobox", { name: "Search the shop" }).inputValue(),
      "lamp",
    );
    assert.ok((await results(page).count()) > 0);
    await page.getByText(/^1–\d+ of \d+$/).waitFor();
  }));

test("typing suggests products, and the arrow keys choose one", () =>
  visit(async (page) => {
    await page.goto("/");
    await engineReady(page);
    await page.getByRole("combobox", { name: "Search the shop" }).pressSequentially("lam");
    const options = page.getByRole("option");
    await options.first().waitFor();
    assert.ok((await options.count()) <= 8);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/(product|catalog)/);
  }));

test("filters, sorting and page are in the address, and Back restores them", () =>
  visit(
    async (page) => {
      await page.goto("/catalog");
      await engineReady(page);
      const filters = page.getByRole("complementary", { name: "Filters" });
      await filters.getByRole("link", { name: /^Lighting/ }).click();
      await page.waitForURL(/category=lighting/);
      await page.getByRole("heading", { name: "Lighting" }).waitFor();
      const total = await results(page).count();
      await page.getByLabel("Sort by").selectOption("price_asc");
      await page.waitForURL(/sort=price_asc/);
      await page.goBack();
      await page.waitForURL((url) => !url.search.includes("sort"));
      await results(page)
        .nth(total - 1)
        .waitFor();
      await page.reload();
      await results(page)
        .nth(total - 1)
        .waitFor();
      assert.equal(await results(page).count(), total);
    },
    { viewport: { width: 1440, height: 900 } },
  ));

test("products are sorted by name, by the menu and by the address", () =>
  visit(async (page) => {
    await page.goto("/catalog");
    await engineReady(page);
    await page.getByLabel("Sort by").selectOption("Name: A to Z");
    await page.waitForURL(/sort=name/);
    const titles = () => results(page).getByRole("heading").allInnerTexts();
    const isSorted = (names) => {
      const sorted = names.toSorted((a, b) => a.localeCompare(b, "en"));
      return names.length > 0 && names.join() === sorted.join();
    };
    await results(page).first().filter({ hasText: "Ask Cutting Board" }).waitFor();
    await page.locator("main [aria-busy=false]").waitFor();
    assert.ok(isSorted(await titles()), (await titles()).join());
    await page.reload();
    assert.equal(await page.getByLabel("Sort by").inputValue(), "name");
    assert.ok(isSorted(await titles()));
    await page.goto("/catalog?sort=popularity");
    assert.equal(await page.getByLabel("Sort by").inputValue(), "popularity");
    await page.getByRole("option", { name: "Most popular" }).waitFor({ state: "attached" });
  }));

test("every word that the search field proposes finds something", () =>
  visit(async (page) => {
    await page.goto("/");
    const search = page.getByRole("combobox", { name: "Search the shop" });
    const words = (await search.getAttribute("placeholder")).replace("Search ", "").split(", ");
    assert.equal(words.length, 3);
    for (const word of words) {
      await page.goto(`/catalog?q=${word}`);
      assert.ok((await results(page).count()) > 0, word);
    }
  }));

test("a search without results offers a way on", () =>
  visit(async (page) => {
    await page.goto("/catalog?q=zzzzqqqq");
    await page.getByText("Nothing found for").waitFor();
    await page.getByRole("link", { name: "See all products" }).waitFor();
  }));

test("the variant is in the address, and its price and stock follow", () =>
  visit(async (page) => {
    await page.goto("/product/aurora-table-lamp");
    await engineReady(page);
    await page.getByText("Rust", { exact: true }).click();
    await page.waitForURL(/sku=NL-AUR-RST/);
    await page.reload();
    await engineReady(page);
    assert.ok(await page.getByRole("radio", { name: "Rust" }).isChecked());
  }));

test("price, stock, delivery and returns stand above the fold on a phone", () =>
  visit(async (page) => {
    await page.goto("/product/aurora-table-lamp");
    for (const text of [/^€149/, /In stock|Only \d/, /^Delivered in/, /^Thirty days/]) {
      const box = await page.getByText(text).first().boundingBox();
      assert.ok(box !== null && box.y + box.height <= 844, `${text} at ${box?.y}`);
    }
  }));

test("structured data names every offer and cannot close its element", () =>
  visit(async (page) => {
    const answer = await page.request.get("/product/aurora-table-lamp");
    const [, json] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(
      await answer.text(),
    );
    assert.ok(!json.includes("<"));
    const product = JSON.parse(json);
    assert.equal(product["@type"], "Product");
    assert.deepEqual(
      product.offers.map((offer) => offer.price),
      ["149.00", "149.00", "149.00"],
    );
  }));

test("an unknown page and an unknown product say so", () =>
  visit(async (page, { allow }) => {
    allow(/404/);
    for (const path of [
      "/nowhere",
      "/product/nothing",
      "/orders/0123456789abcdef0123456789abcdef",
    ]) {
      assert.equal((await page.goto(path)).status(), 404);
      await page.getByRole("heading", { name: "This shelf is empty" }).waitFor();
    }
  }));

/** Presses a link as one does who wants it beside this page; answers the address that opens there. */
async function openBeside(context, link, press) {
  const opening = context.waitForEvent("page");
  await link.click(press);
  const beside = await opening;
  await beside.waitForLoadState();
  const { pathname, search } = new URL(beside.url());
  await beside.close();
  return pathname + search;
}

/** Whether the page leaves a click to the browser, which then does nothing with it here. */
const isLeft = (link, key) =>
  link.evaluate((element, held) => {
    let isTaken = true;
    const look = (event) => {
      isTaken = event.defaultPrevented;
      event.preventDefault();
    };
    addEventListener("click", look, { once: true });
    const press = { [held]: true, bubbles: true, cancelable: true };
    element.dispatchEvent(new MouseEvent("click", press));
    return !isTaken;
  }, key);

test("with a key held or the middle button, cards and filters open beside the list", () =>
  visit(async (page, { context }) => {
    await page.goto("/catalog");
    await engineReady(page);
    const filters = page.getByRole("complementary", { name: "Filters" });
    const presses = [{ modifiers: ["Control"] }, { modifiers: ["Shift"] }, { button: "middle" }];
    for (const link of [
      results(page).first().getByRole("link"),
      filters.getByRole("link", { name: /^Lighting/ }),
    ]) {
      const href = await link.getAttribute("href");
      for (const press of presses) assert.equal(await openBeside(context, link, press), href);
      for (const key of ["metaKey", "altKey"]) assert.ok(await isLeft(link, key), key);
    }
    assert.match(page.url(), /\/catalog$/);
    await page.getByRole("heading", { level: 1, name: "All products" }).waitFor();
  }, desktop));
