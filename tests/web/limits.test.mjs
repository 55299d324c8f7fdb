// SPDX-License-Identifier: MIT
// Limits against guessing. Each test is a visitor of its own: any 127.x.x.x may be its address.
import assert from "node:assert/strict";
import { request } from "node:http";
import { test } from "node:test";
import { shopUrl } from "./browser.mjs";

function getFrom(localAddress, path, headers = {}) {
  return new Promise((resolve, reject) => {
    request(shopUrl + path, { localAddress, headers }, (answer) => {
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (chunk) => (text += chunk));
      answer.on("end", () => resolve(text));
    })
      .on("error", reject)
      .end();
  });
}

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
