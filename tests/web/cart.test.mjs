// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { closeBrowser, engineReady, visit } from "./browser.mjs";

after(closeBrowser);

async function addLamp(page) {
  await page.goto("/product/aurora-table-lamp");
  await engineReady(page);
  await page.getByRole("button", { name: "Add to cart" }).click();
  await page.getByRole("dialog", { name: "Cart" }).waitFor();
}

const quantity = (page) => page.getByRole("textbox", { name: "Quantity of Aurora Table Lamp" });

test("adding opens the drawer, and the cart survives a reload", () =>
  visit(async (page) => {
    await addLamp(page);
    await page.goto("/cart");
    await engineReady(page);
    assert.equal(await quantity(page).inputValue(), "1");
    await page.reload();
    await quantity(page).waitFor();
    assert.equal(await quantity(page).inputValue(), "1");
  }));

test("fast clicks all count", () =>
  visit(async (page) => {
    await addLamp(page);
    const more = page.getByRole("button", { name: "One Aurora Table Lamp more" });
    for (let count = 0; count < 5; count += 1) await more.click();
    assert.equal(await quantity(page).inputValue(), "6");
  }));

test("more than the stock is refused with what is left, and nothing is changed silently", () =>
  visit(async (page) => {
    await addLamp(page);
    await quantity(page).fill("5000");
    await quantity(page).press("Enter");
    await page
      .getByRole("alert")
      .filter({ hasText: /Only \d+ left|At most \d+/ })
      .waitFor();
  }));

test("removing offers undo", () =>
  visit(async (page) => {
    await addLamp(page);
    await page.getByRole("button", { name: "Remove Aurora Table Lamp" }).click();
    await page.getByRole("button", { name: "Undo" }).click();
    assert.equal(await quantity(page).inputValue(), "1");
  }));

test("a refused code gives a reason and keeps what was typed", () =>
  visit(async (page) => {
    await addLamp(page);
    await page.goto("/cart");
    await engineReady(page);
    await page.getByText("Have a code?").click();
    await page.getByLabel("Discount code").fill("NOSUCHCODE");
    await page.getByRole("button", { name: "Apply" }).click();
    await page.getByRole("alert").filter({ hasText: "We do not know this code" }).waitFor();
    assert.equal(await page.getByLabel("Discount code").inputValue(), "NOSUCHCODE");
    await page.getByLabel("Discount code").fill("WELCOME10");
    await page.getByRole("button", { name: "Apply" }).click();
    await page.getByRole("button", { name: "Remove code" }).waitFor();
  }));

async function cents(locator) {
  const [amount] = /-?€[\d,.]+/.exec(await locator.innerText());
  return Number(amount.replace(/[€,.]/g, ""));
}

test("lines and rows of the summary add up to the total, also with a reduction", () =>
  visit(async (page) => {
    await addLamp(page);
    await page.getByRole("button", { name: "One Aurora Table Lamp more" }).click();
    await page.goto("/cart");
    await engineReady(page);
    const row = (name) => page.locator("dl > div").filter({ hasText: name }).locator("dd");
    assert.equal(await cents(page.getByRole("main").getByRole("listitem")), 29800);
    assert.equal(await cents(row("Subtotal")), 29800);
    const reduction = await cents(row("Winter thank-you"));
    assert.ok(reduction < 0);
    assert.equal(await cents(row(/^Total/)), 29800 + reduction);
  }));

test("two tabs agree within a second", () =>
  visit(async (page, { context }) => {
    await addLamp(page);
    const other = await context.newPage();
    await other.goto("/cart");
    await engineReady(other);
    await page.getByRole("button", { name: "One Aurora Table Lamp more" }).click();
    await other.waitForFunction(
      () => document.querySelector("input[name=quantity]")?.value === "2",
      null,
      { timeout: 1_000 },
    );
  }));

test("offline, the cart can still be changed and the page says what waits", () =>
  visit(async (page, { context }) => {
    await addLamp(page);
    await context.setOffline(true);
    await page.getByRole("button", { name: "One Aurora Table Lamp more" }).click();
    assert.equal(await quantity(page).inputValue(), "2");
    await page.keyboard.press("Escape");
    await page.getByText("You are offline.").waitFor();
    await context.setOffline(false);
    await page.getByText("You are offline.").waitFor({ state: "detached" });
  }));
