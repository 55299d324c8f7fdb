// SPDX-License-Identifier: MIT
// Everything that the environment decides, read in one place. Server only: no page imports it on
// the client.
import "server-only";

function read(name: string, fallback = ""): string {
  return process.env[name]?.trim() || fallback;
}

function origin(name: string, fallback: string): string {
  return new URL(read(name, fallback)).origin;
}

export const shopUrl = origin("SHOP_URL", `http://127.0.0.1:${read("PORT", "3000")}`);
export const cookiesAreSecure = shopUrl.startsWith("https:");

export const sanity = {
  isConfigured: Boolean(process.env.SANITY_PROJECT_ID ?? process.env.SANITY_API_HOST),
  projectId: read("SANITY_PROJECT_ID", "demo"),
  dataset: read("SANITY_DATASET", "production"),
  apiHost: process.env.SANITY_API_HOST ? origin("SANITY_API_HOST", "") : null,
  token: read("SANITY_TOKEN"),
} as const;

/** Whether pages ask the Content Lake one by one, instead of holding the whole catalog. */
export const catalogIsInLake = read("VITRINE_CATALOG") === "lake";

/** Where the pictures of this dataset are served. */
export const imagesUrl = `${sanity.apiHost ?? "https://cdn.sanity.io"}/images/${sanity.projectId}/${sanity.dataset}`;

export const stripe = {
  secretKey: read("STRIPE_SECRET_KEY"),
  apiHost: process.env.STRIPE_API_HOST ? new URL(origin("STRIPE_API_HOST", "")) : null,
  webhookSecret: read("STRIPE_WEBHOOK_SECRET"),
} as const;

export const paypal = {
  clientId: read("PAYPAL_CLIENT_ID"),
  clientSecret: read("PAYPAL_CLIENT_SECRET"),
  apiHost: origin("PAYPAL_API_HOST", "https://api-m.paypal.com"),
  webhookId: read("PAYPAL_WEBHOOK_ID"),
} as const;

export const shipengine = {
  apiKey: read("SHIPENGINE_API_KEY"),
  apiHost: origin("SHIPENGINE_API_HOST", "https://api.shipengine.com"),
} as const;

export const cronSecret = read("VITRINE_CRON_SECRET");

/** A gateway without a key is not offered. */
export const gateways: readonly ("stripe" | "paypal")[] = [
  ...(stripe.secretKey ? (["stripe"] as const) : []),
  ...(paypal.clientId && paypal.clientSecret ? (["paypal"] as const) : []),
];
