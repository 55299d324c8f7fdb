// SPDX-License-Identifier: MIT
// What every route handler checks before it does anything: who sent this, how large it is, what it
// holds.
import "server-only";
import { shopUrl } from "./config";

const bodyBytesMax = 64 * 1024;
/** Vendors send the whole object with its history. */
export const webhookBytesMax = 512 * 1024;
const bodyTimeoutMs = 10_000;

export type BodyResult =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly status: 408 | 413 };

/** Reads the body while counting; stops at the limit instead of holding whatever is sent. */
export async function readBody(request: Request, bytesMax = bodyBytesMax): Promise<BodyResult> {
  if (Number(request.headers.get("content-length") ?? 0) > bytesMax)
    return { ok: false, status: 413 };
  if (request.body === null) return { ok: true, text: "" };
  const reader = request.body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    void reader.cancel();
  }, bodyTimeoutMs);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (late) return { ok: false, status: 408 };
      if (done) return { ok: true, text: Buffer.concat(chunks).toString("utf8") };
      size += value.byteLength;
      if (size > bytesMax) {
        await reader.cancel();
        return { ok: false, status: 413 };
      }
      chunks.push(value);
    }
  } finally {
    clearTimeout(timer);
  }
}

/** True when the request comes from a page of this shop. Browsers cannot forge either header. */
export function isSameOrigin(request: Request): boolean {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin";
  return request.headers.get("origin") === shopUrl;
}

export function isForm(request: Request): boolean {
  return (request.headers.get("content-type") ?? "").startsWith(
    "application/x-www-form-urlencoded",
  );
}

export function isJson(request: Request): boolean {
  return (request.headers.get("content-type") ?? "").startsWith("application/json");
}

/** JSON text to a value; undefined when it is not JSON. Shapes are the engine's business. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
