// SPDX-License-Identifier: MIT
// Headless Chromium whose every complaint fails the test.
import assert from "node:assert/strict";
import { chromium } from "playwright-core";

let launched;

export function browser() {
  launched ??= chromium.launch({
    executablePath: process.env.VITRINE_CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync"],
  });
  return launched;
}

export async function closeBrowser() {
  await (await launched)?.close();
}

/** A fresh visitor; `act` gets the context and must leave no complaint that `allowed` does not match. */
export async function visit(act, allowed = /^$/) {
  const context = await (await browser()).newContext();
  const complaints = [];
  context.on("page", (page) => {
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("requestfailed", (request) => complaints.push(`${request.url()} ${request.failure()?.errorText}`));
    page.on("response", (answer) => answer.status() >= 400 && complaints.push(`${answer.status()} ${answer.url()}`));
  });
  try {
    await act(context);
  } finally {
    await context.close();
  }
  assert.deepEqual(complaints.filter((text) => !allowed.test(text)), []);
}

export async function textOf(page, selector, expected) {
  await page.waitForFunction(
    ([where, text]) => document.querySelector(where)?.textContent === text,
    [selector, expected],
    { timeout: 20_000 },
  );
}
