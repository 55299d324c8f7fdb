// SPDX-License-Identifier: MIT
// PayPal through fetch: its own server package would triple the dependencies. The token is shared,
// renewed before it expires and forgotten when refused.
import "server-only";
import type { Command } from "@vitrine/engine/server";
import { paypal } from "./config";
import { fetchJson } from "./fetch-json";
import { VendorFailure } from "./vendor-failure";

let token: { value: string; until: number } | null = null;
let pendingToken: Promise<string> | null = null;

export async function callPayPal(command: Command): Promise<unknown> {
  const method = String(command.method ?? "GET");
  const body = command.body ?? null;
  const requestId = typeof command.requestId === "string" ? command.requestId : null;
  return send(method, String(command.path), body && JSON.stringify(body), requestId);
}

async function send(
  method: string,
  path: string,
  body: string | null,
  requestId: string | null = null,
): Promise<unknown> {
  const attempt = async () =>
    fetchJson(`${paypal.apiHost}${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${await accessToken()}`,
        "Content-Type": "application/json",
        Prefer: "return=representation",
        ...(requestId === null ? {} : { "PayPal-Request-Id": requestId }),
      },
      body,
    });
  try {
    return await attempt();
  } catch (error) {
    if (!(error instanceof VendorFailure) || error.status !== 401) throw error;
    token = null;
    return attempt();
  }
}

const signatureHeaders = [
  "paypal-auth-algo",
  "paypal-cert-url",
  "paypal-transmission-id",
  "paypal-transmission-sig",
  "paypal-transmission-time",
];

/** Whether there is anything to ask PayPal about. */
export function isSigned(headers: Headers): boolean {
  return signatureHeaders.every((name) => headers.get(name));
}

/**
 * PayPal's own check of a webhook: it alone holds the key that signed it. The signature covers the
 * checksum of the event's bytes, so they are sent back as they came, not decoded and encoded again
 * (github.com/paypal/PayPal-node-SDK issues 294 and 412).
 */
export async function payPalVouchesFor(headers: Headers, event: string): Promise<boolean> {
  const header = (name: string) => headers.get(`paypal-${name}`) ?? "";
  const claim = JSON.stringify({
    auth_algo: header("auth-algo"),
    cert_url: header("cert-url"),
    transmission_id: header("transmission-id"),
    transmission_sig: header("transmission-sig"),
    transmission_time: header("transmission-time"),
    webhook_id: paypal.webhookId,
  });
  const path = "/v1/notifications/verify-webhook-signature";
  const text = `${claim.slice(0, -1)},"webhook_event":${event}}`;
  const answer = (await send("POST", path, text)) as { verification_status?: unknown } | null;
  return answer?.verification_status === "SUCCESS";
}

async function accessToken(): Promise<string> {
  if (token !== null && Date.now() < token.until) return token.value;
  pendingToken ??= requestToken().finally(() => {
    pendingToken = null;
  });
  return pendingToken;
}

async function requestToken(): Promise<string> {
  const credentials = Buffer.from(`${paypal.clientId}:${paypal.clientSecret}`).toString("base64");
  const answer = (await fetchJson(`${paypal.apiHost}/v1/oauth2/token`, {
    method: "POST",
    headers: {
      Authorization: `Basic ${credentials}`,
      "Content-Type": "application/x-www-form-urlencoded",
    },
    body: "grant_type=client_credentials",
  })) as { access_token?: unknown; expires_in?: unknown } | null;
  if (typeof answer?.access_token !== "string") throw new VendorFailure(0, null, true);
  const seconds = typeof answer.expires_in === "number" ? answer.expires_in : 300;
  token = { value: answer.access_token, until: Date.now() + Math.max(seconds - 60, 0) * 1000 };
  return token.value;
}
