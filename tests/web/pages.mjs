// SPDX-License-Identifier: MIT
// Every page of the shop in every state that looks different, and how a shopper gets there.
import { engineReady } from "./browser.mjs";
import { addToCart, goToPayment, payByCard } from "./shopper.mjs";

const at = (path) => async (page) => {
  await page.goto(path);
  await engineReady(page);
};

async function filledCart(page) {
  await addToCart(page);
  await at("/cart")(page);
}

async function refusedCode(page) {
  await filledCart(page);
  await page.getByText("Have a code?").click();
  await page.getByLabel("Discount code").fill("NOSUCHCODE");
  await page.getByRole("button", { name: "Apply" }).click();
  await page.getByText("We do not know this code").first().waitFor();
}

async function checkout(page) {
  await addToCart(page, "kyst-mug");
  await at("/checkout")(page);
  await page.getByLabel("E-mail").waitFor();
}

async function refusedCheckout(page) {
  await checkout(page);
  await page.getByRole("button", { name: /^Pay €/ }).click();
  await page.getByText("5 fields need another look").waitFor();
}

async function suggestions(page) {
  await at("/")(page);
  await page.getByRole("combobox", { name: "Search the shop" }).pressSequentially("la");
  await page.getByRole("option").first().waitFor();
}

async function longList(page) {
  await at("/catalog?q=o")(page);
  await page.getByRole("button", { name: /^Filter/ }).click();
  const filters = page.getByRole("dialog", { name: "Filter" });
  await filters.getByText("Colour", { exact: true }).click();
  await filters.getByText("Show all 18").click();
  await filters.getByRole("searchbox", { name: "Find in Colour" }).waitFor();
}

async function openOrder(page) {
  await addToCart(page, "kyst-mug");
  await goToPayment(page);
  await page.waitForURL(/\/c\/pay\//);
  await at("/orders")(page);
  await page.getByRole("main").getByRole("listitem").getByRole("link").first().click();
  await page.getByRole("button", { name: "Cancel the order" }).waitFor();
}

async function cancelledOrder(page) {
  await openOrder(page);
  await page.getByRole("button", { name: "Cancel the order" }).click();
  await page.getByText("Nothing more happens with this order").waitFor();
}

async function paidOrder(page) {
  await addToCart(page, "kyst-mug");
  await goToPayment(page);
  await page.waitForURL(/\/c\/pay\//);
  await payByCard(page);
  await page.getByRole("heading", { name: "Thank you, Ada" }).waitFor();
  await page.getByRole("region", { name: "Parcel" }).waitFor({ timeout: 40_000 });
}

async function unknownOrder(page) {
  await page.goto("/orders/lookup");
  await page.getByLabel("Order number").fill("VT-AAAA-AAAA");
  await page.getByLabel("E-mail").fill("ada@example.org");
  await page.getByRole("button", { name: "Find the order" }).click();
  await page.getByText("No order matches").waitFor();
}

/** Pages that an address alone opens. */
export const addresses = {
  "the home page": "/",
  "the catalog": "/catalog",
  "a category": "/catalog?category=lighting",
  "a narrowed category": "/catalog?category=ceramics&price_to=50",
  "a search": "/catalog?q=lamp",
  "a search without results": "/catalog?q=zzzzqqqq",
  "a product": "/product/strand-vase",
  "a reduced product": "/product/fjell-floor-lamp",
  "a sold out variant": "/product/strand-vase?sku=HK-STR-INK-SML",
  "the empty cart": "/cart",
  "the empty checkout": "/checkout",
  "the empty list of orders": "/orders",
  "the search for an order": "/orders/lookup",
  "delivery and returns": "/delivery",
};

/** Those, and the pages that take a few steps. */
export const pages = {
  ...Object.fromEntries(Object.entries(addresses).map(([name, path]) => [name, at(path)])),
  "the suggestions of the search": suggestions,
  "the list of all values of a filter": longList,
  "a page that is not there": async (page) => void (await page.goto("/nowhere")),
  "the cart": filledCart,
  "the cart with a refused code": refusedCode,
  "the cart drawer": (page) => addToCart(page),
  "the checkout": checkout,
  "the checkout with fields left empty": refusedCheckout,
  "an order that waits for its payment": openOrder,
  "a cancelled order": cancelledOrder,
  "a paid order": paidOrder,
  "an order that is not found": unknownOrder,
};
