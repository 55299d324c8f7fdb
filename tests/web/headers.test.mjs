// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { shopUrl } from "./browser.mjs";

const get = (path, init) => fetch(shopUrl + path, { redirect: "manual", ...init });
const own = { "Sec-Fetch-Site": "same-origin" };
const form = { ...own, "Content-Type": "application/x-www-form-urlencoded" };

test("every page carries a policy without unsafe-inline for scripts", async () => {
  for (const path of ["/", "/catalog", "/product/kyst-mug", "/cart", "/checkout", "/nowhere"]) {
    const policy = (await get(path)).headers.get("content-security-policy") ?? "";
    assert.match(policy, /default-src 'none'/, path);
    assert.match(policy, /require-trusted-types-for 'script'/, path);
    const scripts = /script-src ([^;]*)/.exec(policy)?.[1] ?? "";
    assert.doesNotMatch(scripts, /unsafe-inline|'unsafe-eval'|nonce-/, path);
    assert.match(scripts, /'wasm-unsafe-eval'/, path);
  }
});

test("what is personal is never stored", async () => {
  for (const path of [
    "/cart",
    "/checkout",
    "/orders",
    "/orders/lookup",
    "/api/cart",
    "/api/orders",
  ]) {
    assert.match((await get(path)).headers.get("cache-control") ?? "", /no-store/, path);
  }
});

test("what is public is kept", async () => {
  for (const path of ["/", "/product/kyst-mug", "/delivery", "/api/catalog"]) {
    assert.match((await get(path)).headers.get("cache-control") ?? "", /s-maxage=\d+/, path);
  }
});

test("a form of another site changes nothing", async () => {
  const paths = ["/api/cart", "/api/orders", "/api/coupons", "/api/orders/lookup"];
  for (const path of paths) {
    const headers = { ...form, "Sec-Fetch-Site": "cross-site", Origin: "https://evil.example" };
    assert.equal(
      (await get(path, { method: "POST", headers, body: "intent=clear" })).status,
      403,
      path,
    );
    const bare = { "Content-Type": form["Content-Type"] };
    assert.equal((await get(path, { method: "POST", headers: bare, body: "" })).status, 403, path);
  }
});

test("a redirect never leaves the shop", async () => {
  const ways = [
    "//evil.example",
    "/\\evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "/\t/evil.example",
    "http:evil.example",
    "///evil.example",
    "/%5cevil.example",
    "/.//evil.example",
    "/x/..//evil.example",
    "/%2e//evil.example",
  ];
  for (const back of ways) {
    const body = new URLSearchParams({ intent: "clear", back });
    const answer = await get("/api/cart", { method: "POST", headers: form, body });
    assert.equal(answer.status, 303, back);
    const target = new URL(answer.headers.get("location"), shopUrl);
    assert.equal(target.origin, new URL(shopUrl).origin, back);
  }
});

test("a body without end is refused while it arrives", async () => {
  const megabyte = new Uint8Array(1 << 20);
  let sent = 0;
  const body = new ReadableStream({
    pull(controller) {
      sent += 1;
      if (sent > 100) controller.close();
      else controller.enqueue(megabyte);
    },
  });
  const headers = { ...own, "Content-Type": "application/json" };
  const answer = await get("/api/orders", { method: "POST", headers, body, duplex: "half" }).catch(
    () => null,
  );
  assert.ok(answer === null || answer.status === 413);
  assert.ok(sent < 90, `${sent} MB were taken`);
});

test("unused surfaces are closed", async () => {
  for (const method of ["PUT", "DELETE", "PATCH", "OPTIONS"]) {
    assert.equal((await get("/", { method })).status, 405, method);
  }
  const action = await get("/", { method: "POST", headers: { "Next-Action": "x" }, body: "x" });
  assert.ok(action.status >= 400 && action.status < 500);
  assert.ok((await get("/_next/image?url=%2Ficon.svg&w=64&q=75")).status >= 400);
});

test("a forged webhook is refused", async () => {
  const post = (path, headers = {}) =>
    get(path, { method: "POST", headers, body: '{"id":"evt_1"}' });
  assert.equal((await post("/api/webhooks/stripe")).status, 400);
  assert.equal(
    (await post("/api/webhooks/stripe", { "Stripe-Signature": "t=1,v1=00" })).status,
    400,
  );
  assert.equal((await post("/api/webhooks/shipengine")).status, 404);
  assert.equal((await post("/api/reconcile")).status, 401);
  assert.equal((await post("/api/webhooks/paypal")).status, 400);
});
