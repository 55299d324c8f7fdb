// SPDX-License-Identifier: MIT
// What people change about a page: its size, its text, colours and motion, and how they point.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { closeBrowser, engineReady, visit } from "./browser.mjs";
import { addresses, pages } from "./pages.mjs";
import { addToCart } from "./shopper.mjs";

after(closeBrowser);

/** Texts that stick out of the page sideways; what scrolls by itself may. */
function textsOutside() {
  const scrolls = (element) => getComputedStyle(element).overflowX === "auto";
  const isHeld = (element) => {
    for (let one = element; one !== null; one = one.parentElement) if (scrolls(one)) return true;
    return false;
  };
  return [...document.querySelectorAll("body *")]
    .filter((element) => [...element.childNodes].some((node) => node.nodeType === 3))
    .filter((element) => element.checkVisibility() && !element.closest(".sr-only"))
    .filter((element) => {
      const { left, right, width } = element.getBoundingClientRect();
      return width > 1 && (left < -1 || right > innerWidth + 1) && !isHeld(element);
    })
    .map((element) => `${element.tagName} ${element.textContent.trim().slice(0, 40)}`);
}

async function assertFits(page, name) {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(overflow <= 0, `${name} scrolls sideways by ${overflow} px`);
  assert.deepEqual(await page.evaluate(textsOutside), [], name);
}

const journey = [
  "the cart with a refused code",
  "the checkout with fields left empty",
  "an order that waits for its payment",
];

test("at 400 % zoom no page scrolls sideways and no text is lost", () =>
  visit(
    async (page) => {
      for (const [name, path] of Object.entries(addresses)) {
        await page.goto(path);
        await assertFits(page, name);
      }
      for (const name of journey) {
        await pages[name](page);
        await assertFits(page, name);
      }
    },
    { viewport: { width: 320, height: 256 } },
  ));

test("at 400 % zoom nothing that stays covers the page", () =>
  visit(
    async (page) => {
      await page.goto("/product/strand-vase");
      await engineReady(page);
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight / 2));
      const staying = await page.evaluate(() =>
        [...document.querySelectorAll("body *")]
          .filter((one) => /fixed|sticky/.test(getComputedStyle(one).position))
          .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height > 1)
          .map((one) => one.outerHTML.slice(0, 80)),
      );
      assert.deepEqual(staying, []);
    },
    { viewport: { width: 320, height: 256 } },
  ));

test("with text twice as large no page scrolls sideways and no text is lost", () =>
  visit(
    async (page) => {
      for (const [name, path] of Object.entries(addresses)) {
        await page.goto(path);
        await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
        await assertFits(page, name);
      }
    },
    { viewport: { width: 1280, height: 900 } },
  ));

test("who asks for less motion gets none", () =>
  visit(
    async (page) => {
      await page.goto("/product/strand-vase");
      await engineReady(page);
      await page.evaluate(() => {
        window.moved = [];
        for (const kind of ["transitionrun", "animationstart"]) {
          document.addEventListener(kind, (event) => window.moved.push(event.target.className));
        }
      });
      await page.getByRole("button", { name: "Add to cart" }).hover();
      await page.getByRole("button", { name: "Add to cart" }).click();
      await page.getByRole("dialog", { name: "Cart" }).waitFor();
      await page.keyboard.press("Escape");
      await page.getByRole("dialog", { name: "Cart" }).waitFor({ state: "detached" });
      assert.deepEqual(await page.evaluate(() => window.moved), []);
      const row = page.getByRole("list", { name: "Pictures, scroll sideways" });
      assert.equal(await row.evaluate((list) => getComputedStyle(list).scrollBehavior), "auto");
    },
    { reducedMotion: "reduce" },
  ));

test("where the system chooses the colours, buttons keep an edge and choices a mark", () =>
  visit(
    async (page) => {
      await page.goto("/product/strand-vase");
      await engineReady(page);
      const styleOf = (locator, name) =>
        locator.evaluate((element, name) => getComputedStyle(element)[name], name);
      const add = page.getByRole("button", { name: "Add to cart" });
      assert.equal(await styleOf(add, "borderTopWidth"), "1px");
      assert.notEqual(await styleOf(add, "borderTopColor"), "rgba(0, 0, 0, 0)");
      const value = (name) => page.locator("fieldset label").filter({ hasText: name });
      assert.equal(await styleOf(value("Sand"), "outlineStyle"), "solid");
      assert.equal(await styleOf(value("Sea"), "outlineStyle"), "none");
    },
    { forcedColors: "active" },
  ));

/** What a fingertip of 44 pixels on its middle would miss. Links in sentences may be smaller. */
function smallTargets() {
  const isInText = (element) =>
    element.tagName === "A" && getComputedStyle(element).display === "inline";
  // A card's link covers the card.
  const areaOf = (element) =>
    getComputedStyle(element, "::after").position === "absolute"
      ? element.closest(".relative")
      : element;
  const targetAt = (x, y) =>
    document.elementFromPoint(x, y)?.closest("a, button, input, select, summary, label") ?? null;
  const missed = [];
  const shown = document.querySelectorAll(":is(main, header) :is(a, button, summary)");
  for (const element of shown) {
    if (!element.checkVisibility({ visibilityProperty: true })) continue;
    const area = areaOf(element);
    if (area === element && isInText(element)) continue;
    if (element.closest("[aria-hidden=true], .sr-only, [disabled]") !== null) continue;
    area.scrollIntoView({ block: "center", inline: "center" });
    const { left, top, width, height } = area.getBoundingClientRect();
    const [x, y] = [left + width / 2, top + height / 2];
    const reach = 21;
    const points = [[x, y - reach], [x, y + reach], [x - reach, y], [x + reach, y]];
    if (points.every(([px, py]) => targetAt(px, py) === element)) continue;
    missed.push(`${width} × ${height} ${element.textContent.trim().slice(0, 40)}`);
  }
  return missed;
}

test("on a phone every target is as large as a fingertip", () =>
  visit(
    async (page) => {
      for (const [name, path] of Object.entries(addresses)) {
        await page.goto(path);
        await engineReady(page);
        assert.deepEqual(await page.evaluate(smallTargets), [], name);
      }
      await addToCart(page);
      await page.goto("/cart");
      await engineReady(page);
      await page.getByRole("button", { name: /^Remove/ }).waitFor();
      assert.deepEqual(await page.evaluate(smallTargets), [], "the cart");
    },
    { hasTouch: true },
  ));
