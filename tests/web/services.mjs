// SPDX-License-Identifier: MIT
// The services behind the shop, in a test's hands: faults, the lake's documents, the shop's log.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { shopUrl } from "./browser.mjs";

export const services = {
  lake: process.env.VITRINE_LAKE_URL,
  pay: process.env.VITRINE_PAY_URL,
  parcel: process.env.VITRINE_PARCEL_URL,
};

/** These tests need the local services, and a shop that was started by `./vitrine test web`. */
export const isLocal = Object.values(services).every(Boolean);

const post = (url, body, token) =>
  fetch(url, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      ...(token ? { Authorization: `Bearer ${token}` } : {}),
    },
    body: JSON.stringify(body),
  });

/** `service` answers wrongly, every time, while `act` runs. */
export async function whileFaulty(service, fault, act) {
  const url = `${services[service]}/__faults`;
  assert.equal((await post(url, { count: -1, ...fault })).status, 200);
  try {
    return await act();
  } finally {
    await fetch(url, { method: "DELETE" });
  }
}

export async function mutate(...mutations) {
  const url = `${services.lake}/v2025-02-19/data/mutate/production`;
  const answer = await post(url, { mutations }, process.env.SANITY_TOKEN);
  assert.equal(answer.status, 200, await answer.text());
}

export async function query(groq) {
  const path = "/v2025-02-19/data/query/production";
  const url = `${services.lake}${path}?query=${encodeURIComponent(groq)}`;
  const headers = { Authorization: `Bearer ${process.env.SANITY_TOKEN}` };
  return (await (await fetch(url, { headers })).json()).result;
}

/** The shop reads the catalog again, and all pages are made anew. */
export async function renewCatalog() {
  const answer = await post(`${shopUrl}/api/revalidate`, {}, process.env.VITRINE_CRON_SECRET);
  assert.equal(answer.status, 200);
  return (await fetch(`${shopUrl}/api/catalog`)).json();
}

/** The events that the shop has logged, oldest first. */
export function logged() {
  const lines = readFileSync(process.env.VITRINE_SHOP_LOG, "utf8").split("\n");
  return lines.filter((line) => line.startsWith("{")).map((line) => JSON.parse(line));
}
