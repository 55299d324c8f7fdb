// SPDX-License-Identifier: MIT
// Documents of the content system that are broken or mean harm: they cost themselves, nothing else.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { closeBrowser, engineReady, shopUrl, visit } from "./browser.mjs";
import { isLocal, logged, mutate, query, renewCatalog } from "./services.mjs";

const local = { skip: !isLocal };
const attack = `<script>window.hacked=1</script><img src=x onerror="window.hacked=1">`;
const breakOut = `"></script><script>window.hacked=1</script><svg onload='window.hacked=1'>`;

// As deep as the Content Lake takes a document: 20 levels.
const nested = (levels) => (levels === 0 ? "deep" : { inside: nested(levels - 1) });

/** What is wrong with each bad product, by the field that the log has to name. */
const faults = {
  "no-title": [{ title: undefined }, "title"],
  "null-title": [{ title: null }, "title"],
  "number-title": [{ title: 7 }, "title"],
  "no-slug": [{ slug: undefined }, "slug"],
  "number-slug": [{ slug: 42 }, "slug"],
  "script-slug": [{ slug: { current: "javascript:alert(1)" } }, "slug.current"],
  "path-slug": [{ slug: { current: ".." } }, "slug"],
  "text-price": [{ variants: [{ priceMinor: "4900" }] }, "variants[0].priceMinor"],
  "no-price": [{ variants: [{ priceMinor: undefined }] }, "variants[0].priceMinor"],
  "negative-price": [{ variants: [{ priceMinor: -1 }] }, "variants[0].priceMinor"],
  "broken-price": [{ variants: [{ priceMinor: 19.99 }] }, "variants[0].priceMinor"],
  "huge-price": [{ variants: [{ priceMinor: 9e15 }] }, "variants[0].priceMinor"],
  "text-stock": [{ variants: [{ stock: "many" }] }, "variants[0].stock"],
  "script-sku": [{ variants: [{ sku: attack }] }, "variants[0].sku"],
  "no-variants": [{ variants: [] }, "variants"],
  "text-variants": [{ variants: "all" }, "variants"],
  "null-option": [{ variants: null, options: [null] }, "options[0]"],
  "text-images": [{ images: "lamp.jpg" }, "images"],
  "text-category": [{ category: "lighting" }, "category"],
  "text-featured": [{ featured: "yes" }, "featured"],
  "text-rating": [{ rating: { average: "good", count: 2 } }, "rating.average"],
  "no-date": [{ publishedAt: "yesterday" }, "publishedAt"],
  "unknown-currency": [{ currency: "XXX" }, "currency"],
  "text-description": [{ description: attack }, "description"],
  "deep-title": [{ title: nested(16) }, "title"],
  "deep-stock": [{ variants: [{ stock: nested(16) }] }, "variants[0].stock"],
  "taken-slug": [{ slug: { current: "aurora-table-lamp" } }, "slug"],
  "taken-sku": [{ variants: [{ sku: "NL-AUR-INK" }] }, "variants[0].sku"],
  "ten-megabytes": [{}, "title"],
};
const idOf = (name) => `test-hostile-${name}`;

function productOf(name, change) {
  const sku = `HOSTILE-${name.toUpperCase()}`;
  const variant = { sku, priceMinor: 4900, stock: 9, weightGrams: 1 };
  const { variants = [{}], ...rest } = change;
  return {
    _id: idOf(name),
    _type: "product",
    title: `Bad product ${name}`,
    slug: { _type: "slug", current: `hostile-${name}` },
    currency: "EUR",
    popularity: -1,
    ...rest,
    variants: Array.isArray(variants) ? variants.map((one) => ({ ...variant, ...one })) : variants,
  };
}

const badCategory = {
  _id: idOf("category"),
  _type: "category",
  title: { en: attack },
  slug: { _type: "slug", current: "hostile" },
};
const badDocuments = Object.keys(faults).length + 1;

/** Every text is an attack, every link a script; as a product there is nothing wrong with it. */
const disguised = {
  ...productOf("disguised", {}),
  title: `Lamp ${attack}`,
  slug: { _type: "slug", current: "hostile-disguised" },
  brand: breakOut,
  summary: breakOut,
  featured: true,
  popularity: 1_000_000,
  publishedAt: "2026-11-01T00:00:00Z",
  tags: [attack, "__proto__"],
  category: { _type: "reference", _ref: "category-lighting" },
  options: [{ name: attack, values: [breakOut, "constructor"] }],
  variants: [
    { sku: "HOSTILE-A", optionValues: [breakOut], priceMinor: 4900, stock: 9, weightGrams: 1 },
    { sku: "HOSTILE-B", optionValues: ["constructor"], priceMinor: 4900, stock: 9, weightGrams: 1 },
  ],
  description: [
    {
      _type: "block",
      style: attack,
      markDefs: [{ _key: "l", _type: "link", href: "javascript:window.hacked=1" }],
      children: [{ _type: "span", text: breakOut, marks: ["l", "strong", attack] }],
    },
    { _type: "html", html: attack },
  ],
  __proto__x: { polluted: true },
};

