// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { closeBrowser, engineReady, shopUrl, visit } from "./browser.mjs";
import { addToCart, fillAddress, goToPayment, payByCard } from "./shopper.mjs";

after(closeBrowser);

const thanks = (page) => page.getByRole("heading", { name: "Thank you, Ada" });

async function orderNumber(page) {
  return (
    await page
      .getByText(/VT-\w{4}-\w{4}/)
      .first()
      .textContent()
  ).match(/VT-\w{4}-\w{4}/)[0];
}

test("card: the total on the button is the total paid, and the order is tracked to its parcel", () =>
  visit(async (page) => {
    await addToCart(page);
    await page.goto("/checkout");
    await page.getByLabel("E-mail").waitFor();
    await fillAddress(page);
    const pay = page.getByRole("button", { name: /^Pay €/ });
    const amount = (await pay.textContent()).replace("Pay ", "").trim();
    await pay.click();
    await page.waitForURL(/\/c\/pay\//);
    await page.getByText(amount.replace("€", "")).first().waitFor();
    await payByCard(page);
    await thanks(page).waitFor();
    await page.getByText(amount, { exact: true }).first().waitFor();
    await page.getByRole("region", { name: "Parcel" }).waitFor({ timeout: 40_000 });
    await page.goto("/cart");
    await engineReady(page);
    await page.getByText("Your cart is empty").waitFor();
  }));

test("a declined card leaves the order open, and another card pays it", () =>
  visit(async (page) => {
    await addToCart(page, "kyst-mug");
    await goToPayment(page);
    await page.waitForURL(/\/c\/pay\//);
    await payByCard(page, "4000 0000 0000 0002");
    await page
      .getByText(/declined/i)
      .first()
      .waitFor();
    await payByCard(page);
    await thanks(page).waitFor();
  }));

test("a card that asks for 3-D Secure is confirmed on the way", () =>
  visit(async (page) => {
    await addToCart(page, "kyst-mug");
    await goToPayment(page);
    await page.waitForURL(/\/c\/pay\//);
    await payByCard(page, "4000 0025 0000 3155");
    await page.getByRole("button", { name: "Complete authentication" }).click();
    await thanks(page).waitFor();
  }));

test("PayPal pays, and the order opens in another browser by number and e-mail", async () => {
  let number = "";
  await visit(async (page) => {
    await addToCart(page, "kyst-mug");
    await goToPayment(page, "PayPal");
    await page.waitForURL(/\/checkoutnow/);
    await page.getByRole("button", { name: /^Pay/ }).click();
    await thanks(page).waitFor();
    number = await orderNumber(page);
  });
  await visit(async (page) => {
    await page.goto("/orders/lookup");
    await page.getByLabel("Order number").fill(number);
    await page.getByLabel("E-mail").fill("someone@else.example");
    await page.getByRole("button", { name: "Find the order" }).click();
    await page.getByRole("alert").filter({ hasText: "No order matches" }).waitFor();
    await page.getByLabel("Order number").fill(number.toLowerCase());
    await page.getByLabel("E-mail").fill("ADA@example.org");
    await page.getByRole("button", { name: "Find the order" }).click();
    await page.getByRole("heading", { name: `Order ${number}` }).waitFor();
  });
});

test("an abandoned payment can be taken up again from the order", () =>
  visit(async (page) => {
    await addToCart(page, "kyst-mug");
    await goToPayment(page);
    await page.waitForURL(/\/c\/pay\//);
    await page.goto(`${shopUrl}/orders`);
    await page.getByRole("main").getByRole("link", { name: "Waiting for payment" }).click();
    await page.getByRole("button", { name: /^Pay €/ }).click();
    await page.waitForURL(/\/c\/pay\//);
    await payByCard(page);
    await thanks(page).waitFor();
  }));

test("with one order still unpaid, the next one can be placed", () =>
  visit(async (page) => {
    await addToCart(page, "kyst-mug");
    await goToPayment(page);
    await page.waitForURL(/\/c\/pay\//);
    await addToCart(page, "ull-throw");
    await goToPayment(page);
    await page.waitForURL(/\/c\/pay\//);
    await page.goto(`${shopUrl}/orders`);
    assert.equal(await page.getByRole("main").getByRole("listitem").count(), 2);
  }));

test("an unpaid order can be cancelled by its owner, and ordered again", () =>
  visit(async (page) => {
    await addToCart(page, "kyst-mug");
    await goToPayment(page);
    await page.waitForURL(/\/c\/pay\//);
    await page.goto(`${shopUrl}/orders`);
    await page.getByRole("main").getByRole("link", { name: "Waiting for payment" }).click();
    await page.getByRole("button", { name: "Cancel the order" }).click();
    await page.getByText("Cancelled", { exact: true }).first().waitFor();
    await engineReady(page);
    await page.getByRole("button", { name: "Order again" }).click();
    const cart = page.getByRole("dialog", { name: "Cart" });
    await cart.getByRole("textbox", { name: "Quantity of Kyst Mug" }).waitFor();
  }));

test("a total that changed is shown to whoever pressed the button far below", () =>
  visit(async (page, { allow }) => {
    allow(/409/);
    await addToCart(page, "kyst-mug");
    await page.route("**/api/orders", (route) => {
      const order = route.request().postDataJSON();
      const postData = JSON.stringify({ ...order, agreedTotalMinor: order.agreedTotalMinor - 1 });
      return route.continue({ postData });
    });
    await goToPayment(page);
    const news = page.getByRole("alert", { name: "What changed" });
    await news.waitFor();
    await page.waitForFunction(() => document.activeElement?.id === "problems");
    const { y, height } = await news.boundingBox();
    assert.ok(y >= 0 && y + height <= 844, `at ${y}, ${height} high`);
    await page.unroute("**/api/orders");
    await news.getByRole("button", { name: "Take the new total" }).click();
    await page.getByRole("button", { name: /^Pay €/ }).click();
    await page.waitForURL(/\/c\/pay\//);
  }));

test("missing fields are named beside each field, and the first one gets the focus", () =>
  visit(async (page) => {
    await addToCart(page, "kyst-mug");
    await page.goto("/checkout");
    await engineReady(page);
    await page.getByRole("button", { name: /^Pay €/ }).click();
    await page.getByText("Enter an e-mail address").waitFor();
    await page.getByText("Enter your full name").waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.id), "email");
  }));
