// SPDX-License-Identifier: MIT
// A browser whose every complaint fails the test: console errors, policy violations, failed requests.
// What a test provokes itself it announces first with `allow`.
import assert from "node:assert/strict";
import { chromium } from "playwright-core";

export const shopUrl = process.env.VITRINE_TEST_URL ?? "http://127.0.0.1:3000";

let launched = null;

export async function browser() {
  launched ??= chromium.launch({
    executablePath: process.env.VITRINE_CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  return launched;
}

export async function closeBrowser() {
  await (await launched)?.close();
  launched = null;
}

const phone = { width: 390, height: 844 };

/** Runs `act` with a fresh visitor, then fails on anything the page complained about. */
export async function visit(act, options = {}) {
  const context = await (
    await browser()
  ).newContext({
    baseURL: shopUrl,
    viewport: phone,
    ...options,
  });
  const complaints = [];
  const allowed = [];
  const complain = (text) => complaints.push(text);
  // A browser told to run no scripts refuses to preload them, and calls that a policy's doing.
  if (options.javaScriptEnabled === false) allowed.push(/^failed: .*\.js csp$/);
  context.on("page", (page) => {
    page.on("console", (message) => {
      if (message.type() === "error") complain(`console: ${message.text()} ${message.location().url}`);
    });
    page.on("pageerror", (error) => complain(`uncaught: ${error.message}`));
    page.on("requestfailed", (request) => {
      // A page that is left cancels what it was still loading.
      if (request.failure()?.errorText !== "net::ERR_ABORTED") {
        complain(`failed: ${request.url()} ${request.failure()?.errorText}`);
      }
    });
    page.on("response", (response) => {
      if (response.status() >= 400) complain(`answered ${response.status()}: ${response.url()}`);
    });
  });
  const page = await context.newPage();
  try {
    await act(page, { context, allow: (pattern) => allowed.push(pattern) });
    const left = complaints.filter((text) => !allowed.some((pattern) => pattern.test(text)));
    assert.deepEqual(left, []);
  } finally {
    await context.close();
  }
}

/** Keeps the scripts of the page from coming until it is told to let them. */
export async function holdScripts(page) {
  let release = () => undefined;
  const held = new Promise((resolve) => (release = resolve));
  await page.route("**/*.js", async (route) => {
    if (!route.request().url().endsWith("/boot.js")) await held;
    await route.continue();
  });
  return release;
}

/** Waits until the engine answers in the page: the cart button then opens the drawer. */
export async function engineReady(page) {
  await page.waitForFunction(() => document.documentElement.dataset.engine === "ready");
}
