// SPDX-License-Identifier: MIT
// The whole journey without JavaScript: forms, redirects, and a cart in a cookie.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { closeBrowser, visit } from "./browser.mjs";
import { fillAddress, payByCard } from "./shopper.mjs";

after(closeBrowser);

const plain = { javaScriptEnabled: false };
const quantity = (page) => page.getByRole("textbox", { name: "Quantity of Aurora Table Lamp" });

async function addLamp(page) {
  await page.goto("/product/aurora-table-lamp");
  await page.getByLabel("Variant").selectOption("NL-AUR-INK");
  await page.getByRole("button", { name: "Add to cart" }).click();
  await page.waitForURL(/\/cart/);
}

test("the cart is changed by forms alone", () =>
  visit(async (page) => {
    await addLamp(page);
    await page.getByRole("button", { name: "One Aurora Table Lamp more" }).click();
    assert.equal(await quantity(page).inputValue(), "2");
    await quantity(page).fill("3");
    await page.getByRole("button", { name: "Update" }).click();
    assert.equal(await quantity(page).inputValue(), "3");
    await quantity(page).fill("5000");
    await page.getByRole("button", { name: "Update" }).click();
    await page
      .getByRole("alert")
      .filter({ hasText: /Only \d+ left|At most \d+/ })
      .waitFor();
    assert.equal(await quantity(page).inputValue(), "3");
    await page.getByRole("button", { name: "Remove Aurora Table Lamp" }).click();
    await page.getByText("Your cart is empty").waitFor();
  }, plain));

test("a code is taken, and refused with a reason", () =>
  visit(async (page) => {
    await addLamp(page);
    await page.getByText("Have a code?").click();
    await page.getByLabel("Discount code").fill("NOSUCHCODE");
    await page.getByRole("button", { name: "Apply" }).click();
    await page.getByText("We do not know this code").waitFor();
    await page.getByLabel("Discount code").fill("WELCOME10");
    await page.getByRole("button", { name: "Apply" }).click();
    await page.getByRole("button", { name: "Remove code" }).waitFor();
  }, plain));

test("checkout refuses a bad address beside its field and keeps what was typed", () =>
  visit(async (page) => {
    await addLamp(page);
    await page.goto("/checkout");
    await fillAddress(page);
    await page.getByLabel("Postcode").fill("nonsense");
    await page.getByRole("button", { name: /^Pay €/ }).click();
    await page.waitForURL(/\/checkout/);
    assert.equal(await page.getByLabel("Full name").inputValue(), "Ada Lovelace");
    await page.getByText("Check the postcode").waitFor();
  }, plain));

test("an order is placed, paid by card and shown", () =>
  visit(async (page) => {
    await addLamp(page);
    await page.getByRole("link", { name: "Go to checkout" }).click();
    await fillAddress(page);
    await page.getByRole("button", { name: /^Pay €/ }).click();
    await page.waitForURL(/\/c\/pay\//);
    await payByCard(page);
    await page.waitForURL(/\/checkout\/return/);
    await page.getByRole("heading", { name: "Thank you, Ada" }).waitFor();
    await page.goto("/cart");
    await page.getByText("Your cart is empty").waitFor();
    await page.goto("/orders");
    assert.equal(await page.getByRole("main").getByRole("listitem").count(), 1);
  }, plain));

const payService = process.env.VITRINE_PAY_URL;

test("a form whose answer was lost is sent again as the same order", { skip: !payService }, () =>
  visit(async (page) => {
    const key = page.locator("input[name=idempotencyKey]");
    const pay = page.getByRole("button", { name: /^Pay €/ });
    await addLamp(page);
    await page.goto("/checkout");
    await fillAddress(page);
    const first = await key.inputValue();
    const fault = { kind: "fail", count: -1, status: 500, match: "/v1/checkout/sessions" };
    await fetch(`${payService}/__faults`, { method: "POST", body: JSON.stringify(fault) });
    try {
      await pay.click();
      await page.locator("#problems").waitFor({ timeout: 60_000 });
    } finally {
      await fetch(`${payService}/__faults`, { method: "DELETE" });
    }
    assert.equal(await key.inputValue(), first);
    await pay.click();
    await page.waitForURL(/\/c\/pay\//);
    await page.goto("/orders");
    assert.equal(await page.getByRole("main").getByRole("listitem").count(), 1);
    await page.goto("/checkout");
    assert.notEqual(await key.inputValue(), first);
  }, plain));
