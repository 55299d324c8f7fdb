// SPDX-License-Identifier: MIT
// Results while one types: without a request, a jump or a lost key, and with a history that leads
// back to where one was.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { closeBrowser, engineReady, holdScripts, visit } from "./browser.mjs";
import { isLocal, mutate, query, renewCatalog } from "./services.mjs";

after(closeBrowser);

const local = { skip: !isLocal };
const desktop = { viewport: { width: 1280, height: 900 } };
const box = (page) => page.getByRole("combobox", { name: "Search the shop" });
const results = (page) => page.getByRole("region", { name: "Products" }).locator("article");
const heading = (page, words) =>
  page.getByRole("heading", { level: 1, name: `Results for “${words}”` });
const said = (page, words) => page.getByRole("status").filter({ hasText: words }).waitFor();
const has = (name, value) => (url) => url.searchParams.get(name) === value;

const viewports = { phone: { width: 390, height: 844 }, desktop: desktop.viewport };
const shiftMax = 0.02;
const blockedMaxMs = 50;

/** From the first paint on: what jumps by itself, and whatever blocks the page for long. */
function watchJumpsAndTasks() {
  window.jumps = [];
  window.tasks = [];
  const into = (entries) => (list) => entries.push(...list.getEntries());
  new PerformanceObserver(into(window.jumps)).observe({ type: "layout-shift", buffered: true });
  new PerformanceObserver(into(window.tasks)).observe({ type: "longtask", buffered: true });
}

/** Since the first key. */
function jumpsAndTasks() {
  const first = performance.getEntriesByName("first key")[0].startTime;
  const since = (entries) => entries.filter(({ startTime }) => startTime >= first);
  const unasked = since(window.jumps).filter(({ hadRecentInput }) => !hadRecentInput);
  return {
    shift: unasked.reduce((sum, { value }) => sum + value, 0),
    longest: Math.max(0, ...since(window.tasks).map(({ duration }) => duration)),
  };
}

/** A measure that finds nothing must be able to. */
async function seesBlocking(page) {
  await page.evaluate(() =>
    setTimeout(() => {
      const end = performance.now() + 80;
      while (performance.now() < end);
    }),
  );
  await page.waitForFunction(() => window.tasks.at(-1)?.duration >= 80);
}

async function open(page, path) {
  await page.goto(path);
  await engineReady(page);
}

/** Types a search and ends it with Enter, as one does who then looks at the results. */
async function search(page, words) {
  await box(page).fill("");
  await box(page).pressSequentially(words);
  await box(page).press("Enter");
  await page.waitForURL(has("q", words));
  await heading(page, words).waitFor();
}

test("list, counts, total and address follow each key without a request", () =>
  visit(async (page) => {
    await open(page, "/catalog");
    await page.waitForLoadState("networkidle");
    const requests = [];
    page.on("request", (request) => {
      // The tab asks for its icon again with each address, and the page for changes now and then.
      const isOwn = ["image", "other"].includes(request.resourceType());
      if (!isOwn && !request.url().includes("/api/catalog/snapshot?")) requests.push(request.url());
    });
    const totals = new Set();
    for (const words of ["l", "la", "lam", "lamp"]) {
      await box(page).press(words.at(-1));
      await heading(page, words).waitFor();
      totals.add(await page.getByText(/^1–\d+ of \d+$/).innerText());
      const total = Number([...totals].at(-1).split(" of ")[1]);
      assert.equal(await results(page).count(), Math.min(24, total));
    }
    assert.ok(totals.size > 1, [...totals].join());
    await page.waitForURL(has("q", "lamp"));
    assert.deepEqual(requests, []);
  }, desktop));

/** Everything above and beside the list: where it is in the window, whatever it counts. */
function standing() {
  const parts = "h1, #search, #sort, [aria-label=Filters] :is(li, summary), [aria-label=Products]";
  return [...document.querySelectorAll(parts)].map((part) => {
    const { x, y } = part.getBoundingClientRect();
    const name = part.id || part.ariaLabel || part.textContent.replace(/\d+ products?$/, "");
    return `${part.tagName === "H1" ? "heading" : name} at ${x} ${y}`;
  });
}

