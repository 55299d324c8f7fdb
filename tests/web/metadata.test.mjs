// SPDX-License-Identifier: MIT
// What search engines, link previews and home screens read.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { closeBrowser, shopUrl, visit } from "./browser.mjs";

after(closeBrowser);

const head = (page) =>
  page.evaluate(() => {
    const content = (name) =>
      document.querySelector(`meta[name="${name}"], meta[property="${name}"]`)?.content ?? null;
    return {
      title: document.title,
      description: content("description"),
      canonical: document.querySelector("link[rel=canonical]")?.href ?? null,
      robots: content("robots"),
      picture: content("og:image"),
      site: content("og:site_name"),
      preview: content("twitter:card"),
    };
  });

test("pages to be found have title, description, one address and a picture that is there", () =>
  visit(async (page) => {
    const category = "/catalog?category=lighting";
    for (const path of ["/", "/catalog", category, "/delivery", "/product/kyst-mug"]) {
      await page.goto(path);
      const found = await head(page);
      assert.equal(found.canonical, new URL(path, shopUrl).href);
      assert.ok(found.title.includes("Vitrine") && found.title.length <= 65, found.title);
      assert.ok(found.description?.length >= 40 && found.description.length <= 200, path);
      assert.equal(found.site, "Vitrine", path);
      assert.equal(found.preview, "summary_large_image", path);
      assert.equal(found.robots, null, path);
      const picture = await page.request.get(found.picture);
      assert.match(picture.headers()["content-type"], /^image\//, path);
    }
  }));

test("a narrowed or sorted category has the category's address, its pages their own", () =>
  visit(async (page) => {
    for (const [path, canonical] of [
      ["/catalog?category=lighting&price_to=50&sort=newest", "/catalog?category=lighting"],
      ["/catalog?colour=Sand", "/catalog"],
      ["/catalog?page=2", "/catalog?page=2"],
      ["/product/kyst-mug?sku=HK-KYS-SEA", "/product/kyst-mug"],
    ]) {
      await page.goto(path);
      assert.equal((await head(page)).canonical, shopUrl + canonical);
    }
  }));

test("what belongs to one shopper, and searches, are not for search engines", () =>
  visit(async (page) => {
    for (const path of ["/cart", "/checkout", "/orders", "/orders/lookup", "/catalog?q=lamp"]) {
      await page.goto(path);
      assert.match((await head(page)).robots ?? "", /noindex/, path);
    }
  }));

test("the site map lists every product and category, and robots.txt leads to it", () =>
  visit(async (page) => {
    const robots = await (await page.request.get("/robots.txt")).text();
    assert.ok(robots.includes(`Sitemap: ${shopUrl}/sitemap.xml`), robots);
    for (const path of ["/api/", "/cart", "/checkout", "/orders"]) {
      assert.ok(robots.includes(`Disallow: ${path}`), path);
    }
    const map = await (await page.request.get("/sitemap.xml")).text();
    const listed = [...map.matchAll(/<loc>(.*?)<\/loc>/g)].map(([, address]) => address);
    assert.ok(listed.includes(`${shopUrl}/product/kyst-mug`));
    assert.ok(listed.includes(`${shopUrl}/catalog?category=lighting`));
    assert.equal(new Set(listed).size, listed.length);
    assert.ok(listed.every((address) => !/\/(?:cart|checkout|orders|api)/.test(address)));
    assert.equal((await page.request.get(listed.at(-1))).status(), 200);
  }));

async function structured(page, path) {
  const html = await (await page.request.get(path)).text();
  const scripts = html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs);
  return Array.from(scripts, ([, json]) => {
    assert.ok(!json.includes("<"));
    return JSON.parse(json);
  });
}

function assertText(value, what) {
  assert.ok(typeof value === "string" && value.trim() !== "", what);
}

// The members that schema.org and the engines' rich results ask for.
function assertProduct(product, path) {
  assert.equal(product["@context"], "https://schema.org");
  for (const name of ["name", "description", "category", "url"]) assertText(product[name], name);
  assert.equal(product.url, shopUrl + path);
  assert.equal(product.brand["@type"], "Brand");
  assertText(product.brand.name, "brand");
  assert.ok(product.image.length > 0 && product.image.every((one) => URL.canParse(one)));
  if (product.aggregateRating !== undefined) {
    const { ratingValue, reviewCount } = product.aggregateRating;
    assert.ok(ratingValue >= 1 && ratingValue <= 5 && reviewCount >= 1);
  }
  assert.ok(product.offers.length > 0);
  product.offers.forEach((offer) => assertOffer(offer, product.url));
}

function assertOffer(offer, url) {
  assert.equal(offer["@type"], "Offer");
  assertText(offer.sku, "sku");
  assert.ok(offer.url.startsWith(`${url}?sku=`));
  assert.match(offer.price, /^\d+\.\d{2}$/);
  assert.match(offer.priceCurrency, /^[A-Z]{3}$/);
  assert.match(offer.availability, /^https:\/\/schema\.org\/(?:InStock|OutOfStock)$/);
  assert.match(offer.itemCondition, /^https:\/\/schema\.org\/\w+Condition$/);
}

test("a product names its offers, and the way to it, as schema.org wants them", () =>
  visit(async (page) => {
    for (const slug of ["aurora-table-lamp", "strand-vase", "vev-tea-towels"]) {
      const path = `/product/${slug}`;
      const [product, way] = await structured(page, path);
      assert.equal(product["@type"], "Product");
      assertProduct(product, path);
      assert.equal(way["@type"], "BreadcrumbList");
      const places = way.itemListElement;
      assert.deepEqual(places.map(({ position }) => position), [1, 2, 3]);
      places.forEach(({ name }) => assertText(name, "name"));
      assert.equal(places.at(-1).item, shopUrl + path);
      for (const { item } of places) assert.equal((await page.request.get(item)).status(), 200);
    }
  }));

test("a sold out variant is not offered as in stock", () =>
  visit(async (page) => {
    const [{ offers }] = await structured(page, "/product/strand-vase");
    const soldOut = offers.find(({ sku }) => sku === "HK-STR-INK-SML");
    assert.equal(soldOut.availability, "https://schema.org/OutOfStock");
  }));
