// SPDX-License-Identifier: MIT
// Stripe through its own package; the engine names method, path, parameters and idempotency key.
import "server-only";
import Stripe from "stripe";
import type { Command } from "@vitrine/engine/server";
import { stripe as settings } from "./config";
import { isTransient, VendorFailure } from "./vendor-failure";

let client: Stripe | null = null;

export function stripeClient(): Stripe {
  const host = settings.apiHost;
  client ??= new Stripe(settings.secretKey || "sk_absent", {
    maxNetworkRetries: 0, // the engine decides on retries, with the same key
    timeout: 20_000,
    telemetry: false,
    ...(host === null
      ? {}
      : {
          host: host.hostname,
          port: host.port || (host.protocol === "https:" ? 443 : 80),
          protocol: host.protocol === "https:" ? "https" : "http",
        }),
  });
  return client;
}

export async function callStripe(command: Command): Promise<unknown> {
  const method = String(command.method ?? "GET").toUpperCase();
  const params = (command.params ?? {}) as Record<string, unknown>;
  const path = method === "POST" ? String(command.path) : withQuery(String(command.path), params);
  try {
    const answer = await stripeClient().rawRequest(
      method,
      path,
      method === "POST" ? params : undefined,
      typeof command.idempotencyKey === "string" && method === "POST"
        ? { idempotencyKey: command.idempotencyKey }
        : {},
    );
    return JSON.parse(JSON.stringify(answer)) as unknown;
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw new VendorFailure(0, null, true);
    const status = error.statusCode ?? 0;
    throw new VendorFailure(status, error.raw ?? null, isTransient(status));
  }
}

function withQuery(path: string, params: Readonly<Record<string, unknown>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (Array.isArray(value))
      value.forEach((one, index) => query.append(`${name}[${index}]`, String(one)));
    else query.append(name, String(value));
  }
  const tail = query.toString();
  return tail === "" ? path : `${path}?${tail}`;
}
