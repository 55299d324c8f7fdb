// SPDX-License-Identifier: MIT
// The browser is untrusted: whatever it claims is checked, answered with a clear 4xx, and changes nothing.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import { shopUrl } from "./browser.mjs";
import { send } from "./visitor.mjs";

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
  const answer = await send("127.7.1.1", "/api/orders", { method: "POST", headers, body });
  return {
    status: answer.status,
    body: JSON.parse(answer.text),
    cookie: answer.headers["set-cookie"] ?? null,
  };
}

/** What the shop says is left of the product, for sale and in all its variants. */
async function readStock() {
  const query = '*[_type == "product" && "NL-AUR-SND" in variants[].sku][0].variants[]{sku, stock}';
  const address = `${process.env.VITRINE_LAKE_URL}/v2025-02-19/data/query/production`;
  const answer = await fetch(`${address}?query=${encodeURIComponent(query)}`);
  const { result } = await answer.json();
  assert.ok(result.length > 0);
  return result;
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
    [line(0), "quantity_must_be_positive"],
    [line(-1), "quantity_must_be_positive"],
    [line(1.5), "invalid_value"],
    [line("1"), "wrong_type"],
    [line(null), "missing_field"],
    [line(1e18), "quantity_above_limit"],
    [line(9007199254740993), "quantity_above_limit"],
    [{ ...honest(), agreedCurrency: "USD" }, "currency_mismatch"],
    [{ ...honest(), agreedCurrency: "JPY" }, "currency_mismatch"],
    [{ ...honest(), couponCode: "NOSUCHCODE" }, "coupon_unknown"],
    [{ ...honest(), couponCode: "x".repeat(5000) }, "too_large"],
    [{ ...honest(), gateway: "cash" }, "gateway_unknown"],
    [{ ...honest(), shippingMethodId: "teleport" }, "shipping_method_unknown"],
    [{ ...honest(), lines: [] }, "cart_empty"],
    [{ ...honest(), lines: [{ sku: "NO-SUCH", quantity: 1 }] }, "variant_not_found"],
    [{ ...honest(), state: "paid" }, "unknown_field"],
    [{ ...honest(), lines: [{ sku: "NL-AUR-SND", quantity: 1, priceMinor: 1 }] }, "unknown_field"],
    [{ ...honest(), agreedTotalMinor: "14900" }, "wrong_type"],
    [{ ...honest(), idempotencyKey: "1" }, "idempotency_key_invalid"],
    [{ ...honest(), address: { ...honest().address, country: "KP" } }, "shipping_not_available"],
    ["[]", "malformed_json"],
    ["null", "malformed_json"],
    ["{", "malformed_json"],
    ['{"__proto__":{"a":1}}', "unknown_field"],
  ];
  const before = await readStock();
  for (const [request, code] of requests) {
    const { status, body, cookie } = await place(request);
    assert.ok(status >= 400 && status < 500, `${status}: ${JSON.stringify(request).slice(0, 200)}`);
    assert.equal(body.error.code, code, JSON.stringify(request).slice(0, 200));
    assert.equal(cookie, null);
  }
  assert.deepEqual(await readStock(), before);
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
    for (const keys of [[], [[hex, "0".repeat(32)]]]) {
      const cookie = encodeURIComponent(JSON.stringify(keys));
      const headers = { Cookie: `vitrine_orders=${cookie}` };
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
