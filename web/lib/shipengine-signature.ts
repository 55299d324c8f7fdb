// SPDX-License-Identifier: MIT
// ShipEngine signs "timestamp.body" with RSA-SHA256; its public keys are a JWKS. Keys are kept,
// and fetched once more when an unknown key id appears, at most every ten seconds.
import "server-only";
import { createPublicKey, verify, type JsonWebKey, type KeyObject } from "node:crypto";
import { shipengine } from "./config";
import { fetchJson } from "./fetch-json";

const toleranceMs = 5 * 60_000;
const refetchAfterMs = 10_000;
let keys: Promise<ReadonlyMap<string, KeyObject>> | null = null;
let fetchedAt = 0;

export type Verdict = "genuine" | "forged" | "stale" | "missing";

export async function judgeShipEngine(headers: Headers, rawBody: string): Promise<Verdict> {
  const keyId = headers.get("x-shipengine-rsa-sha256-key-id");
  const signature = headers.get("x-shipengine-rsa-sha256-signature");
  const timestamp = headers.get("x-shipengine-timestamp");
  if (keyId === null || signature === null || timestamp === null) return "missing";
  const signedAt = Date.parse(timestamp);
  if (!(Math.abs(Date.now() - signedAt) <= toleranceMs)) return "stale";
  const key = await publicKey(keyId);
  if (key === undefined) return "forged";
  const signed = Buffer.from(`${timestamp}.${rawBody}`);
  return verify("RSA-SHA256", signed, key, Buffer.from(signature, "base64")) ? "genuine" : "forged";
}

async function publicKey(keyId: string): Promise<KeyObject | undefined> {
  const known = (await keys)?.get(keyId);
  if (known !== undefined) return known;
  if (keys === null || Date.now() - fetchedAt > refetchAfterMs) {
    fetchedAt = Date.now();
    // Shared by all who wait for it; after a failure the next event asks again.
    keys = fetchKeys().catch((error: unknown) => {
      keys = null;
      throw error;
    });
  }
  return (await keys)?.get(keyId);
}

async function fetchKeys(): Promise<ReadonlyMap<string, KeyObject>> {
  const answer = (await fetchJson(`${shipengine.apiHost}/jwks`, {})) as { keys?: unknown } | null;
  const list = Array.isArray(answer?.keys)
    ? (answer.keys as (JsonWebKey & { kid?: string })[])
    : [];
  return new Map(list.slice(0, 20).flatMap((jwk) => (jwk.kid ? [[jwk.kid, importKey(jwk)]] : [])));
}

function importKey(jwk: JsonWebKey): KeyObject {
  return createPublicKey({ key: jwk, format: "jwk" });
}
