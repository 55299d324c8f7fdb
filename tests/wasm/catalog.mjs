// SPDX-License-Identifier: MIT
// A small shop for tests: one lamp in two colours, of which one is sold out, and a document that is none.

const variant = (sku, colour, stock) => ({
  _key: sku, sku, optionValues: [colour], priceMinor: 4900, stock, weightGrams: 800,
});

export const catalog = {
  products: [
    {
      _id: "product-aurora",
      _type: "product",
      title: "Aurora Lamp",
      slug: { _type: "slug", current: "aurora" },
      brand: "Nordlys",
      category: { _type: "reference", _ref: "category-lighting" },
      summary: "A calm light.",
      description: [],
      tags: ["new"],
      currency: "EUR",
      featured: true,
      popularity: 1,
      publishedAt: "2026-01-01T00:00:00Z",
      options: [{ _key: "o", _type: "productOption", name: "Colour", values: ["Sand", "Ink"] }],
      images: [],
      variants: [variant("AUR-SND", "Sand", 12), variant("AUR-INK", "Ink", 0)],
    },
    { _id: "product-bad", _type: "product", title: 7 },
  ],
  categories: [
    { _id: "category-lighting", _type: "category", title: "Lighting", slug: { current: "lighting" }, order: 1 },
  ],
  settings: {
    name: "Vitrine",
    currency: "EUR",
    rounding: { scope: "line", mode: "half_up" },
    taxRates: [{ country: "DE", basisPoints: 1900, name: "VAT" }],
    pricesIncludeTax: true,
    shippingMethods: [
      {
        methodId: "standard", name: "Standard", priceMinor: 490, countries: ["DE"], minDays: 2, maxDays: 4,
        carrierCode: "ups", serviceCode: "ups_ground",
      },
    ],
    promotions: [],
    maxQuantityPerLine: 20,
  },
  generatedAt: "2026-01-01T00:00:00Z",
};
