// SPDX-License-Identifier: MIT
// The cart of a browser without JavaScript: a form comes in, the engine changes the lines, a
// cookie goes out. GET hands the lines to the engine in the page, which then adopts them.
import type { CartChange } from "@vitrine/engine/server";
import { readCatalog } from "@/lib/catalog";
import { clearCart, readCart, writeCart } from "@/lib/cookies";
import { json, refuse, seeOther, withCookie } from "@/lib/reply";
import { isForm, isSameOrigin, readBody } from "@/lib/request";
import { withSkus } from "@/lib/shop-pages";
import type { Spoken } from "@/lib/text";

export async function GET(): Promise<Response> {
  return json(await readCart());
}

export async function POST(request: Request): Promise<Response> {
  if (!isSameOrigin(request)) return refuse(403, "cross_site");
  if (!isForm(request)) return refuse(415, "form_expected");
  const body = await readBody(request);
  if (!body.ok) return refuse(body.status, "body_refused");
  const form = new URLSearchParams(body.text);
  const back = form.get("back") ?? "/cart";
  const change = changeOf(form);
  const copy = await readCatalog();
  if (change === null) return refuse(422, "unknown_intent");
  if (change.kind === "clear") return clearCart().reduce(withCookie, seeOther(back));
  if (copy === null) return seeOther(`${back}?problem=catalog_unavailable`);
  const cart = await readCart();
  const skus = [...cart.lines.map(({ sku }) => sku), ...("sku" in change ? [change.sku] : [])];
  const changed = await withSkus(copy, skus, (catalog) => catalog.changeCart(cart, change));
  if (!changed.ok) return seeOther(withProblem(back, changed.error));
  const cookies = writeCart(changed.value);
  if (cookies === null) return seeOther(withProblem(back, { code: "cart_full" }));
  return cookies.reduce(withCookie, seeOther(change.kind === "add" ? "/cart?added=1" : back));
}

function changeOf(form: URLSearchParams): CartChange | null {
  const sku = form.get("variant") ?? form.get("sku") ?? "";
  const quantity = wholeNumber(form.get("to") ?? form.get("quantity"));
  switch (form.get("intent")) {
    case "add":
      return { kind: "add", sku, quantity: quantity ?? 1 };
    case "set":
      return { kind: "set", sku, quantity: quantity ?? -1 };
    case "remove":
      return { kind: "remove", sku };
    case "coupon":
      return { kind: "coupon", code: form.get("code") ?? "" };
    case "clear":
      return { kind: "clear" };
    default:
      return null;
  }
}

/** Digits to a number; anything else is left for the engine to refuse. */
function wholeNumber(text: string | null): number | null {
  if (text === null || text === "") return null;
  return /^\d{1,9}$/.test(text) ? Number(text) : -1;
}

function withProblem(back: string, error: Spoken): string {
  const query = new URLSearchParams({ problem: error.code });
  if (error.limit != null) query.set("limit", String(error.limit));
  return `${back}${back.includes("?") ? "&" : "?"}${query.toString()}`;
}