for (const [device, viewport] of Object.entries(viewports)) {
  test(`nothing moves on a ${device} while one types, also when nothing is found`, (context) =>
    visit(
      async (page) => {
        await page.addInitScript(watchJumpsAndTasks);
        await open(page, "/catalog");
        await page.waitForLoadState("networkidle");
        const before = await page.evaluate(standing);
        await page.evaluate(() => performance.mark("first key"));
        for (const key of "ceramic mug zzz") {
          await box(page).press(key === " " ? "Space" : key);
          await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => done())));
          assert.deepEqual(await page.evaluate(standing), before);
        }
        await heading(page, "ceramic mug zzz").waitFor();
        assert.deepEqual(await page.evaluate(standing), before);
        const { shift } = await page.evaluate(jumpsAndTasks);
        context.diagnostic(`layout shift ${shift.toFixed(4)}`);
        assert.ok(shift < shiftMax, `layout shift ${shift}`);
      },
      { viewport },
    ));

  test(`typing never blocks a ${device} for 50 ms`, async (context) => {
    let blocked = Infinity;
    // A task is as long as the clock says. One that is long each time is not other programs' doing.
    for (let tries = 0; tries < 4 && blocked >= blockedMaxMs; tries += 1) {
      await visit(
        async (page) => {
          await page.addInitScript(watchJumpsAndTasks);
          await open(page, "/catalog");
          await page.waitForLoadState("networkidle");
          await page.evaluate(() => performance.mark("first key"));
          await box(page).pressSequentially("ceramic mug", { delay: 80 });
          await heading(page, "ceramic mug").waitFor();
          await page.waitForURL(has("q", "ceramic mug"));
          blocked = (await page.evaluate(jumpsAndTasks)).longest;
          context.diagnostic(`longest task ${blocked} ms`);
          await seesBlocking(page);
        },
        { viewport },
      );
    }
    assert.ok(blocked < blockedMaxMs, `blocked for ${blocked} ms`);
  });
}

test("Escape empties the box, and all products are there again", () =>
  visit(async (page) => {
    await open(page, "/catalog");
    await box(page).pressSequentially("lamp");
    await heading(page, "lamp").waitFor();
    await box(page).press("Escape");
    await page.getByRole("heading", { level: 1, name: "All products" }).waitFor();
    assert.equal(await box(page).inputValue(), "");
  }));

test("elsewhere suggestions follow each key, and Enter leads to the page of results", () =>
  visit(async (page) => {
    await open(page, "/delivery");
    await box(page).pressSequentially("mug");
    await page.getByRole("option", { name: /Mug/ }).first().waitFor();
    await box(page).press("Enter");
    await page.waitForURL(/\/catalog\?q=mug$/);
    await heading(page, "mug").waitFor();
    await box(page).pressSequentially("s");
    await heading(page, "mugs").waitFor();
  }));

test("each search that came to rest is one step of Back and Forward", () =>
  visit(async (page) => {
    await open(page, "/");
    await page.goto("/catalog?category=lighting");
    await engineReady(page);
    await search(page, "mug");
    await search(page, "throw");
    await page.goBack();
    await heading(page, "mug").waitFor();
    assert.equal(await box(page).inputValue(), "mug");
    await page.goBack();
    await page.getByRole("heading", { level: 1, name: "Lighting" }).waitFor();
    assert.equal(await box(page).inputValue(), "");
    await page.goForward();
    await heading(page, "mug").waitFor();
    await page.goForward();
    await heading(page, "throw").waitFor();
    assert.equal(await box(page).inputValue(), "throw");
  }));

test("Back leads to the place in a list that was longer than the next one", () =>
  visit(async (page) => {
    await open(page, "/catalog");
    await page.evaluate(() => window.scrollTo({ top: 2000 }));
    await page.waitForFunction(() => scrollY === 2000);
    await search(page, "mug");
    await page.waitForFunction(() => scrollY === 0);
    await page.goBack();
    await page.getByRole("heading", { level: 1, name: "All products" }).waitFor();
    await page.waitForFunction(() => scrollY === 2000);
  }));