const remove = () => {
  const names = [...Object.keys(faults), "category", "disguised"];
  return mutate(...names.map((name) => ({ delete: { id: idOf(name) } })));
};

let good = 0;

before(async () => {
  if (!isLocal) return;
  good = (await renewCatalog()).products.length;
  for (const [name, [change]] of Object.entries(faults)) {
    await mutate({ createOrReplace: productOf(name, change) });
  }
  await mutate({ createOrReplace: badCategory });
  const megabytes = "x".repeat(3_500_000);
  for (const field of ["title", "summary", "brand"]) {
    await mutate({ patch: { id: idOf("ten-megabytes"), set: { [field]: megabytes } } });
  }
  const picture = await query(`*[slug.current == "aurora-table-lamp"][0].images[0]`);
  await mutate({ createOrReplace: { ...disguised, images: [{ ...picture, alt: breakOut }] } });
});

after(async () => {
  await closeBrowser();
  if (!isLocal) return;
  await remove();
  await renewCatalog();
});

test("bad products are left out, each named in the log with its field", local, async () => {
  const seen = logged().length;
  const catalog = await renewCatalog();

  assert.equal(catalog.products.length, good + 1);
  assert.equal(catalog.leftOut.length, badDocuments);
  assert.ok(JSON.stringify(catalog).length < 3_000_000, "the ten megabytes are not sent on");
  const named = logged()
    .slice(seen)
    .filter(({ event }) => event === "bad_document");
  const fields = Object.fromEntries(named.map(({ id, field }) => [id, field]));
  const expected = Object.entries(faults).map(([name, [, field]]) => [idOf(name), field]);
  assert.deepEqual(fields, { ...Object.fromEntries(expected), [badCategory._id]: "title" });
});

const innocent = async (page) => assert.equal(await page.evaluate(() => window.hacked), undefined);
const lamp = (page) => page.getByText(`Lamp ${attack}`).first();

test("text that means harm is shown as text, on every page", local, () =>
  visit(async (page) => {
    await renewCatalog();
    const lists = ["/", "/catalog?sort=newest", "/catalog?q=script"];
    for (const path of [...lists, "/product/hostile-disguised"]) {
      await page.goto(path);
      await engineReady(page);
      await lamp(page).waitFor();
      await innocent(page);
    }
    await page.getByText(breakOut).first().waitFor();
    assert.equal(await page.locator("a[href^='javascript']").count(), 0);
    await page.getByRole("button", { name: "Add to cart" }).click();
    await page.getByRole("dialog", { name: "Cart" }).waitFor();
    for (const path of ["/cart", "/checkout"]) {
      await page.goto(path);
      await engineReady(page);
      await page.getByText(`Lamp ${attack}`).first().waitFor({ state: "attached" });
      await innocent(page);
    }
    await page.getByRole("combobox", { name: "Search the shop" }).pressSequentially("hacked");
    await page.getByRole("option").first().waitFor();
    await innocent(page);
  }));

test("without scripts the good products are shown as well", local, () =>
  visit(
    async (page) => {
      await page.goto("/catalog?sort=newest");
      await lamp(page).waitFor();
      await page.goto("/product/hostile-disguised");
      await lamp(page).waitFor();
      await page.goto("/product/aurora-table-lamp");
      await page.getByRole("button", { name: "Add to cart" }).waitFor();
    },
    { javaScriptEnabled: false },
  ));

test("a bad product has no page, and its address says so", local, () =>
  visit(async (page, { allow }) => {
    allow(/hostile-text-price/);
    allow(/^console: Failed to load resource.*404/);
    await page.goto("/product/hostile-text-price");
    await page.getByRole("heading", { name: "This shelf is empty" }).waitFor();
  }));

test("settings that cannot be read leave the shop as it was, and are named", local, async () => {
  const settings = await query(`*[_id == "shop-settings"][0]`);
  const seen = logged().length;
  try {
    await mutate({ patch: { id: "shop-settings", set: { taxRates: "none" } } });
    const catalog = await renewCatalog();
    assert.equal(catalog.products.length, good + 1);
    await visit(async (page) => {
      await page.goto("/product/aurora-table-lamp");
      await engineReady(page);
      await page.getByRole("button", { name: "Add to cart" }).click();
      await page.getByRole("dialog", { name: "Cart" }).getByText("Including VAT").waitFor();
    });
  } finally {
    await mutate({ createOrReplace: settings });
    await renewCatalog();
  }
  const named = logged()
    .slice(seen)
    .find(({ event, id }) => event === "bad_document" && id === "shop-settings");
  assert.equal(named?.field, "taxRates");
});

test("the shop does not mind any of it", local, async () => {
  const health = await (await fetch(`${shopUrl}/health`)).json();
  assert.equal(health.catalog, "fresh");
  assert.equal(health.problems, badDocuments);
});
