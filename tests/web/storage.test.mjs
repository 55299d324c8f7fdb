// SPDX-License-Identifier: MIT
// The browser's storage full, blocked, or holding what another version or an accident left there:
// the shop works and says what was lost.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { crc32 } from "../services/crc32.mjs";
import { closeBrowser, engineReady, shopUrl, visit } from "./browser.mjs";
import { addToCart, fillAddress } from "./shopper.mjs";

after(closeBrowser);

const quantity = (page) => page.getByRole("textbox", { name: "Quantity of Aurora Table Lamp" });
const notice = (page, text) => page.getByRole("status").filter({ hasText: text });
const nothingStored = "This browser stores nothing more";

async function cartHolds(page, count) {
  await page.goto("/cart");
  await engineReady(page);
  await quantity(page).waitFor();
  assert.equal(await quantity(page).inputValue(), String(count));
}

/** As engine/store/record.h writes it. */
function record(body) {
  const json = JSON.stringify(body);
  const sum = crc32(`vitrine 1${json}`).toString(16).padStart(8, "0");
  return `vitrine 1 ${sum} ${json}`;
}

const cartOf = (version, count) =>
  record({
    cart: {
      version,
      lines: [{ sku: "NL-AUR-INK", quantity: count }],
      ...(version === 1 ? {} : { saved: [], country: "", shippingMethodId: "" }),
      couponCode: "",
      updatedAt: 0,
    },
    writers: [],
    settled: [],
  });

/** Puts records there behind the engine's back; the next page finds them. */
async function plant(page, records) {
  await page.goto("/delivery");
  await engineReady(page);
  await page.evaluate(async (entries) => {
    const opening = indexedDB.open("vitrine", 1);
    await new Promise((resolve) => (opening.onsuccess = resolve));
    const transaction = opening.result.transaction("records", "readwrite");
    for (const [key, value] of Object.entries(entries)) {
      transaction.objectStore("records").put(value, key);
    }
    await new Promise((resolve) => (transaction.oncomplete = resolve));
    opening.result.close();
  }, records);
}

const blockades = {
  "that refuses": () => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("no", "SecurityError");
    };
  },
  "that is missing": () => {
    Object.defineProperty(window, "indexedDB", { value: undefined });
  },
};

