// SPDX-License-Identifier: MIT
// A browser drops a cookie of more than 4096 bytes without a word: the shop never sends one, and
// says what did not fit.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { closeBrowser, shopUrl, visit } from "./browser.mjs";
import { isLocal, mutate, renewCatalog } from "./services.mjs";
import { fillAddress } from "./shopper.mjs";

const local = { skip: !isLocal };
const skus = Array.from({ length: 50 }, (_, index) => `LONG-${index}-`.padEnd(64, "X"));
const product = {
  _id: "test-cookies-long",
  _type: "product",
  title: "Long names",
  slug: { _type: "slug", current: "long-names" },
  currency: "EUR",
  options: [{ name: "Name", values: skus }],
  variants: skus.map((sku) => ({ sku, optionValues: [sku], priceMinor: 100, stock: 9 })),
};

before(async () => {
  if (!isLocal) return;
  await mutate({ createOrReplace: product });
  await renewCatalog();
});

after(async () => {
  await closeBrowser();
  if (!isLocal) return;
  await mutate({ delete: { id: product._id } });
  await renewCatalog();
});

const bytesOf = (cookie) => Buffer.byteLength(cookie.split(";")[0]);

test("a cart too long for its cookie is full, and stays as it was", local, async () => {
  let cart = "";
  const add = (sku) =>
    fetch(`${shopUrl}/api/cart`, {
      method: "POST",
      headers: { Origin: shopUrl, Cookie: cart },
      body: new URLSearchParams({ intent: "add", sku }),
      redirect: "manual",
    });
  let lines = 0;
  let answer = await add(skus[0]);
  while (answer.headers.getSetCookie().length > 0) {
    lines += 1;
    for (const cookie of answer.headers.getSetCookie()) assert.ok(bytesOf(cookie) <= 4096, cookie);
    cart = answer.headers.getSetCookie()[0].split(";")[0];
    answer = await add(skus[lines]);
  }
  assert.ok(lines > 30 && lines < skus.length, `${lines} lines`);
  assert.match(answer.headers.get("location"), /^\/cart\?problem=cart_full/);
  const page = await fetch(shopUrl + answer.headers.get("location"), { headers: { Cookie: cart } });
  const text = await page.text();
  assert.match(text, /The cart is full/);
  assert.ok(text.includes(skus[lines - 1]));
});

test("of a refused form whatever fits is kept, and what does not says so", () =>
  visit(
    async (page) => {
      await page.goto("/product/aurora-table-lamp");
      await page.getByRole("button", { name: "Add to cart" }).click();
      await page.waitForURL(/\/cart/);
      await page.goto("/checkout");
      await fillAddress(page);
      const long = "漢".repeat(120);
      for (const label of ["Full name", "Street and number", "Town or city"]) {
        await page.getByLabel(label).fill(long);
      }
      await page.getByLabel("Postcode").fill("nonsense");
      await page.getByRole("button", { name: /^Pay €/ }).click();
      await page.getByText("Check the postcode").waitFor();
      await page.getByText("This is too long.").first().waitFor();
      assert.equal(await page.getByLabel("E-mail").inputValue(), "ada@example.org");
      assert.equal(await page.getByLabel("Full name").inputValue(), long);
      assert.equal(await page.getByLabel("Town or city").inputValue(), "");
    },
    { javaScriptEnabled: false },
  ));
