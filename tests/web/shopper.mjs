// SPDX-License-Identifier: MIT
// What a shopper does, in the words of the page: for journeys of more than one test file.
import { engineReady } from "./browser.mjs";

export const address = {
  "E-mail": "ada@example.org",
  "Full name": "Ada Lovelace",
  "Street and number": "Lindenallee 12",
  Postcode: "10115",
  "Town or city": "Berlin",
};

export async function addToCart(page, slug = "aurora-table-lamp") {
  await page.goto(`/product/${slug}`);
  await engineReady(page);
  await page.getByRole("button", { name: "Add to cart" }).click();
  await page.getByRole("dialog", { name: "Cart" }).waitFor();
}

export async function fillAddress(page) {
  for (const [label, value] of Object.entries(address)) {
    await page.getByLabel(label, { exact: true }).fill(value);
  }
}

export async function goToPayment(page, gateway = "Card") {
  await page.goto("/checkout");
  await page.getByLabel("E-mail").waitFor();
  await fillAddress(page);
  await page.getByRole("radio", { name: new RegExp(`^${gateway}`) }).check();
  await page.getByRole("button", { name: /^Pay €/ }).click();
}

export async function payByCard(page, number = "4242 4242 4242 4242") {
  await page.getByLabel("E-mail").fill("ada@example.org");
  await page.getByLabel("Card number").fill(number);
  await page.getByLabel(/^Expiry/).fill("12 / 34");
  await page.getByLabel(/^Security code/).fill("123");
  await page.getByLabel("Name on card").fill("Ada Lovelace");
  await page.getByRole("button", { name: /^Pay/ }).click();
}
