// SPDX-License-Identifier: MIT
// Limits against guessing. Each test is a visitor of its own.
import assert from "node:assert/strict";
import { test } from "node:test";
import { send } from "./visitor.mjs";

const getFrom = async (visitor, path, headers) => (await send(visitor, path, { headers })).text;

const cartWith = (coupon) => {
  const cart = { lines: [["NL-AUR-INK", 1]], coupon };
  return { Cookie: `vitrine_cart=${encodeURIComponent(JSON.stringify(cart))}` };
};

test("codes cannot be guessed through the cookie either", async () => {
  const visitor = "127.7.0.1";
  for (let count = 0; count < 20; count += 1) {
    const page = await getFrom(visitor, "/cart", cartWith(`GUESS${count}`));
    assert.match(page, /We do not know this code/, `guess ${count}`);
  }
  assert.match(await getFrom(visitor, "/cart", cartWith("WELCOME10")), /Too many tries/);
  const claim = { ...cartWith("GUESS"), "X-Forwarded-For": "203.0.113.9", "X-Vitrine-Peer": "x" };
  assert.match(await getFrom(visitor, "/cart", claim), /Too many tries/);
  assert.match(await getFrom("127.7.0.2", "/cart", cartWith("WELCOME10")), /Remove code/);
});

test("a good code may be looked at as often as one likes", async () => {
  for (let count = 0; count < 25; count += 1) {
    assert.match(await getFrom("127.7.0.3", "/cart", cartWith("WELCOME10")), /Remove code/);
  }
});