test("Back leads to the place in the list that one left, and to the product", () =>
  visit(async (page) => {
    await open(page, "/catalog");
    await search(page, "o");
    const product = results(page).nth(9).getByRole("link");
    await product.scrollIntoViewIfNeeded();
    const place = await page.evaluate(() => scrollY);
    const name = await product.innerText();
    await product.focus();
    await product.press("Enter");
    await page.getByRole("button", { name: "Add to cart" }).waitFor();
    await page.goBack();
    await heading(page, "o").waitFor();
    await page.waitForFunction((name) => document.activeElement?.textContent === name, name);
    assert.equal(await page.evaluate(() => scrollY), place);
    assert.equal(await box(page).inputValue(), "o");
  }));

test("typing into the bar that stays does not scroll the page below it", () =>
  visit(async (page) => {
    await open(page, "/");
    await page.evaluate(() => window.scrollTo({ top: 1000 }));
    const { x, y } = await box(page).boundingBox();
    await page.mouse.click(x + 80, y + 10);
    await page.keyboard.type("lamp");
    await page.getByRole("option").first().waitFor();
    assert.equal(await page.evaluate(() => scrollY), 1000);
  }));

test("the arrows, Home, End and Escape do in the suggestions what the combobox pattern says", () =>
  visit(async (page) => {
    await open(page, "/");
    const active = () => box(page).getAttribute("aria-activedescendant");
    const caret = () => box(page).evaluate((input) => input.selectionStart);
    await box(page).pressSequentially("lam");
    const options = page.getByRole("option");
    await options.first().waitFor();
    assert.equal(await box(page).getAttribute("aria-expanded"), "true");
    await page.keyboard.press("ArrowDown");
    assert.equal(await active(), await options.first().getAttribute("id"));
    assert.equal(await options.first().getAttribute("data-highlighted"), "");
    await page.keyboard.press("ArrowDown");
    assert.equal(await active(), await options.nth(1).getAttribute("id"));
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    assert.equal(await active(), await options.last().getAttribute("id"));
    await page.keyboard.press("Home");
    assert.equal(await caret(), 0);
    await page.keyboard.press("End");
    assert.equal(await caret(), 3);
    await page.keyboard.press("Escape");
    await options.first().waitFor({ state: "detached" });
    assert.equal(await box(page).getAttribute("aria-expanded"), "false");
    assert.equal(await box(page).inputValue(), "lam");
    await page.keyboard.press("Escape");
    assert.equal(await box(page).inputValue(), "");
    assert.equal(new URL(page.url()).pathname, "/");
  }));

test("the suggestions close when the focus leaves them, or a press does", () =>
  visit(async (page) => {
    await open(page, "/");
    const options = page.getByRole("option");
    await box(page).pressSequentially("lam");
    await options.first().waitFor();
    await page.keyboard.press("Tab");
    await options.first().waitFor({ state: "detached" });
    await box(page).focus();
    await page.keyboard.press("ArrowDown");
    await options.first().waitFor();
    await page.mouse.click(200, 800);
    await options.first().waitFor({ state: "detached" });
    await box(page).press("ArrowDown");
    await options.filter({ hasText: "Aurora Table Lamp" }).click();
    await page.waitForURL(/\/product\/aurora-table-lamp/);
  }));

test("the number of products is said once, when the typing pauses", () =>
  visit(async (page) => {
    await open(page, "/catalog");
    await page.evaluate(() => {
      window.said = [];
      for (const status of document.querySelectorAll("[role=status]")) {
        const listen = () => window.said.push(status.textContent);
        new MutationObserver(listen).observe(status, { childList: true, subtree: true });
      }
    });
    await box(page).pressSequentially("lamp", { delay: 60 });
    await said(page, /^\d+ products for “lamp”$/);
    assert.equal(await page.evaluate(() => window.said.length), 1);
  }));

test("the number of suggestions is said", () =>
  visit(async (page) => {
    await open(page, "/");
    await box(page).pressSequentially("lam");
    await said(page, /^\d suggestions$/);
  }));