for (const [which, block] of Object.entries(blockades)) {
  test(`with a storage ${which}, one shops and goes on to the payment`, () =>
    visit(async (page) => {
      await page.addInitScript(block);
      await addToCart(page);
      await page.getByRole("link", { name: "Checkout" }).click();
      await notice(page, nothingStored).waitFor();
      await page.getByLabel("E-mail").waitFor();
      await fillAddress(page);
      await page.getByRole("button", { name: /^Pay €/ }).click();
      await page.waitForURL(/\/c\/pay\//);
    }));
}

test("a database of a later version is left alone, and the shop works without it", () =>
  visit(async (page) => {
    await page.goto("/delivery");
    await engineReady(page);
    await page.evaluate(async () => {
      const opening = indexedDB.open("vitrine", 9);
      await new Promise((resolve) => (opening.onsuccess = resolve));
      opening.result.close();
    });
    await addToCart(page);
    await page.keyboard.press("Escape");
    await notice(page, nothingStored).waitFor();
    assert.equal(
      await page.evaluate(async () => (await indexedDB.databases())[0].version),
      9,
    );
  }));

test("a full storage is told, loses nothing, and is used again when it has room", () =>
  visit(async (page) => {
    await page.addInitScript(() => {
      const put = IDBObjectStore.prototype.put;
      IDBObjectStore.prototype.put = function (...args) {
        const request = put.apply(this, args);
        if (window.isFull) this.transaction.abort();
        return request;
      };
    });
    await addToCart(page);
    await cartHolds(page, 1);
    await page.evaluate(() => (window.isFull = true));
    const more = page.getByRole("button", { name: "One Aurora Table Lamp more" });
    await more.click();
    await notice(page, nothingStored).waitFor();
    assert.equal(await quantity(page).inputValue(), "2");
    await page.evaluate(() => (window.isFull = false));
    await more.click();
    await notice(page, nothingStored).waitFor({ state: "detached" });
    await cartHolds(page, 3);
    await page.evaluate(() => (window.isFull = true));
    await more.click();
    await notice(page, nothingStored).waitFor();
    await cartHolds(page, 4); // it was noted
  }));

test("a cart of an older version is taken over without a word", () =>
  visit(async (page) => {
    await plant(page, { cart: { revision: 7, bytes: cartOf(1, 2) } });
    await cartHolds(page, 2);
    assert.equal(await page.getByRole("status").filter({ hasText: "cart" }).count(), 0);
  }));

test("a cart of a later version is left as it is, and the page says so", () =>
  visit(async (page) => {
    const bytes = cartOf(99, 2);
    await plant(page, { cart: { revision: 7, bytes } });
    await addToCart(page);
    await page.keyboard.press("Escape");
    await notice(page, "saved by a newer version of the shop").waitFor();
    const stored = await page.evaluate(async () => {
      const opening = indexedDB.open("vitrine", 1);
      await new Promise((resolve) => (opening.onsuccess = resolve));
      const reading = opening.result.transaction("records").objectStore("records").get("cart");
      await new Promise((resolve) => (reading.onsuccess = resolve));
      return reading.result;
    });
    assert.deepEqual(stored, { revision: 7, bytes });
  }));

const damages = {
  rubbish: { revision: 7, bytes: "rubbish" },
  "one wrong byte": { revision: 7, bytes: cartOf(2, 2).replace("NL-AUR", "NL-BUR") },
  "no text at all": { revision: 7, bytes: { lines: [] } },
  "a list instead": { revision: 7, bytes: record([1, 2, 3]) },
  "quantities of minus one": { revision: 7, bytes: cartOf(2, -1) },
};

for (const [what, damaged] of Object.entries(damages)) {
  test(`a cart of ${what} is told as lost, and a new one is kept`, () =>
    visit(async (page) => {
      await plant(page, { cart: damaged });
      await addToCart(page);
      await page.keyboard.press("Escape");
      await notice(page, "Your saved cart could not be read any more").waitFor();
      await cartHolds(page, 1);
      assert.equal(await notice(page, "could not be read").count(), 0);
    }));
}

test("of a damaged cart the copy before is shown, and the page asks to check it", () =>
  visit(async (page) => {
    const bytes = `${cartOf(2, 5).replace("NL-AUR", "NL-BUR")}\n${cartOf(2, 2)}`;
    await plant(page, { cart: { revision: 7, bytes } });
    await cartHolds(page, 2);
    await notice(page, "We restored the last good copy").waitFor();
  }));

test("a record whose revision is nonsense is read, and written again", () =>
  visit(async (page) => {
    await plant(page, { cart: { revision: "seven", bytes: cartOf(2, 2) } });
    await cartHolds(page, 2);
    await page.getByRole("button", { name: "One Aurora Table Lamp more" }).click();
    await cartHolds(page, 3);
  }));

/** Keeps the database busy, as a slow disk does, until the function that it answers is called. */
async function holdDatabase(context) {
  const page = await context.newPage();
  await page.goto("/delivery");
  await engineReady(page);
  await page.evaluate(async () => {
    const opening = indexedDB.open("vitrine", 1);
    await new Promise((resolve) => (opening.onsuccess = resolve));
    const records = opening.result.transaction("records", "readwrite").objectStore("records");
    const hold = () => {
      if (!window.isReleased) records.get("cart").onsuccess = hold;
    };
    hold();
  });
  return async () => {
    await page.evaluate(() => (window.isReleased = true));
    await page.close();
  };
}

test("what is put into the cart right before one leaves the page is in it on the next", () =>
  visit(async (page, { context }) => {
    await addToCart(page);
    await cartHolds(page, 1);
    const release = await holdDatabase(context);
    const more = page.getByRole("button", { name: "One Aurora Table Lamp more" });
    await more.click();
    await more.click();
    assert.equal(await quantity(page).inputValue(), "3");
    await page.goto("/delivery");
    await release();
    await cartHolds(page, 3);
    await page.waitForFunction(() => localStorage.getItem("vitrine:vitrine:cart") === null);
  }));

const inkLamp = "aurora-table-lamp?sku=NL-AUR-INK";

test("what is put into the cart before it has been read joins it, on this page or on the next", () =>
  visit(async (page, { context }) => {
    await plant(page, { cart: { revision: 7, bytes: cartOf(2, 2) } });
    const release = await holdDatabase(context);
    await addToCart(page, inkLamp);
    assert.equal(await quantity(page).inputValue(), "1");
    await addToCart(page, inkLamp);
    assert.equal(await quantity(page).inputValue(), "2", "the one before was noted");
    await release();
    await page.waitForFunction(() => sessionStorage.getItem("vitrine:vitrine:changes") === null);
    assert.equal(await quantity(page).inputValue(), "4");
    await cartHolds(page, 4);
  }));

test("a note of changes that makes no sense is dropped", () =>
  visit(async (page) => {
    for (const note of ["{", "{}", "[7]", `[["dispose"], ["addLine"], ["addLine", {}, 1]]`]) {
      await plant(page, { cart: { revision: 7, bytes: cartOf(2, 2) } });
      await page.evaluate((text) => sessionStorage.setItem("vitrine:vitrine:changes", text), note);
      await cartHolds(page, 2);
    }
  }));

const asForm = { Origin: shopUrl, "Sec-Fetch-Site": "same-origin" };
const lamp = { intent: "add", sku: "NL-AUR-INK" };

/** Puts a lamp into the cart as a page without scripts does. */
const post = (context) =>
  context.request.post("/api/cart", { headers: asForm, form: lamp, maxRedirects: 0 });

const isKeptByServer = async (context) =>
  (await context.cookies()).some(({ name }) => name === "vitrine_cart_kept");

test("the server keeps its cart until that of the browser has been read and joined", () =>
  visit(async (page, { context }) => {
    await plant(page, { cart: { revision: 7, bytes: cartOf(2, 2) } });
    const release = await holdDatabase(context);
    await post(context);
    await page.goto("/delivery");
    await engineReady(page);
    assert.ok(await isKeptByServer(context));
    const cleared = page.waitForResponse((answer) => answer.request().method() === "POST");
    await release();
    await cleared;
    assert.ok(!(await isKeptByServer(context)));
    await cartHolds(page, 2);
  }));

test("the server keeps its cart where nothing can be stored", () =>
  visit(async (page, { context }) => {
    await page.addInitScript(blockades["that refuses"]);
    await post(context);
    await cartHolds(page, 1);
    await cartHolds(page, 1);
    assert.ok(await isKeptByServer(context));
  }));

test("a note of a cart that another tab has changed since is dropped, as is nonsense", () =>
  visit(async (page) => {
    for (const note of [JSON.stringify({ by: "1", revision: 6, bytes: cartOf(2, 5) }), "{", "{}"]) {
      await plant(page, { cart: { revision: 7, bytes: cartOf(2, 2) } });
      await page.evaluate((text) => localStorage.setItem("vitrine:vitrine:cart", text), note);
      await cartHolds(page, 2);
      assert.equal(await page.evaluate(() => localStorage.getItem("vitrine:vitrine:cart")), null);
    }
  }));

test("an earlier note of the page that has written the cart is dropped, a later one is not", () =>
  visit(async (page) => {
    for (const [turn, expected] of [[3, 2], [4, 2], [5, 5]]) {
      await plant(page, { cart: { revision: 8, bytes: cartOf(2, 2), by: "a", turn: 4 } });
      const note = JSON.stringify({ by: "a", turn, revision: 6, bytes: cartOf(2, 5) });
      await page.evaluate((text) => localStorage.setItem("vitrine:vitrine:cart", text), note);
      await cartHolds(page, expected);
    }
  }));

test("what a database that fails could not save is in the cart on the next page", () =>
  visit(async (page) => {
    await addToCart(page);
    await cartHolds(page, 1);
    await page.evaluate(() => {
      IDBObjectStore.prototype.put = function () {
        this.transaction.abort();
      };
    });
    await page.getByRole("button", { name: "One Aurora Table Lamp more" }).click();
    await page.waitForFunction(() => localStorage.getItem("vitrine:vitrine:cart") !== null);
    await cartHolds(page, 2);
  }));

test("damaged notes of checkout and orders are told, and ordering works", () =>
  visit(async (page) => {
    const damaged = { revision: 3, bytes: "rubbish" };
    await plant(page, { checkout: damaged, orders: damaged, placing: damaged });
    await addToCart(page);
    await page.goto("/checkout");
    await notice(page, "What you typed at checkout could not be kept").waitFor();
    await notice(page, "The list of orders in this browser was damaged").waitFor();
    await fillAddress(page);
    await page.getByRole("button", { name: /^Pay €/ }).click();
    await page.waitForURL(/\/c\/pay\//);
  }));

test("without localStorage and BroadcastChannel everything but the other tab's news is there", () =>
  visit(async (page, { context }) => {
    await context.addInitScript(() => {
      const no = () => {
        throw new DOMException("no", "SecurityError");
      };
      Object.defineProperty(window, "localStorage", { get: no });
      delete window.BroadcastChannel;
    });
    await addToCart(page);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Switch between light and dark" }).click();
    await page.waitForFunction(() => document.documentElement.dataset.theme !== undefined);
    await cartHolds(page, 1);
    const other = await context.newPage();
    await cartHolds(other, 1);
    await other.getByRole("button", { name: "One Aurora Table Lamp more" }).click();
    await cartHolds(page, 2);
  }));
