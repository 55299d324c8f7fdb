// SPDX-License-Identifier: MIT
// Placing an order. JSON comes from the engine in the page, a form from a browser without
// JavaScript whose lines are in its cookie; both become the same untrusted request, which the
// engine judges.
import {
  addOrderKeys,
  clearDraft,
  readCart,
  writeDraft,
  type CheckoutDraft,
} from "@/lib/cookies";
import { giveBack, mayTry, peerOf } from "@/lib/limits";
import { viewMyOrders } from "@/lib/orders";
import { answer, json, refuse, seeOther, seePaymentPage, withCookie } from "@/lib/reply";
import { isForm, isJson, isSameOrigin, parseJson, readBody } from "@/lib/request";
import { runWorkflow, type Reply } from "@/lib/workflow";

const reservationMs = 1_800_000;

export async function GET(): Promise<Response> {
  return json({ ok: true, value: await viewMyOrders() });
}

export async function POST(request: Request): Promise<Response> {
  if (!isSameOrigin(request)) return refuse(403, "cross_site");
  if (!isForm(request) && !isJson(request)) return refuse(415, "json_expected");
  const body = await readBody(request);
  if (!body.ok) return refuse(body.status, "body_refused");
  const peer = peerOf(request);
  if (!mayTry(`order ${peer}`, 60, 600_000)) return refuse(429, "rate_limited");
  if (isJson(request)) {
    const reply = await place(peer, parseJson(body.text) ?? null);
    return withOrders(answer(reply), reply);
  }
  const form = new URLSearchParams(body.text);
  const reply = await place(peer, await requestOf(form));
  if (reply.status < 300 && reply.redirect !== null) {
    return withCookie(await withOrders(seePaymentPage(reply.redirect), reply), clearDraft());
  }
  return withCookie(seeOther("/checkout#problems"), writeDraft(draftOf(form, reply)));
}

/** An unpaid order holds its goods for half an hour: so long counts what a visitor has placed. */
async function place(peer: string, request: unknown): Promise<Reply> {
  const placed = `placed ${peer}`;
  if (!mayTry(placed, 60, reservationMs)) return rateLimited;
  const reply = await runWorkflow("placeOrder", request);
  if (reply.status !== 201) giveBack(placed);
  return reply;
}

const rateLimited: Reply = {
  status: 429,
  body: { ok: false, error: { code: "rate_limited" } },
  redirect: null,
  orders: [],
  retryAfterSeconds: reservationMs / 1000,
};

async function withOrders(response: Response, reply: Reply): Promise<Response> {
  return reply.orders.length === 0
    ? response
    : withCookie(response, await addOrderKeys(reply.orders));
}

async function requestOf(form: URLSearchParams): Promise<unknown> {
  const field = (name: string) => (form.get(name) ?? "").slice(0, 300);
  const optional = (name: string) => (field(name) === "" ? {} : { [name]: field(name) });
  const cart = await readCart();
  const total = field("agreedTotalMinor");
  return {
    idempotencyKey: field("idempotencyKey"),
    lines: cart.lines,
    ...(cart.couponCode ? { couponCode: cart.couponCode } : {}),
    email: field("email"),
    name: field("name"),
    address: {
      name: field("name"),
      line1: field("line1"),
      ...optional("line2"),
      postalCode: field("postalCode"),
      city: field("city"),
      ...optional("region"),
      country: field("country"),
      ...optional("phone"),
    },
    shippingMethodId: field("shippingMethodId"),
    gateway: field("gateway"),
    agreedTotalMinor: /^\d{1,15}$/.test(total) ? Number(total) : total,
    agreedCurrency: field("agreedCurrency"),
  };
}

const kept = [
  "email",
  "name",
  "line1",
  "line2",
  "postalCode",
  "city",
  "region",
  "country",
  "phone",
  "shippingMethodId",
  "gateway",
] as const;

/** What the page needs of an error to say its sentence. */
function shortError(error: CheckoutDraft["errors"][number]): CheckoutDraft["errors"][number] {
  const { code, field, limit } = error;
  return { code, field, ...(limit == null ? {} : { limit }) };
}

function draftOf(form: URLSearchParams, reply: Reply) {
  const body = reply.body as { errors?: unknown; error?: unknown } | null;
  const errors = Array.isArray(body?.errors) ? body.errors : body?.error ? [body.error] : [];
  return {
    fields: Object.fromEntries(kept.map((name) => [name, (form.get(name) ?? "").slice(0, 300)])),
    errors: errors.slice(0, 12).map(shortError),
    quoteChanged: (reply.body as { quote?: unknown } | null)?.quote !== undefined,
    ...(reply.status < 500
      ? {}
      : { idempotencyKey: (form.get("idempotencyKey") ?? "").slice(0, 64) }),
  };
}
