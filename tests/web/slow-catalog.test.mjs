// SPDX-License-Identifier: MIT
// The engine is there, the catalog is still on its way: every page is the server's and works as such,
// then it becomes live by itself.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { closeBrowser, engineReady, visit } from "./browser.mjs";

after(closeBrowser);

const desktop = { viewport: { width: 1280, height: 900 } };
const results = (page) => page.getByRole("region", { name: "Products" }).locator("article");
const box = (page) => page.getByRole("combobox", { name: "Search the shop" });
const heading = (page, name) => page.getByRole("heading", { level: 1, name });

/** Opens a page whose engine gets no snapshot until told; with a cart the engine is ready without. */
async function openSlowly(page, path) {
  let release;
  const released = new Promise((resolve) => (release = resolve));
  await page.route("**/api/catalog/snapshot/*", async (route) => {
    await released;
    await route.continue().catch(() => undefined);
  });
  await page.goto(path);
  await engineReady(page);
  return release;
}

/** The addresses of pages that the server is asked for from now on. */
function asked(page) {
  const paths = [];
  page.on("request", (request) => {
    const { pathname, search } = new URL(request.url());
    if (request.headers().rsc !== undefined) paths.push(pathname + search);
  });
  return paths;
}

test("filters, sorts and pages of the catalog are the server's until the catalog is there", () =>
  visit(async (page) => {
    const release = await openSlowly(page, "/catalog");
    assert.equal(await results(page).count(), 24);
    const requests = asked(page);
    const filters = page.getByRole("complementary", { name: "Filters" });
    await filters.getByRole("link", { name: /^Lighting/ }).click();
    await page.waitForURL(/category=lighting/);
    await heading(page, "Lighting").waitFor();
    const found = await results(page).count();
    assert.ok(found > 0 && found < 24, `${found} lamps`);
    await page.getByLabel("Sort by").selectOption("price_asc");
    await page.waitForURL(/sort=price_asc/);
    await page.getByText(`1–${found} of ${found}`).waitFor();
    assert.ok(requests.some((path) => path.includes("sort=price_asc")), requests.join());
    release();
    await box(page).pressSequentially("lamp");
    await heading(page, "Results for “lamp”").waitFor();
    assert.ok((await results(page).count()) > 0);
  }, desktop));

test("a product is shown with its variants until the catalog is there, and afterwards", () =>
  visit(async (page) => {
    const release = await openSlowly(page, "/product/aurora-table-lamp");
    const price = page.getByRole("main").getByText("€149.00").first();
    await price.waitFor();
    const rust = page.getByRole("radio", { name: "Rust" });
    await page.getByText("Rust", { exact: true }).click();
    await page.getByText("Only 2 left").waitFor();
    assert.ok(await rust.isChecked());
    const snapshot = page.waitForResponse(/\/api\/catalog\/snapshot\/./);
    release();
    await snapshot;
    await price.waitFor();
    await page.getByText("Ink", { exact: true }).click();
    await page.waitForURL(/sku=NL-AUR-INK/);
    assert.ok(await page.getByRole("radio", { name: "Ink" }).isChecked());
  }));

test("words lead to the server's results until the catalog is there, then to suggestions", () =>
  visit(async (page) => {
    const release = await openSlowly(page, "/catalog?category=lighting");
    await box(page).fill("pendant");
    await heading(page, "Lighting").waitFor();
    await box(page).press("Enter");
    await page.waitForURL(/q=pendant/);
    await heading(page, "Results for “pendant”").waitFor();
    assert.ok((await results(page).count()) > 0);
    assert.equal(await page.getByText("Nothing found").count(), 0);
    release();
    await page.getByRole("link", { name: "Vitrine" }).first().click();
    await page.waitForURL((url) => url.pathname === "/");
    await box(page).fill("");
    await box(page).pressSequentially("lam");
    await page.getByRole("option").first().waitFor();
  }, desktop));
