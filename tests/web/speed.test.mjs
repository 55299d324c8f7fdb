// SPDX-License-Identifier: MIT
// How steady and how quick the pages are. The limits leave room for a slow machine; the figures are
// printed for whoever compares.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { closeBrowser, engineReady, visit } from "./browser.mjs";

after(closeBrowser);

/** Counts how far things jump by themselves, from the first paint on. */
const watchShifts = () => {
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (!entry.hadRecentInput) window.shifts.push(entry);
    }
  }).observe({ type: "layout-shift", buffered: true });
};

async function shiftOf(page) {
  const shifts = await page.evaluate(() =>
    window.shifts.map(({ value, sources }) => ({
      value,
      what: sources.map(({ node }) => node?.className ?? "text").join(" and "),
    })),
  );
  return { total: shifts.reduce((sum, { value }) => sum + value, 0), shifts };
}

/** To the end of the page in steps, as a finger would, so that late pictures load. */
async function readThrough(page) {
  const height = await page.evaluate(() => document.body.scrollHeight);
  for (let y = 0; y < height; y += 400) {
    await page.mouse.wheel(0, 400);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => done())));
  }
  await page.waitForLoadState("networkidle");
}

const shiftMax = 0.05;
const viewports = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } };

for (const [device, viewport] of Object.entries(viewports)) {
  for (const path of ["/", "/catalog", "/product/aurora-table-lamp", "/product/strand-vase"]) {
    test(`nothing jumps on ${path} on a ${device}, also when the engine takes over`, (context) =>
      visit(
        async (page) => {
          await page.addInitScript(watchShifts);
          await page.goto(path);
          await engineReady(page);
          await readThrough(page);
          const { total, shifts } = await shiftOf(page);
          context.diagnostic(`layout shift ${total.toFixed(4)}`);
          assert.ok(total < shiftMax, JSON.stringify(shifts));
        },
        { viewport },
      ));
  }
}

test("pictures reserve their space, offer several widths, and wait below the fold", () =>
  visit(async (page) => {
    for (const path of ["/", "/catalog", "/product/aurora-table-lamp"]) {
      await page.goto(path);
      const pictures = await page.locator("main img").evaluateAll((images) =>
        images.map((image) => ({
          source: image.currentSrc || image.src,
          hasSize: image.hasAttribute("width") && image.hasAttribute("height"),
          isLocal: new URL(image.src).origin === location.origin,
          widths: image.srcset.split(",").length,
          sizes: image.sizes,
          isLazy: image.loading === "lazy",
          isBelow: image.getBoundingClientRect().top > 2 * innerHeight,
        })),
      );
      assert.ok(pictures.length > 0);
      for (const { source, ...picture } of pictures) {
        assert.ok(picture.hasSize, source);
        assert.match(source, /\.webp|fm=(?:webp|avif)/);
        if (!picture.isLocal) assert.ok(picture.widths >= 3 && picture.sizes !== "", source);
        if (picture.isBelow) assert.ok(picture.isLazy, source);
      }
    }
  }));

const readyMaxMs = 5_000;
const addedMaxMs = 500;

test("the engine is ready soon, and a click on Add to cart is on the screen at once", (context) =>
  visit(async (page) => {
    await page.goto("/product/aurora-table-lamp");
    await engineReady(page);
    const readyMs = await page.evaluate(
      () => performance.getEntriesByName("engine ready")[0].startTime,
    );
    const addedMs = await page.evaluate(
      () =>
        new Promise((done) => {
          const button = [...document.querySelectorAll("main button")].find(
            ({ textContent }) => textContent === "Add to cart",
          );
          const watch = new MutationObserver(() => {
            if (!document.querySelector("[role=dialog]")?.textContent.includes("€149.00")) return;
            watch.disconnect();
            requestAnimationFrame(() => setTimeout(() => done(performance.now() - clicked)));
          });
          watch.observe(document.body, { childList: true, subtree: true, characterData: true });
          const clicked = performance.now();
          button.click();
        }),
    );
    context.diagnostic(`engine ready after ${Math.round(readyMs)} ms`);
    context.diagnostic(`cart on the screen ${Math.round(addedMs)} ms after the click`);
    assert.ok(readyMs < readyMaxMs, `ready after ${readyMs} ms`);
    assert.ok(addedMs < addedMaxMs, `on the screen after ${addedMs} ms`);
  }));
