// SPDX-License-Identifier: MIT
// One whole purchase with the keyboard alone, from the home page to the receipt.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { closeBrowser, engineReady, visit } from "./browser.mjs";
import { address } from "./shopper.mjs";

after(closeBrowser);

const tabsMax = 80;

/** Tabs until the focused element carries this name; every stop on the way must show its focus. */
async function tabTo(page, name) {
  for (let count = 0; count < tabsMax; count += 1) {
    await page.keyboard.press("Tab");
    const { text, isShown } = await page.evaluate(focusedElement);
    assert.ok(isShown, `${text} does not show its focus`);
    if (name.test(text)) return;
  }
  assert.fail(`no way to ${name} by keyboard`);
}

function focusedElement() {
  const element = document.activeElement;
  const label = element.labels?.[0]?.textContent ?? "";
  const text = element.getAttribute("aria-label") ?? (label || element.textContent) ?? "";
  // The mark may be drawn by the label of a hidden input, or by the card of a link.
  const bearers = [[element], [element, "::after"], [element.closest("label") ?? element]];
  const isMarked = bearers.some((bearer) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(...bearer);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 1;
  });
  const isPage = element === document.body || element.id === "content";
  return { text: text.replace(/\s+/g, " ").trim(), isShown: isPage || isMarked };
}

const card = {
  "E-mail": "ada@example.org",
  "Card number": "4242424242424242",
  Expiry: "1234",
  "Security code": "123",
  "Name on card": "Ada Lovelace",
};

async function typeInto(page, fields) {
  for (const [label, value] of Object.entries(fields)) {
    await tabTo(page, new RegExp(`^${label}`));
    await page.keyboard.type(value);
  }
}

test("a shopper without a pointer searches, skips the header, chooses, fills in, pays", () =>
  visit(async (page) => {
    await page.goto("/");
    await engineReady(page);
    await tabTo(page, /^Search the shop$/);
    await page.keyboard.type("aurora");
    await page.getByRole("option", { name: /Aurora Table Lamp/ }).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/product\/aurora-table-lamp/);
    await page.reload();
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
    await typeInto(page, address);
    await tabTo(page, /^Pay €/);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/c\/pay\//);
    await typeInto(page, card);
    await tabTo(page, /^Pay/);
    await page.keyboard.press("Enter");
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
    await page.waitForFunction(() =>
      /In the cart|Add to cart/.test(document.activeElement?.textContent ?? ""),
    );
  }));
