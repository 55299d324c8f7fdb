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
  const send = async () =>
    fetchJson(`${paypal.apiHost}${String(command.path)}`, {
      method: String(command.method ?? "GET"),
      headers: {
        Authorization: `Bearer ${await accessToken()}`,
        "Content-Type": "application/json",
        Prefer: "return=representation",
        ...(typeof command.requestId === "string"
          ? { "PayPal-Request-Id": command.requestId }
          : {}),
      },
      ...(command.body === undefined || command.body === null
        ? {}
        : { body: JSON.stringify(command.body) }),
    });
  try {
    return await send();
  } catch (error) {
    if (!(error instanceof VendorFailure) || error.status !== 401) throw error;
    token = null;
    return send();
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

/** PayPal's own check of a webhook: it alone holds the key that signed it. */
export async function payPalVouchesFor(headers: Headers, event: unknown): Promise<boolean> {
  const header = (name: string) => headers.get(`paypal-${name}`) ?? "";
  const answer = (await callPayPal({
    id: "verify",
    kind: "paypal.request",
    method: "POST",
    path: "/v1/notifications/verify-webhook-signature",
    body: {
      auth_algo: header("auth-algo"),
      cert_url: header("cert-url"),
      transmission_id: header("transmission-id"),
      transmission_sig: header("transmission-sig"),
      transmission_time: header("transmission-time"),
      webhook_id: paypal.webhookId,
      webhook_event: event,
    },
  })) as { verification_status?: unknown } | null;
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
