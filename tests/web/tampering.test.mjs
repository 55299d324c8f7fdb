// SPDX-License-Identifier: MIT
// The browser is untrusted: whatever it claims is checked, answered with a clear 4xx, and changes nothing.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import { shopUrl } from "./browser.mjs";

const honest = () => ({
  idempotencyKey: randomBytes(16).toString("hex"),
  lines: [{ sku: "NL-AUR-SND", quantity: 1 }],
  email: "ada@example.org",
  name: "Ada Lovelace",
  address: { line1: "Lindenallee 12", postalCode: "10115", city: "Berlin", country: "DE" },
  shippingMethodId: "standard",
  gateway: "stripe",
  agreedTotalMinor: 14900,
  agreedCurrency: "EUR",
});

async function place(request) {
  const headers = { "Content-Type": "application/json", "Sec-Fetch-Site": "same-origin" };
  const body = typeof request === "string" ? request : JSON.stringify(request);
  const answer = await fetch(`${shopUrl}/api/orders`, { method: "POST", headers, body });
  return {
    status: answer.status,
    body: await answer.json(),
    cookie: answer.headers.get("set-cookie"),
  };
}

test("an honest order is placed once, however often it is sent", async () => {
  const request = honest();
  const [first, second] = await Promise.all([place(request), place(request)]);
  const third = await place(request);
  assert.deepEqual(
    [first.status, second.status].map((status) => status < 300),
    [true, true],
  );
  assert.equal(first.body.value.order.id, third.body.value.order.id);
  assert.equal(second.body.value.redirectUrl, third.body.value.redirectUrl);
});

test("a wrong total is answered with the right one", async () => {
  for (const agreedTotalMinor of [1, 14899, 0]) {
    const { status, body, cookie } = await place({ ...honest(), agreedTotalMinor });
    assert.equal(status, 409);
    assert.equal(body.error.code, "total_changed");
    assert.equal(body.quote.totalMinor, 14900);
    assert.equal(cookie, null);
  }
});

test("impossible quantities, currencies, codes and gateways are refused", async () => {
  const line = (quantity) => ({ ...honest(), lines: [{ sku: "NL-AUR-SND", quantity }] });
  const requests = [
    line(0),
    line(-1),
    line(1.5),
    line("1"),
    line(null),
    line(1e18),
    line(9007199254740993),
    { ...honest(), agreedCurrency: "USD" },
    { ...honest(), agreedCurrency: "JPY" },
    { ...honest(), couponCode: "NOSUCHCODE" },
    { ...honest(), couponCode: "x".repeat(5000) },
    { ...honest(), gateway: "cash" },
    { ...honest(), shippingMethodId: "teleport" },
    { ...honest(), lines: [] },
    { ...honest(), lines: [{ sku: "NO-SUCH", quantity: 1 }] },
    { ...honest(), state: "paid" },
    { ...honest(), lines: [{ sku: "NL-AUR-SND", quantity: 1, priceMinor: 1 }] },
    { ...honest(), agreedTotalMinor: "14900" },
    { ...honest(), idempotencyKey: "1" },
    { ...honest(), address: { ...honest().address, country: "KP" } },
    "[]",
    "null",
    "{",
    '{"__proto__":{"a":1}}',
  ];
  for (const request of requests) {
    const { status, cookie } = await place(request);
    assert.ok(status >= 400 && status < 500, `${status}: ${JSON.stringify(request).slice(0, 200)}`);
    assert.equal(cookie, null);
  }
});

test("the same key with another cart is refused", async () => {
  const request = honest();
  assert.ok((await place(request)).status < 300);
  const other = {
    ...request,
    lines: [{ sku: "NL-AUR-SND", quantity: 2 }],
    agreedTotalMinor: 29800,
  };
  const { status, body } = await place(other);
  assert.equal(status, 422);
  assert.equal(body.error.code, "idempotency_key_reused");
});

test("somebody else's order is as absent as none", async () => {
  const { body } = await place(honest());
  const hex = body.value.order.id.replace("order.", "");
  for (const way of [hex, "f".repeat(32), "..%2f..", "order.x"]) {
    for (const headers of [{}, { Authorization: `Bearer ${"0".repeat(32)}` }]) {
      const answer = await fetch(`${shopUrl}/api/orders/${way}`, { headers });
      assert.equal(answer.status, 404, way);
    }
  }
  for (const act of ["pay", "cancel"]) {
    const headers = { "Content-Type": "application/json", "Sec-Fetch-Site": "same-origin" };
    const answer = await fetch(`${shopUrl}/api/orders/${hex}/${act}`, {
      method: "POST",
      headers,
      body: "{}",
    });
    assert.equal(answer.status, 404, act);
  }
});
