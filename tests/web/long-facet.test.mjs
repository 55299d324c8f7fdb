// SPDX-License-Identifier: MIT
// A shop with more brands than a page lists: each can be found and chosen.
import { after, before, test } from "node:test";
import { closeBrowser, engineReady, visit } from "./browser.mjs";
import { isLocal, mutate, renewCatalog } from "./services.mjs";

const desktop = { viewport: { width: 1280, height: 900 } };
const local = { skip: !isLocal };
const numbers = Array.from({ length: 120 }, (_, i) => String(i).padStart(3, "0"));
const products = numbers.map((number) => ({
  _id: `test-brand-${number}`,
  _type: "product",
  title: `Plain Bowl ${number}`,
  slug: { _type: "slug", current: `plain-bowl-${number}` },
  brand: `Maker ${number}`,
  currency: "EUR",
  variants: [{ _key: "v", sku: `BOWL-${number}`, priceMinor: 900, stock: 2, weightGrams: 100 }],
}));

before(async () => {
  if (!isLocal) return;
  await mutate(...products.map((product) => ({ createOrReplace: product })));
  await renewCatalog();
});

after(async () => {
  await closeBrowser();
  if (!isLocal) return;
  await mutate(...products.map(({ _id }) => ({ delete: { id: _id } })));
  await renewCatalog();
});

test("a brand that a page does not list is found among all and chosen", local, () =>
  visit(async (page) => {
    await page.goto("/catalog?q=bowl");
    await engineReady(page);
    const brand = page
      .getByRole("complementary", { name: "Filters" })
      .getByRole("group")
      .filter({ has: page.locator("summary", { hasText: /^Brand$/ }) });
    await brand.getByText(/^Show all 1\d\d$/).click();
    await brand.getByRole("searchbox", { name: "Find in Brand" }).fill("maker 11");
    for (const number of numbers.slice(110)) {
      await brand.getByRole("link", { name: `Maker ${number}` }).waitFor();
    }
    await brand.getByRole("link", { name: "Maker 119" }).click();
    await page.waitForURL(/brand=Maker\+119/);
    const cards = page.getByRole("region", { name: "Products" }).locator("article");
    await cards.nth(1).waitFor({ state: "detached" });
    await cards.getByText("Plain Bowl 119").waitFor();
  }, desktop));
