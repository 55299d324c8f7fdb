// SPDX-License-Identifier: MIT
// One request, one JSON answer of bounded size, or a VendorFailure. Redirects are not followed.
import "server-only";
import { isTransient, VendorFailure } from "./vendor-failure";

const timeoutMs = 20_000;
const answerBytesMax = 4_000_000;

export async function fetchJson(url: string, init: RequestInit): Promise<unknown> {
  let response: Response;
  let body: string;
  try {
    response = await fetch(url, {
      ...init,
      cache: "no-store",
      redirect: "error",
      signal: AbortSignal.timeout(timeoutMs),
    });
    body = await response.text();
  } catch {
    throw new VendorFailure(0, null, true);
  }
  if (body.length > answerBytesMax) throw new VendorFailure(0, null, true);
  const value = body === "" ? null : parse(body);
  if (!response.ok) {
    throw new VendorFailure(response.status, value ?? null, isTransient(response.status));
  }
  if (value === undefined) throw new VendorFailure(0, null, true); // garbage is not an answer
  return value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
