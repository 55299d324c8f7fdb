// SPDX-License-Identifier: MIT
// No network, or a slow one: what is open goes on working, the cart is kept, and whatever takes
// longer than a moment shows that it is under way.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { closeBrowser, engineReady, shopUrl, visit } from "./browser.mjs";
import { isLocal, query } from "./services.mjs";
import { addToCart, fillAddress, goToPayment } from "./shopper.mjs";

after(closeBrowser);

const local = { skip: !isLocal };
const offline = "You are offline. You can go on choosing; checkout waits for the network.";
const allowOffline = (allow) => {
  allow(/ERR_INTERNET_DISCONNECTED/);
};
const results = (page) => page.getByRole("region", { name: "Products" }).locator("article");

test("offline, an open catalog is searched, filtered and sorted", () =>
  visit(async (page, { context, allow }) => {
    allowOffline(allow);
    await page.goto("/catalog");
    await engineReady(page);
    await context.setOffline(true);
    await page.getByText(offline).waitFor();
    await page.getByRole("link", { name: "Next" }).first().click();
    await page.waitForURL(/page=2/);
    assert.ok((await results(page).count()) > 0);
    await page.getByRole("combobox", { name: "Search the shop" }).pressSequentially("lamp");
    await page.getByRole("heading", { level: 1, name: "Results for “lamp”" }).waitFor();
    assert.match(await results(page).first().innerText(), /Lamp/);
    await context.setOffline(false);
    await page.getByText(offline).waitFor({ state: "detached" });
  }));

test("offline, another variant is chosen and put into the cart, which is there afterwards", () =>
  visit(async (page, { context, allow }) => {
    allowOffline(allow);
    await page.goto("/product/aurora-table-lamp");
    await engineReady(page);
    await context.setOffline(true);
    await page.getByRole("button", { name: "Add to cart" }).click();
    await page.getByRole("dialog", { name: "Cart" }).waitFor();
    await page.keyboard.press("Escape");
    await context.setOffline(false);
    await page.goto("/cart");
    await engineReady(page);
    await page.getByRole("textbox", { name: "Quantity of Aurora Table Lamp" }).waitFor();
  }));

test("an order that is placed offline waits for the network, and is placed once", local, () =>
  visit(async (page, { context, allow }) => {
    allowOffline(allow);
    const email = `offline.${Date.now()}@example.org`;
    await addToCart(page, "kyst-mug");
    await page.goto("/checkout");
    await engineReady(page);
    await fillAddress(page);
    await page.getByLabel("E-mail").fill(email);
    await context.setOffline(true);
    await page.getByText(offline).waitFor();
    await page.getByRole("button", { name: /^Pay €/ }).dblclick();
    await page.getByText("so we are trying again").waitFor();
    assert.equal(await page.getByLabel("E-mail").inputValue(), email);
    await context.setOffline(false);
    await page.waitForURL(/\/c\/pay\//);
    const placed = await query(`count(*[_type == "order" && email == "${email}"])`);
    assert.equal(placed, 1);
  }),
);

test("offline, the buttons of an order keep the page, and work again afterwards", local, () =>
  visit(async (page, { context, allow }) => {
    allowOffline(allow);
    await addToCart(page, "kyst-mug");
    await goToPayment(page);
    await page.waitForURL(/\/c\/pay\//);
    await page.goto(`${shopUrl}/orders`);
    await page.getByRole("main").getByRole("link", { name: "Waiting for payment" }).click();
    await engineReady(page);
    const pay = page.getByRole("button", { name: /^Pay €/ });
    await pay.waitFor();
    await context.setOffline(true);
    await page.getByText(offline).waitFor();
    await pay.click();
    await page.getByText("This is the last we know").waitFor();
    await pay.waitFor();
    await context.setOffline(false);
    await page.getByText("This is the last we know").waitFor({ state: "detached" });
    await pay.click();
    await page.waitForURL(/\/c\/pay\//);
  }),
);

/** Lets the answers to `pattern` through only when told to. */
async function hold(page, pattern) {
  let release;
  const released = new Promise((resolve) => (release = resolve));
  await page.route(pattern, async (route) => {
    await released;
    await route.continue().catch(() => undefined);
  });
  return release;
}

test("a page that takes long to come shows that it is coming", () =>
  visit(async (page) => {
    await page.goto("/catalog");
    await engineReady(page);
    const release = await hold(page, /\/product\/.*_rsc=/);
    await results(page).first().getByRole("link").click();
    await page.getByRole("progressbar", { name: "Loading the page" }).waitFor();
    release();
    await page.waitForURL(/\/product\//);
    await page.getByRole("button", { name: "Add to cart" }).waitFor();
    assert.equal(await page.getByRole("progressbar", { name: "Loading the page" }).count(), 0);
  }));

test("placing that takes long says so, and a second click changes nothing", local, () =>
  visit(async (page) => {
    const email = `slow.${Date.now()}@example.org`;
    await addToCart(page, "kyst-mug");
    await page.goto("/checkout");
    await engineReady(page);
    await fillAddress(page);
    await page.getByLabel("E-mail").fill(email);
    const release = await hold(page, "**/api/orders");
    await page.getByRole("button", { name: /^Pay €/ }).dblclick();
    const placing = page.getByRole("button", { name: "Placing the order" });
    await placing.waitFor();
    assert.equal(await placing.isDisabled(), true);
    release();
    await page.waitForURL(/\/c\/pay\//);
    const placed = await query(`count(*[_type == "order" && email == "${email}"])`);
    assert.equal(placed, 1);
  }),
);

test("paying again that takes long says so, and is asked for once", local, () =>
  visit(async (page) => {
    await addToCart(page, "kyst-mug");
    await goToPayment(page);
    await page.waitForURL(/\/c\/pay\//);
    await page.goto(`${shopUrl}/orders`);
    await page.getByRole("main").getByRole("link", { name: "Waiting for payment" }).click();
    await engineReady(page);
    let asked = 0;
    page.on("request", (request) => (asked += request.url().endsWith("/pay") ? 1 : 0));
    const button = page.getByRole("button", { name: /^Pay €/ });
    await button.evaluate((element) => {
      const note = () => (sessionStorage.said = `${element.ariaBusy} ${element.textContent}`);
      new MutationObserver(note).observe(element, { childList: true, attributes: true });
    });
    await button.dblclick();
    await page.waitForURL(/\/c\/pay\//);
    assert.equal(asked, 1);
    await page.goto("/delivery");
    assert.equal(await page.evaluate(() => sessionStorage.said), "true One moment");
  }),
);

test("a code that takes long to check says so", () =>
  visit(async (page) => {
    await addToCart(page);
    await page.goto("/cart");
    await engineReady(page);
    const release = await hold(page, "**/api/coupons");
    await page.getByText("Have a code?").click();
    await page.getByLabel("Discount code").fill("WELCOME10");
    await page.getByRole("button", { name: "Apply" }).click();
    await page.getByRole("button", { name: "Checking" }).waitFor();
    release();
    await page.getByRole("button", { name: "Remove code" }).waitFor();
  }));

test("a catalog that takes long to come shows that it is coming, and the cart is there", () =>
  visit(async (page) => {
    await addToCart(page);
    const release = await hold(page, "**/api/catalog/snapshot*");
    await page.goto("/cart");
    await page.getByRole("progressbar", { name: "Reading prices and stock" }).waitFor();
    const quantity = page.getByRole("textbox", { name: /^Quantity of/ });
    assert.equal(await quantity.inputValue(), "1");
    release();
    await page.getByRole("link", { name: "Go to checkout" }).waitFor();
  }));
