// SPDX-License-Identifier: MIT
// The engine does not come, or comes broken: the shop is the plain one of the server, says so
// quietly, and can be asked to try again.
import assert from "node:assert/strict";
import { after, test } from "node:test";
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
