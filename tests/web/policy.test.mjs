// SPDX-License-Identifier: MIT
// Which inline scripts the Content-Security-Policy names.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";
import { hasKnownShape, payOriginsOf } from "../../web/content-policy.mjs";

test("the scripts that Next.js and React write are known", () => {
  const known = [
    '(self.__next_f=self.__next_f||[]).push([0])',
    'self.__next_f.push([1,"a\\u003cb"])',
    '(globalThis["TURBOPACK"] || (globalThis["TURBOPACK"] = [])).push({"chunks":[]});',
    "requestAnimationFrame(function(){$RT=performance.now()});",
    '$RC("B:0","S:0")',
    '$RX("B:0","digest",null)',
  ];
  for (const script of known) assert.ok(hasKnownShape(script), script);
});

test("a script with a known beginning or end is not", () => {
  const unknown = [
    "alert(1)",
    'alert(1);$RC("a")',
    "$RZ=0;alert(1)",
    "$RC=alert;alert(1)",
    '$RC("a");alert(1)',
    '$RC("a",alert(1))',
    '$RC("a");alert(1);$RC("b")',
    'requestAnimationFrame(function(){$RT=performance.now()});alert(1)',
    "requestAnimationFrame(function(){$RT=alert(1)});",
    'self.__next_r="";alert(1)',
    "self.__next_f.push([alert(1)])",
    "self.__next_f.push([1]);alert([1])",
  ];
  for (const script of unknown) assert.ok(!hasKnownShape(script), script);
});

test("what React streams behind a page is known", async () => {
  const require = createRequire(new URL("../../web/package.json", import.meta.url));
  const { createElement, Suspense, use } = require("react");
  const { renderToReadableStream } = require("react-dom/server.edge");
  const later = (ms) => new Promise((resolve) => setTimeout(resolve, ms, "late"));
  const Late = ({ promise }) => createElement("p", null, use(promise));
  const boundary = (ms) =>
    createElement(Suspense, { fallback: "..." }, createElement(Late, { promise: later(ms) }));
  const page = createElement("html", null, createElement("body", null, boundary(1), boundary(9)));
  const html = await new Response(await renderToReadableStream(page)).text();
  const found = html.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g);
  const scripts = Array.from(found, ([, text]) => text);
  assert.ok(scripts.length >= 2, html);
  for (const script of scripts) {
    assert.ok(hasKnownShape(script), script);
    assert.ok(!hasKnownShape(`${script};alert(1)`), script);
    assert.ok(!hasKnownShape(`alert(1);${script}`), script);
  }
});

test("a form may lead to the payment pages, also while a sandbox is set", () => {
  const pages = [
    "https://checkout.stripe.com",
    "https://www.paypal.com",
    "https://www.sandbox.paypal.com",
  ];
  assert.deepEqual(payOriginsOf([undefined, ""]), pages);
  const sandbox = ["https://api.stripe.com", "https://api-m.sandbox.paypal.com"];
  assert.deepEqual(payOriginsOf(sandbox), pages);
  const standIn = "http://127.0.0.1:4812";
  assert.deepEqual(payOriginsOf([`${standIn}/v1`, standIn]), [...pages, standIn]);
});
