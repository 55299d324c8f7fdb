// SPDX-License-Identifier: MIT
// The engine does not come, comes broken, or stops: the shop is the plain one of the server, says so
// quietly, and can be asked to try again.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { trapOnDemand } from "../wasm/trap.mjs";
import { closeBrowser, engineReady, visit } from "./browser.mjs";
import { fillAddress, payByCard } from "./shopper.mjs";

after(closeBrowser);

const sentence = "The fast cart could not start.";
const quantity = (page) => page.getByRole("textbox", { name: "Quantity of Aurora Table Lamp" });

const ways = {
  "cannot be found": (route) => route.fulfill({ status: 404, body: "no" }),
  "is cut off by the network": (route) => route.abort("connectionreset"),
  "is garbage": (route) =>
    route.fulfill({ contentType: "application/wasm", body: "\0asm garbage" }),
  "is half there": async (route) => {
    const whole = await (await route.fetch()).body();
    await route.fulfill({ contentType: "application/wasm", body: whole.subarray(0, 50_000) });
  },
  "is a page of some gateway": (route) =>
    route.fulfill({ contentType: "text/html", body: "<html>Sign in to this Wi-Fi</html>" }),
};

function allowFailures(allow) {
  allow(/^failed: .*\.wasm /);
  allow(/^answered 404: .*\.wasm/);
  allow(/^console: Failed to load resource/);
}

for (const [way, answer] of Object.entries(ways)) {
  test(`an engine that ${way} leaves forms that work`, () =>
    visit(async (page, { allow }) => {
      allowFailures(allow);
      await page.route("**/*.wasm", answer);
      await page.goto("/product/aurora-table-lamp");
      await page.getByText(sentence).waitFor();
      await page.getByRole("button", { name: "Add to cart" }).click();
      await page.waitForURL(/\/cart/);
      await page.getByRole("button", { name: "One Aurora Table Lamp more" }).click();
      await page.waitForFunction(() => document.querySelector("[name=quantity]")?.value === "2");
      await page.getByText(sentence).waitFor();
      await page.unroute("**/*.wasm");
      await page.getByRole("button", { name: "Try again" }).click();
      await engineReady(page);
      await page.getByText(sentence).waitFor({ state: "detached" });
      assert.equal(await quantity(page).inputValue(), "2");
    }));
}

test("without WebAssembly one orders and pays by forms", () =>
  visit(async (page) => {
    await page.addInitScript(() => delete window.WebAssembly);
    await page.goto("/product/aurora-table-lamp");
    await page.getByText(sentence).waitFor();
    await page.getByRole("button", { name: "Add to cart" }).click();
    await page.waitForURL(/\/cart/);
    await page.getByRole("link", { name: "Go to checkout" }).click();
    await page.getByLabel("E-mail").waitFor();
    await fillAddress(page);
    await page.getByRole("button", { name: /^Pay €/ }).click();
    await page.waitForURL(/\/c\/pay\//);
    await payByCard(page);
    await page.getByRole("heading", { name: "Thank you, Ada" }).waitFor();
  }));

test("an engine that never comes does not hold back what is put into the cart", () =>
  visit(async (page) => {
    let held = null;
    await page.route("**/*.wasm", (route) => (held = route));
    await page.goto("/product/aurora-table-lamp");
    const add = page.getByRole("button", { name: "Add to cart" });
    await page.waitForFunction(() => document.documentElement.dataset.engine === "loading");
    await add.dblclick();
    await page.getByRole("button", { name: "One moment" }).waitFor();
    await page.waitForURL(/\/cart/, { timeout: 15_000 });
    assert.equal(await quantity(page).inputValue(), "1");
    assert.notEqual(held, null);
  }));

const desktop = { viewport: { width: 1280, height: 900 } };
const filter = (page, name) =>
  page.getByRole("complementary", { name: "Filters" }).getByRole("link", { name });
const heading = (page, name) => page.getByRole("heading", { level: 1, name });

/** Heading and length of the list, each time that they have changed. */
function watchList() {
  const look = () => {
    const heading = document.querySelector("h1")?.textContent;
    const total = / of (\d+)$/.exec(document.querySelector("section p")?.textContent ?? "")?.[1];
    const seen = `${heading}: ${total}`;
    if (window.seen.at(-1) !== seen) window.seen.push(seen);
  };
  window.seen = [];
  look();
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
}

const listsSeen = (page) => page.evaluate(() => window.seen);

/** A catalog whose engine gets no snapshot again, should it have to start again. */
async function openOnce(page, allow) {
  allow(/the engine stopped/);
  await page.addInitScript(trapOnDemand);
  await page.goto("/catalog");
  await engineReady(page);
  await page.waitForLoadState("networkidle");
  let release;
  const released = new Promise((resolve) => (release = resolve));
  await page.route("**/api/catalog/snapshot**", async (route) => {
    await released;
    await route.continue().catch(() => undefined);
  });
  return release;
}

test("the list is that of the heading while the engine starts again, then that of the address", () =>
  visit(async (page, { allow }) => {
    const release = await openOnce(page, allow);
    await page.evaluate(watchList);
    await filter(page, /^Lighting/).click();
    await heading(page, "Lighting").waitFor();
    await page.evaluate(() => (window.trap = true));
    await filter(page, /^Ceramics/).click();
    await page.waitForURL((url) => url.searchParams.getAll("category").length === 2);
    await page.waitForFunction(() => document.querySelectorAll("aside [aria-current]").length === 2);
    await page.evaluate(() => history.back());
    await heading(page, "Lighting").waitFor();
    const [all, lighting, both, ...rest] = await listsSeen(page);
    assert.match(all, /^All products: \d+$/);
    assert.match(lighting, /^Lighting: \d+$/);
    assert.match(both, /^All products: \d+$/);
    assert.notEqual(both, all);
    assert.deepEqual(rest, [lighting]);
    release();
    await page.getByRole("combobox", { name: "Search the shop" }).pressSequentially("lamp");
    await heading(page, "Results for “lamp”").waitFor();
  }, desktop));

test("an engine that stops for good leaves the list one was at, and the server the next ones", () =>
  visit(async (page, { allow }) => {
    await openOnce(page, allow);
    await filter(page, /^Lighting/).click();
    await heading(page, "Lighting").waitFor();
    await page.evaluate(watchList);
    await page.waitForFunction(() => {
      window.trap = true;
      dispatchEvent(new Event("online")); // wakes it
      return document.documentElement.dataset.engine === "failed";
    });
    await page.getByText(sentence).waitFor();
    assert.equal((await listsSeen(page)).length, 1);
    await filter(page, /^Ceramics/).click();
    await page.waitForFunction(() => document.querySelectorAll("aside [aria-current]").length === 2);
    assert.equal((await listsSeen(page)).length, 2);
  }, desktop));