test("a long facet opens to a list of which only the values in sight exist", () =>
  visit(async (page) => {
    await open(page, "/catalog");
    const filters = page.getByRole("complementary", { name: "Filters" });
    await filters.getByText("Size", { exact: true }).click();
    const size = filters
      .getByRole("group")
      .filter({ has: page.locator("summary", { hasText: /^Size$/ }) });
    const rows = size.getByRole("listitem");
    assert.equal(await rows.count(), 8);
    await size.getByText("Show all 31").click();
    const letters = size.getByRole("searchbox", { name: "Find in Size" });
    await letters.waitFor();
    assert.ok((await rows.count()) < 31, `${await rows.count()} rows`);
    assert.equal(await rows.first().getAttribute("aria-setsize"), "31");
    await rows.first().hover();
    await page.mouse.wheel(0, 5_000);
    await size.getByText("200 × 300 cm").waitFor();
    await letters.fill("CABI");
    await size.getByText("Cabin").waitFor();
    assert.equal(await rows.count(), 1);
    await letters.fill("xyz");
    await size.getByText("Nothing is called so.").waitFor();
    await letters.fill("cabi");
    await size.getByRole("link", { name: /^Cabin/ }).click();
    await page.waitForURL(has("opt.Size", "Cabin"));
    await size.getByText("Show fewer").click();
    assert.equal(
      await size.getByRole("link", { name: /^Cabin/ }).getAttribute("aria-current"),
      "true",
    );
    assert.equal(await rows.count(), 8);
  }, desktop));

test("a long facet shows the values that most products of the shop have", () =>
  visit(async (page) => {
    await open(page, "/catalog");
    const filters = page.getByRole("complementary", { name: "Filters" });
    await filters.getByText("Colour", { exact: true }).click();
    const colour = filters
      .getByRole("group")
      .filter({ has: page.locator("summary", { hasText: /^Colour$/ }) });
    const countsOf = async (rows) =>
      (await rows.allInnerTexts()).map((text) => Number(/(\d+)\s*product/.exec(text)[1]));
    const shown = await countsOf(colour.getByRole("listitem"));
    assert.equal(shown.length, 8);
    const names = await colour.getByRole("listitem").allInnerTexts();
    await colour.getByText("Show all 18").click();
    const all = new Map();
    const letters = colour.getByRole("searchbox");
    await letters.waitFor();
    for (const letter of "aeio") {
      await letters.fill(letter);
      for (const text of await colour.getByRole("listitem").allInnerTexts()) {
        all.set(text, Number(/(\d+)\s*product/.exec(text)[1]));
      }
    }
    const others = [...all].filter(([text]) => !names.includes(text)).map(([, count]) => count);
    assert.ok(others.length > 0);
    assert.ok(Math.min(...shown) >= Math.max(...others), `${shown} and ${others}`);
    await colour.getByText("Show fewer").click();
    await box(page).pressSequentially("mug");
    await heading(page, "mug").waitFor();
    const still = await colour.getByRole("listitem").allInnerTexts();
    const named = (texts) => texts.map((text) => text.split("\n")[0]);
    assert.deepEqual(named(still), named(names));
  }, desktop));

test("a long list of values is walked through with the Tab key", () =>
  visit(async (page) => {
    await open(page, "/catalog");
    const filters = page.getByRole("complementary", { name: "Filters" });
    await filters.getByText("Colour", { exact: true }).click();
    await filters.getByText("Show all 18").click();
    await filters.getByRole("searchbox", { name: "Find in Colour" }).focus();
    const names = new Set();
    for (let count = 0; count < 18; count += 1) {
      await page.keyboard.press("Tab");
      names.add(await page.evaluate(() => document.activeElement.textContent));
    }
    assert.equal(names.size, 18, [...names].join());
    assert.ok(
      [...names].some((name) => name.startsWith("Tan")),
      [...names].join(),
    );
  }, desktop));

test("the words found are marked in the titles", () =>
  visit(async (page) => {
    await open(page, "/catalog");
    await box(page).pressSequentially("aurora ta");
    const title = results(page).filter({ hasText: "Aurora Table Lamp" }).getByRole("heading");
    await heading(page, "aurora ta").waitFor();
    assert.deepEqual(await title.locator("mark").allInnerTexts(), ["Aurora", "Table"]);
    assert.equal(await title.innerText(), "Aurora Table Lamp");
    await box(page).fill("");
    await page.getByRole("heading", { level: 1, name: "All products" }).waitFor();
    assert.equal(await page.locator("main mark").count(), 0);
  }));

