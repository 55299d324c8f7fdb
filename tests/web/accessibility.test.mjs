// SPDX-License-Identifier: MIT
// axe-core (MPL-2.0, in the tests only): the rules that auditors use, kept by Deque.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import axe from "axe-core";
import { closeBrowser, engineReady, visit } from "./browser.mjs";
import { addresses, pages } from "./pages.mjs";
import { addToCart } from "./shopper.mjs";

after(closeBrowser);

const desktop = { width: 1280, height: 900 };
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What breaks a rule as the page is, and with the colours of the dark. */
async function violations(page) {
  await page.emulateMedia({ colorScheme: "light" });
  const light = await run(page, rules);
  await page.emulateMedia({ colorScheme: "dark" });
  return [...light, ...(await run(page, ["color-contrast"]))];
}

async function run(page, runOnly) {
  const found = await page.evaluate(
    (runOnly) => window.axe.run(document, { runOnly, resultTypes: ["violations"] }),
    runOnly,
  );
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target}: ${failureSummary}`),
  );
}

for (const [name, open] of Object.entries(pages)) {
  test(`axe finds nothing on ${name}, on a phone and a wide screen, light and dark`, () =>
    visit(
      async (page, { allow }) => {
        allow(/404/);
        await open(page);
        await page.evaluate(axe.source);
        assert.deepEqual(await violations(page), []);
        await page.setViewportSize(desktop);
        assert.deepEqual(await violations(page), []);
      },
      { reducedMotion: "reduce" },
    ));
}

test("every page has a title of its own, one first heading and one main part", () =>
  visit(async (page) => {
    const titles = new Set();
    for (const [name, path] of Object.entries(addresses)) {
      await page.goto(path);
      assert.equal(await page.getByRole("heading", { level: 1 }).count(), 1, name);
      assert.equal(await page.getByRole("main").count(), 1, name);
      titles.add(await page.title());
    }
    // The sold out variant is the product of the line above it.
    assert.equal(titles.size, Object.keys(addresses).length - 1, [...titles].join());
  }));

const said = (page, words) => page.getByRole("status").filter({ hasText: words }).waitFor();

test("changes of the cart are said aloud", () =>
  visit(async (page) => {
    await addToCart(page);
    await said(page, /Aurora Table Lamp added. Cart total €149/);
    await page.getByRole("button", { name: "One Aurora Table Lamp more" }).click();
    await said(page, /Aurora Table Lamp, cart total €278/);
    await page.getByRole("button", { name: "Remove Aurora Table Lamp" }).click();
    await said(page, /Removed Aurora Table Lamp/);
  }));

test("the number of products is said when the filters change", () =>
  visit(
    async (page) => {
      await page.goto("/catalog");
      await engineReady(page);
      await page.getByRole("link", { name: /^Lighting \d/ }).click();
      await said(page, /^\d+ products$/);
    },
    { viewport: desktop },
  ));

test("what is wrong with the form is said once, and stands beside each field by name", () =>
  visit(async (page) => {
    await pages["the checkout with fields left empty"](page);
    const alerts = page.getByRole("alert").filter({ hasText: /\S/ });
    assert.equal(await alerts.filter({ hasText: "5 fields need another look" }).count(), 1);
    for (const [label, sentence] of [
      ["E-mail", "Enter an e-mail address such as name@example.org."],
      ["Street and number", "Enter the street and number."],
      ["Town or city", "Enter the town or city."],
    ]) {
      const field = page.getByRole("textbox", { name: label });
      assert.equal(await field.getAttribute("aria-invalid"), "true");
      const described = (await field.getAttribute("aria-describedby")).split(" ")[0];
      assert.equal(await page.locator(`#${described}`).innerText(), sentence);
    }
    await page.getByRole("link", { name: "Postcode" }).click();
    assert.equal(await page.evaluate(() => document.activeElement?.id), "postalCode");
    await page.keyboard.type("10115");
    await page.getByRole("link", { name: "Postcode (done)" }).waitFor();
  }));

/** The focus is passed on in a task of its own: at either end of a dialog, and back on closing. */
const focusComesTo = async (page, target) =>
  page.waitForFunction(
    (element) => element.contains(document.activeElement),
    await target.elementHandle(),
    { timeout: 2_000 },
  );

test("the cart drawer keeps the focus inside until Escape gives it back", () =>
  visit(async (page) => {
    await page.goto("/");
    await engineReady(page);
    const cart = page.getByRole("link", { name: "Cart" }).first();
    await cart.focus();
    await page.keyboard.press("Enter");
    const drawer = page.getByRole("dialog", { name: "Cart" });
    await drawer.waitFor();
    for (let count = 0; count < 8; count += 1) {
      await focusComesTo(page, drawer);
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("Escape");
    await drawer.waitFor({ state: "detached" });
    await focusComesTo(page, cart);
  }));

test("the filters of a phone open, close and give the focus back by keyboard", () =>
  visit(async (page) => {
    await page.goto("/catalog");
    await engineReady(page);
    const filter = page.getByRole("button", { name: /^Filter/ });
    await filter.focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "Filter" });
    await dialog.waitFor();
    await focusComesTo(page, dialog);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await focusComesTo(page, filter);
  }));
