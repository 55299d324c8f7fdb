// SPDX-License-Identifier: MIT
// Answers of route handlers: JSON that is never stored, or a 303 for a form. Redirects of forms
// stay inside the shop, or go to the payment page that the engine named.
import "server-only";
import { shopUrl } from "./config";
import type { Reply } from "./workflow";

const noStore = { "Cache-Control": "private, no-store" } as const;

export function json(body: unknown, status = 200): Response {
  return Response.json(body, { status, headers: noStore });
}

export function refuse(status: number, code: string, field = ""): Response {
  return json({ ok: false, error: { code, field, message: "" } }, status);
}

/** The engine's own answer, as JSON. */
export function answer(reply: Reply): Response {
  const response = json(reply.body, reply.status);
  if (reply.retryAfterSeconds > 0)
    response.headers.set("Retry-After", String(reply.retryAfterSeconds));
  return response;
}

/** A path of this shop; whatever could leave it becomes the home page. */
export function localPath(path: string): string {
  if (!path.startsWith("/") || /[\\\u0000-\u001f]/.test(path)) return "/";
  const url = new URL(path, shopUrl);
  const inside = url.origin === shopUrl && !url.pathname.startsWith("//");
  return inside ? url.pathname + url.search + url.hash : "/";
}

export function seeOther(path: string): Response {
  return new Response(null, { status: 303, headers: { ...noStore, Location: localPath(path) } });
}

export function seePaymentPage(url: string): Response {
  return new Response(null, { status: 303, headers: { ...noStore, Location: url } });
}

export function withCookie(response: Response, cookie: string): Response {
  response.headers.append("Set-Cookie", cookie);
  return response;
}