/** Two categories inside Lighting, one of them with a lamp, while `act` runs. */
async function whileNested(act) {
  const [lighting, lamp] = await query(`[*[_type == "category" && slug.current == "lighting"][0],
    *[_type == "product" && slug.current == "aurora-table-lamp"][0]]`);
  const inside = ["Table lamps", "Outdoor lamps"].map((title, order) => ({
    _id: `nested-${order}`,
    _type: "category",
    title,
    slug: { _type: "slug", current: title.toLowerCase().replace(" ", "-") },
    summary: "For a test.",
    order,
    parent: { _type: "reference", _ref: lighting._id },
  }));
  const category = { _type: "reference", _ref: "nested-0" };
  await mutate(...inside.map((document) => ({ createOrReplace: document })));
  await mutate({ patch: { id: lamp._id, set: { category } } });
  await renewCatalog();
  try {
    await act();
  } finally {
    await mutate({ patch: { id: lamp._id, set: { category: lamp.category } } });
    await mutate(...inside.map(({ _id }) => ({ delete: { id: _id } })));
    await renewCatalog();
  }
}

test("a category opens to those inside it, and choosing one of them narrows it", local, () =>
  whileNested(() =>
    visit(async (page) => {
      await open(page, "/catalog");
      const menu = page.getByRole("navigation", { name: "Categories" });
      assert.equal(await menu.getByText("Table lamps").count(), 0);
      const filters = page.getByRole("complementary", { name: "Filters" });
      const category = (name) => filters.getByRole("link", { name: new RegExp(`^${name} \\d`) });
      await category("Lighting").waitFor();
      assert.equal(await category("Table lamps").count(), 0);
      const all = await category("Lighting").innerText();
      await category("Lighting").click();
      await category("Table lamps").click();
      await page.waitForURL((url) => url.search === "?category=table-lamps");
      await page.getByRole("heading", { level: 1, name: "Table lamps" }).waitFor();
      assert.equal(await results(page).count(), 1);
      assert.equal(await category("Lighting").innerText(), all);
      await category("Lighting").click();
      await page.waitForURL((url) => url.search === "?category=lighting");
      await results(page).nth(1).waitFor();
    }, desktop),
  ),
);

test("of the ratings one is chosen at a time", () =>
  visit(async (page) => {
    await open(page, "/catalog");
    const filters = page.getByRole("complementary", { name: "Filters" });
    await filters.getByText("Rating", { exact: true }).click();
    await filters.getByRole("link", { name: /^3 stars and up/ }).click();
    await page.waitForURL(has("rating", "3"));
    await filters.getByRole("link", { name: /^4 stars and up/ }).click();
    await page.waitForURL((url) => url.searchParams.getAll("rating").join() === "4");
    await page.getByRole("link", { name: "Remove filter 4 stars and up" }).click();
    await page.waitForURL((url) => !url.searchParams.has("rating"));
  }, desktop));

test("what is meant by a typing error can be made the search", () =>
  visit(async (page) => {
    await open(page, "/catalog");
    await box(page).pressSequentially("lamb");
    await page.getByText("Showing products for").getByRole("link", { name: "“lamp”" }).click();
    await page.waitForURL(has("q", "lamp"));
    await heading(page, "lamp").waitFor();
    assert.equal(await box(page).inputValue(), "lamp");
  }));

test("words are suggested with what they add to those typed", () =>
  visit(async (page) => {
    await open(page, "/");
    await box(page).pressSequentially("ceram");
    const words = page.getByRole("option", { name: "ceramic", exact: true });
    await words.waitFor();
    assert.equal(await words.locator(".font-semibold").innerText(), "ic");
    await words.click();
    await page.waitForURL(/\/catalog\?q=ceramic$/);
    await heading(page, "ceramic").waitFor();
  }));

test("new words search the whole shop, edited words keep their filters", () =>
  visit(async (page) => {
    await open(page, "/catalog?category=lighting");
    await search(page, "rust");
    assert.equal(new URL(page.url()).searchParams.get("category"), null);
    await open(page, "/catalog?category=lighting&q=rus");
    await box(page).press("End");
    await box(page).pressSequentially("t");
    await page.waitForURL(has("q", "rust"));
    assert.equal(new URL(page.url()).searchParams.get("category"), "lighting");
  }));

