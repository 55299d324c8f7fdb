// SPDX-License-Identifier: MIT
// One whole purchase with the keyboard alone.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { closeBrowser, engineReady, visit } from "./browser.mjs";
import { address, payByCard } from "./shopper.mjs";

after(closeBrowser);

const tabsMax = 80;

/** Tabs until the focused element carries this name; every stop on the way must show its focus. */
async function tabTo(page, name) {
  for (let count = 0; count < tabsMax; count += 1) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      const label = element.labels?.[0]?.textContent ?? "";
      const text = element.getAttribute("aria-label") ?? (label || element.textContent) ?? "";
      return text.replace(/\s+/g, " ").trim();
    });
    if (name.test(focused)) return;
  }
  assert.fail(`no way to ${name} by keyboard`);
}

test("a shopper without a pointer skips the header, chooses, fills in, pays", () =>
  visit(async (page) => {
    await page.goto("/product/aurora-table-lamp");
    await engineReady(page);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "content");
    await tabTo(page, /^Sand/);
    await page.keyboard.press("ArrowRight");
    await page.waitForURL(/sku=NL-AUR-INK/);
    await tabTo(page, /^Add to cart$/);
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: "Cart" }).waitFor();
    await tabTo(page, /^Checkout$/);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/checkout$/);
    await engineReady(page);
    for (const [label, value] of Object.entries(address)) {
      await tabTo(page, new RegExp(`^${label}$`));
      await page.keyboard.type(value);
    }
    await tabTo(page, /^Pay €/);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/c\/pay\//);
    await payByCard(page);
    await page.getByRole("heading", { name: "Thank you, Ada" }).waitFor();
  }));

test("closing the drawer gives the focus back", () =>
  visit(async (page) => {
    await page.goto("/product/kyst-mug");
    await engineReady(page);
    await page.getByRole("button", { name: "Add to cart" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: "Cart" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog", { name: "Cart" }).waitFor({ state: "detached" });
    const focused = await page.evaluate(() => document.activeElement?.textContent);
    assert.match(focused ?? "", /In the cart|Add to cart/);
  }));
