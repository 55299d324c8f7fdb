// SPDX-License-Identifier: MIT
// Filters: what would show nothing is there but cannot be chosen, and prices are typed.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { closeBrowser, engineReady, holdScripts, visit } from "./browser.mjs";

after(closeBrowser);

const desktop = { viewport: { width: 1280, height: 900 } };
const filters = (page) => page.getByRole("complementary", { name: "Filters" });
const results = (page) => page.getByRole("region", { name: "Products" }).locator("article");

/** The cards below the fold follow those in sight. */
const settled = (page) =>
  page.getByRole("region", { name: "Products" }).locator("[aria-busy=false]").waitFor();

/** Each value of the filters: its name, how many products it has, and whether it can be chosen. */
const values = (page) =>
  filters(page).locator("li").evaluateAll((items) =>
    items.map((item) => {
      const [, name, count] = /^(.*?)(\d+) products?$/.exec(item.textContent) ?? [];
      const isLink = item.querySelector("a[href]") !== null;
      return { name, count: Number(count), isLink };
    }),
  );

test("values that would show nothing stay where they are, disabled", () =>
  visit(async (page) => {
    await page.goto("/catalog");
    await engineReady(page);
    const before = await values(page);
    await filters(page).getByRole("link", { name: /^Lighting/ }).click();
    await page.getByRole("heading", { level: 1, name: "Lighting" }).waitFor();
    const narrowed = await values(page);
    assert.deepEqual(narrowed.map(({ name }) => name), before.map(({ name }) => name));
    const empty = narrowed.filter(({ count }) => count === 0);
    assert.ok(empty.length > 0);
    for (const { name, count, isLink } of narrowed) assert.equal(isLink, count > 0, name);
    const disabled = filters(page).locator("li [aria-disabled=true]");
    assert.equal(await disabled.count(), empty.length);
    await filters(page).getByText(empty[0].name, { exact: true }).first().click({ force: true });
    assert.equal(new URL(page.url()).search, "?category=lighting");
  }, desktop));

/** The last group of the filters, which is folded at first. */
const lastGroup = (page) => filters(page).locator("details:has(> summary > svg)").last();

test("a group that is opened before the scripts come has its values when they have", () =>
  visit(async (page) => {
    const release = await holdScripts(page);
    await page.goto("/catalog", { waitUntil: "commit" });
    await lastGroup(page).locator("> summary").click();
    release();
    await engineReady(page);
    assert.ok((await lastGroup(page).locator("li:visible").count()) > 0);
  }, desktop));

test("a group stays open, and the focus in it, when what was chosen in it is taken back", () =>
  visit(async (page) => {
    await page.goto("/catalog");
    await engineReady(page);
    const group = lastGroup(page);
    await group.locator("> summary").click();
    await group.locator("li a[href]").first().click();
    const chosen = group.locator("li a[aria-current]");
    await chosen.click();
    await chosen.waitFor({ state: "detached" });
    await settled(page);
    assert.ok((await group.locator("li:visible").count()) > 0);
    assert.ok(await group.evaluate((element) => element.contains(document.activeElement)));
  }, desktop));

test("a price range is typed, is applied, and is taken away with one click", () =>
  visit(async (page) => {
    await page.goto("/catalog");
    await engineReady(page);
    const all = await page.getByText(/^1–\d+ of \d+$/).innerText();
    await filters(page).getByLabel("From", { exact: true }).fill("20");
    await filters(page).getByLabel("To", { exact: true }).fill("49,90");
    await filters(page).getByRole("button", { name: "Go" }).click();
    await page.waitForURL(/price_from=20&price_to=49(?:%2C|,)90/);
    const chip = page.getByRole("link", { name: "Remove filter €20.00 to €49.90" });
    await chip.waitFor();
    await settled(page);
    const prices = await results(page).evaluateAll((cards) =>
      cards.map((card) => Number(/€([\d,]+\.\d\d)/.exec(card.innerText)[1].replace(",", ""))),
    );
    assert.ok(prices.length > 0);
    for (const price of prices) assert.ok(price >= 20 && price <= 49.9, String(price));
    await page.reload();
    assert.equal(await filters(page).getByLabel("To", { exact: true }).inputValue(), "49,90");
    await engineReady(page);
    await chip.click();
    await page.getByText(all, { exact: true }).waitFor();
  }, desktop));

test("a filter is answered in the next frame, with its address", () =>
  visit(async (page) => {
    await page.goto("/catalog");
    await engineReady(page);
    const lighting = filters(page).getByRole("link", { name: /^Lighting/ });
    const answer = await lighting.evaluate(async (link) => {
      link.click();
      const { search } = location;
      await new Promise((done) => requestAnimationFrame(() => done()));
      const heading = document.querySelector("h1").textContent;
      const isChosen = document.querySelector("aside [aria-current=true]")?.textContent;
      return { search, heading, isChosen: /^Lighting/.test(isChosen ?? "") };
    });
    assert.deepEqual(answer, { search: "?category=lighting", heading: "Lighting", isChosen: true });
    await settled(page);
    const total = Number((await page.getByText(/^1–\d+ of \d+$/).innerText()).split(" of ")[1]);
    assert.equal(await results(page).count(), Math.min(24, total));
  }, desktop));

test("filters chosen one right after the other are all chosen, and each is one step back", () =>
  visit(async (page) => {
    await page.goto("/catalog");
    await engineReady(page);
    const chosen = () => filters(page).locator("li [aria-current=true]").allInnerTexts();
    await filters(page).evaluate(async (aside) => {
      for (const name of ["Lighting", "Ceramics", "Lighting"]) {
        const links = [...aside.querySelectorAll("li a")];
        links.find(({ textContent }) => textContent.startsWith(name)).click();
        await new Promise((done) => setTimeout(done));
      }
    });
    await page.waitForURL((url) => url.search === "?category=ceramics");
    await page.getByRole("heading", { level: 1, name: "Ceramics" }).waitFor();
    assert.equal((await chosen()).length, 1);
    await page.goBack();
    await page.waitForURL((url) => url.searchParams.getAll("category").length === 2);
    await page.getByRole("heading", { level: 1, name: "All products" }).waitFor();
    assert.equal((await chosen()).length, 2);
    await page.goBack();
    await page.getByRole("heading", { level: 1, name: "Lighting" }).waitFor();
    await page.goForward();
    await page.goForward();
    await page.getByRole("heading", { level: 1, name: "Ceramics" }).waitFor();
  }, desktop));

test("Back from a short list leads to the place in the long one", () =>
  visit(async (page) => {
    await page.goto("/catalog");
    await engineReady(page);
    await page.evaluate(() => window.scrollTo({ top: 1500 }));
    await page.waitForFunction(() => scrollY === 1500);
    const lighting = filters(page).getByRole("link", { name: /^Lighting/ });
    await lighting.evaluate((link) => link.click());
    await page.getByRole("heading", { level: 1, name: "Lighting" }).waitFor();
    await page.goBack();
    await page.getByRole("heading", { level: 1, name: "All products" }).waitFor();
    await page.waitForFunction(() => scrollY === 1500);
  }, desktop));
