// SPDX-License-Identifier: MIT
// A payer who complains to the gateway after paying: told by a message that names the money alone.
import { after, test } from "node:test";
import { closeBrowser, visit } from "./browser.mjs";
import { addToCart, goToPayment, payByCard } from "./shopper.mjs";

after(closeBrowser);

const becomesDisputed = (page) =>
  page.getByText("Disputed", { exact: true }).first().waitFor({ timeout: 40_000 });

test("a card payment disputed at the bank stops its order", () =>
  visit(async (page) => {
    await addToCart(page, "kyst-mug");
    await goToPayment(page);
    await page.waitForURL(/\/c\/pay\//);
    await payByCard(page, "4000 0000 0000 0259");
    await page.getByRole("heading", { name: "Thank you, Ada" }).waitFor();
    await becomesDisputed(page);
  }));

test("a complaint at PayPal stops its order", () =>
  visit(async (page) => {
    await addToCart(page, "kyst-mug");
    await goToPayment(page, "PayPal");
    await page.waitForURL(/\/checkoutnow/);
    await page.getByRole("radio", { name: /complains/ }).check();
    await page.getByRole("button", { name: /^Pay/ }).click();
    await page.getByRole("heading", { name: "Thank you, Ada" }).waitFor();
    await becomesDisputed(page);
  }));
