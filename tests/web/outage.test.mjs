// SPDX-License-Identifier: MIT
// Services down, slow or answering garbage: the page says what failed and what still works, the
// cart is kept, and trying again works.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { closeBrowser, engineReady, shopUrl, visit } from "./browser.mjs";
import { isLocal, query, renewCatalog, services, whileFaulty } from "./services.mjs";
import { addToCart, fillAddress, goToPayment, payByCard } from "./shopper.mjs";

after(closeBrowser);

const local = { skip: !isLocal };
const pay = (page) => page.getByRole("button", { name: /^Pay €/ });
const says = (page, text) => page.getByText(text).first().waitFor();
const thanks = (page) => page.getByRole("heading", { name: "Thank you, Ada" });
const quantity = (page) => page.getByRole("textbox", { name: /^Quantity of/ });
const ordersOf = (email) => query(`count(*[_type == "order" && email == "${email}"])`);

/** What the browser itself writes about an answer that the test has provoked. */
function allowFailures(allow) {
  allow(/^answered (?:429|5\d\d): .*\/api\//);
  allow(/^console: Failed to load resource: the server responded with a status of (?:429|5\d\d)/);
}

async function reconcile() {
  const headers = { Authorization: `Bearer ${process.env.VITRINE_CRON_SECRET}` };
  const answer = await fetch(`${shopUrl}/api/reconcile`, { method: "POST", headers });
  assert.equal(answer.status, 200);
}

/** The lake's documents, without its pictures: those come from a network of their own. */
const lakeData = "/v2025-02-19/data/";

const ways = {
  "is down": { kind: "fail", status: 503 },
  "breaks down": { kind: "fail", status: 500 },
  "has too much to do": { kind: "fail", status: 429 },
  "answers garbage": { kind: "garbage" },
  "does not answer": { kind: "slow", ms: 60_000 },
};

for (const [way, fault] of Object.entries(ways)) {
  test(`the lake ${way}: every page is there with its age, the cart works`, local, async () => {
    await renewCatalog();
    await whileFaulty("lake", { ...fault, match: lakeData }, async () => {
      await renewCatalog();
      await visit(async (page) => {
        for (const path of ["/", "/catalog?q=lamp", "/product/aurora-table-lamp"]) {
          await page.goto(path, { timeout: 8_000 });
          await page.getByText("Aurora Table Lamp").first().waitFor();
        }
        await page.goto("/catalog", { timeout: 8_000 });
        await says(page, "Our content service does not answer");
        await addToCart(page);
        for (const path of ["/cart", "/checkout"]) {
          await page.goto(path, { timeout: 8_000 });
          await engineReady(page);
          await page.getByText("Aurora Table Lamp").first().waitFor({ state: "attached" });
        }
      });
    });
    await renewCatalog();
    await visit(async (page) => {
      await page.goto("/catalog");
      assert.equal(await page.getByText("Our content service does not answer").count(), 0);
    });
  });
}

test("the page's own catalog cannot be read: the page stays, says so, and recovers by itself", () =>
  visit(async (page, { allow }) => {
    allowFailures(allow);
    await addToCart(page);
    await page.route("**/api/catalog/snapshot*", (route) => route.fulfill({ status: 503, body: "{}" }));
    await page.goto("/cart");
    await says(page, "The catalog cannot be read right now. Your cart is safe.");
    assert.equal(await quantity(page).inputValue(), "1");
    await says(page, "Waiting for prices and stock. Your cart is kept");
    assert.equal(await page.getByText("€0.00").count(), 0);
    await page.goto("/checkout");
    await says(page, "Waiting for prices and stock. Your cart is kept");
    assert.equal(await pay(page).count(), 0);
    await page.goto("/cart");
    await says(page, "Waiting for prices and stock");
    await page.unroute("**/api/catalog/snapshot*");
    await page.getByRole("link", { name: "Go to checkout" }).waitFor();
    assert.equal(await page.getByText("The catalog cannot be read").count(), 0);
  }));

let shoppers = 0;
/** An address of its own for each shopper, so that their orders can be counted. */
async function checkOut(page) {
  const email = `outage${(shoppers += 1)}.${Date.now()}@example.org`;
  await addToCart(page, "kyst-mug");
  await page.goto("/checkout");
  await engineReady(page);
  await fillAddress(page);
  await page.getByLabel("E-mail").fill(email);
  return email;
}

for (const service of ["lake", "pay"]) {
  for (const way of ["is down", "has too much to do", "answers garbage", "does not answer"]) {
    const fault = ways[way];
    const title = `${service} ${way} while an order is placed: told, and placed once in the end`;
    test(title, local, () =>
      visit(async (page, { allow }) => {
        allowFailures(allow);
        const email = await checkOut(page);
        const match = service === "lake" ? lakeData : "/v";
        await whileFaulty(service, { ...fault, match }, async () => {
          await pay(page).click();
          await page.getByRole("button", { name: "Placing the order" }).waitFor();
          await page.getByText("so we are trying again").waitFor({ timeout: 60_000 });
          assert.equal(await page.getByLabel("E-mail").inputValue(), email);
          assert.equal(await page.getByLabel("Postcode").inputValue(), "10115");
        });
        await page.waitForURL(/\/c\/pay\//, { timeout: 90_000 });
        assert.equal(await ordersOf(email), 1);
        await payByCard(page);
        await thanks(page).waitFor();
      }),
    );
  }
}

test("an order that was not placed is kept across a reload, and placed once", local, () =>
  visit(async (page, { allow }) => {
    allowFailures(allow);
    const email = await checkOut(page);
    await whileFaulty("lake", { ...ways["is down"], match: lakeData }, async () => {
      await pay(page).click();
      await page.getByText("so we are trying again").waitFor({ timeout: 60_000 });
      await page.reload();
      await page.getByRole("button", { name: "Placing the order" }).waitFor();
      assert.equal(await page.getByLabel("E-mail").inputValue(), email);
    });
    await page.getByRole("heading", { name: "Your order is placed" }).waitFor({ timeout: 60_000 });
    await page.getByRole("link", { name: "Continue to the payment" }).click();
    await page.waitForURL(/\/c\/pay\//);
    assert.equal(await ordersOf(email), 1);
  }));

for (const way of ["is down", "answers garbage"]) {
  const fault = ways[way];
  test(`pay ${way} on the way back from the payment: checked until it is known`, local, () =>
    visit(async (page) => {
      await addToCart(page, "kyst-mug");
      await goToPayment(page);
      await page.waitForURL(/\/c\/pay\//);
      await whileFaulty("pay", { ...fault, match: "/v1/" }, async () => {
        await payByCard(page);
        await page.waitForURL(/\/checkout\/return/, { timeout: 30_000 });
        await page.getByRole("heading", { name: "Your payment is being checked" }).waitFor();
      });
      await reconcile();
      await thanks(page).waitFor({ timeout: 60_000 });
    }));
}

test("pay is down when a payment is taken up again: told, and works later", local, () =>
  visit(async (page) => {
    await addToCart(page, "kyst-mug");
    await goToPayment(page);
    await page.waitForURL(/\/c\/pay\//);
    await page.goto("/orders");
    await page.getByRole("main").getByRole("link", { name: "Waiting for payment" }).click();
    await whileFaulty("pay", { ...ways["is down"], match: "/v" }, async () => {
      await page.getByRole("button", { name: "Pay with PayPal" }).click();
      await page
        .getByRole("alert")
        .filter({ hasText: "Nothing was charged" })
        .waitFor({ timeout: 60_000 });
    });
    await page.getByRole("button", { name: "Pay with PayPal" }).click();
    await page.waitForURL(/\/checkoutnow/);
  }));

test("the lake is down while an order is looked at: its last state stays", local, () =>
  visit(async (page, { allow }) => {
    allowFailures(allow);
    await addToCart(page, "kyst-mug");
    await goToPayment(page);
    await page.waitForURL(/\/c\/pay\//);
    await page.goto("/orders");
    await page.getByRole("main").getByRole("link", { name: "Waiting for payment" }).click();
    await engineReady(page);
    await pay(page).waitFor();
    await whileFaulty("lake", { ...ways["is down"], match: lakeData }, async () => {
      await says(page, "This is the last we know");
      await pay(page).waitFor();
      await page.reload();
      await page.getByRole("heading", { name: "Your order cannot be read right now" }).waitFor();
      const other = await page.context().newPage();
      await other.goto("/orders");
      await says(other, "Some orders cannot be read right now");
      await other.close();
    });
    await page.getByRole("link", { name: "Try again" }).click();
    await pay(page).waitFor();
    await engineReady(page);
    await whileFaulty("lake", { kind: "garbage", match: lakeData }, () =>
      says(page, "This is the last we know"),
    );
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByText("This is the last we know").waitFor({ state: "detached" });
  }));

test("parcel is down: the order is paid and shown, its parcel will follow", local, () =>
  visit(async (page) => {
    await addToCart(page, "kyst-mug");
    await goToPayment(page);
    await page.waitForURL(/\/c\/pay\//);
    await whileFaulty("parcel", ways["is down"], async () => {
      await payByCard(page);
      await thanks(page).waitFor({ timeout: 60_000 });
      await page.reload();
      await thanks(page).waitFor();
      await says(page, "Being prepared");
      assert.equal(await page.getByText(/^Follow at/).count(), 0);
    });
  }));

test("nothing of a service is left broken by these tests", local, async () => {
  for (const url of Object.values(services)) {
    assert.equal((await fetch(`${url}/health`)).status, 200);
  }
});