test("words that a filter leaves without a result lead to the whole shop", () =>
  visit(async (page) => {
    await open(page, "/catalog?category=lighting&q=mug");
    await page.getByText("Nothing found for “mug”").waitFor();
    await page.getByRole("link", { name: "Search the whole shop" }).click();
    await results(page).first().waitFor();
    assert.equal(await box(page).inputValue(), "mug");
    assert.equal(new URL(page.url()).search, "?q=mug");
  }));

test("the title of the page is that of the search, also on the way back", () =>
  visit(async (page) => {
    await open(page, "/catalog");
    const title = (words) => page.waitForFunction((words) => document.title === words, words);
    await title("All products · Vitrine");
    await search(page, "mug");
    await title("Results for “mug” · Vitrine");
    await results(page).first().getByRole("link").click();
    await page.getByRole("button", { name: "Add to cart" }).waitFor();
    await page.waitForFunction(() => /Mug · Vitrine$/.test(document.title));
    await page.goBack();
    await title("Results for “mug” · Vitrine");
    await page.goBack();
    await title("All products · Vitrine");
  }));

/** A page whose engine comes when the function that it answers is called. */
async function openWithoutEngine(page, path) {
  let release = () => undefined;
  const held = new Promise((resolve) => (release = resolve));
  await page.route("**/*.wasm", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(path);
  await page.waitForFunction(() => document.documentElement.dataset.engine === "loading");
  return release;
}

test("what is typed before the engine is ready counts when it is", () =>
  visit(async (page) => {
    const release = await openWithoutEngine(page, "/catalog");
    await box(page).pressSequentially("mug");
    await page.getByRole("heading", { level: 1, name: "All products" }).waitFor();
    release();
    await heading(page, "mug").waitFor();
    assert.equal(await box(page).inputValue(), "mug");
    await page.waitForURL(has("q", "mug"));
  }));

test("words that are typed and taken back leave the page as it is", () =>
  visit(async (page) => {
    const release = await openWithoutEngine(page, "/catalog?page=2&brand=&sort=price_asc");
    const before = await results(page).first().innerText();
    const entries = await page.evaluate(() => history.length);
    await box(page).press("m");
    await box(page).press("Backspace");
    release();
    await engineReady(page);
    await box(page).press("Tab");
    assert.equal(await results(page).first().innerText(), before);
    assert.equal(new URL(page.url()).searchParams.get("page"), "2");
    assert.equal(await page.evaluate(() => history.length), entries);
  }));

test("what is typed before the scripts come is not lost", () =>
  visit(async (page) => {
    const release = await holdScripts(page);
    await page.goto("/catalog", { waitUntil: "commit" });
    await box(page).pressSequentially("mug");
    release();
    await heading(page, "mug").waitFor();
    assert.equal(await box(page).inputValue(), "mug");
  }));

test("without the engine Enter asks the server, which keeps the filters", () =>
  visit(async (page, { allow }) => {
    allow(/\.wasm|Failed to load resource/);
    await page.route("**/*.wasm", (route) => route.fulfill({ status: 404, body: "no" }));
    await page.goto("/catalog?q=lam&category=lighting");
    await page.getByText("The fast cart could not start.").waitFor();
    await box(page).press("End");
    await box(page).pressSequentially("p");
    await box(page).press("Enter");
    await page.waitForURL(has("q", "lamp"));
    await heading(page, "lamp").waitFor();
    assert.equal(new URL(page.url()).searchParams.get("category"), "lighting");
  }));

test("without scripts the form keeps the filters of its words", () =>
  visit(
    async (page) => {
      await page.goto("/catalog?q=lam&category=lighting");
      await box(page).or(page.getByRole("searchbox")).first().fill("lamp");
      await page.keyboard.press("Enter");
      await page.waitForURL(has("q", "lamp"));
      await heading(page, "lamp").waitFor();
      assert.equal(new URL(page.url()).searchParams.get("category"), "lighting");
    },
    { javaScriptEnabled: false },
  ));
