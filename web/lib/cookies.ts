// SPDX-License-Identifier: MIT
// The shop's cookies. `cart` holds what was put in without JavaScript (skus, quantities, a code:
// never a price), `orders` the keys of this browser's orders, `draft` a refused checkout form
// until it is corrected.
import "server-only";
import { cookies } from "next/headers";
import type { CartInput, CartLineInput } from "@vitrine/engine";
import { cookiesAreSecure } from "./config";
import type { OrderKey } from "./workflow";

const prefix = cookiesAreSecure ? "__Host-" : "";
const names = {
  cart: `${prefix}vitrine_cart`,
  orders: `${prefix}vitrine_orders`,
  draft: `${prefix}vitrine_draft`,
} as const;

/**
 * Readable by scripts, says only that a cart cookie exists; the page then adopts it into the
 * engine.
 */
export const cartMarker = "vitrine_cart_kept";

/** Browsers drop a larger cookie without a word. */
const cookieBytesMax = 4096;

const day = 24 * 60 * 60;
const ordersMax = 20;

function cookie(name: string, value: string, maxAge: number, readable = false): string {
  const secure = cookiesAreSecure ? "; Secure" : "";
  const hidden = readable ? "" : "; HttpOnly";
  return `${name}=${encodeURIComponent(value)}; Path=/; Max-Age=${maxAge}; SameSite=Lax${hidden}${secure}`;
}

function fits(name: string, value: string, bytesMax = cookieBytesMax): boolean {
  return name.length + 1 + encodeURIComponent(value).length <= bytesMax;
}

async function readJson(name: string): Promise<unknown> {
  const value = (await cookies()).get(name)?.value;
  if (value === undefined || value.length > 4096) return null;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return null;
  }
}

export async function readCart(): Promise<CartInput> {
  const value = (await readJson(names.cart)) as { lines?: unknown; coupon?: unknown } | null;
  const pairs = Array.isArray(value?.lines) ? value.lines : [];
  const lines = pairs.filter(isPair).map(([sku, quantity]): CartLineInput => ({ sku, quantity }));
  return {
    lines: lines.slice(0, 50),
    ...(typeof value?.coupon === "string" ? { couponCode: value.coupon.slice(0, 64) } : {}),
  };
}

function isPair(value: unknown): value is [string, number] {
  return Array.isArray(value) && typeof value[0] === "string" && Number.isSafeInteger(value[1]);
}

/** The cookies of a cart, or null when it is too long for one. */
export function writeCart(cart: CartInput): string[] | null {
  const lines = cart.lines.map((line) => [line.sku, line.quantity]);
  if (lines.length === 0 && !cart.couponCode) return clearCart();
  const value = JSON.stringify({ lines, ...(cart.couponCode ? { coupon: cart.couponCode } : {}) });
  if (!fits(names.cart, value)) return null;
  return [cookie(names.cart, value, 30 * day), cookie(cartMarker, "1", 30 * day, true)];
}

export function clearCart(): string[] {
  return [cookie(names.cart, "", 0), cookie(cartMarker, "", 0, true)];
}

export async function readOrderKeys(): Promise<readonly OrderKey[]> {
  const value = await readJson(names.orders);
  if (!Array.isArray(value)) return [];
  const tokens = new Map(value.filter(isOrderPair)); // a forged cookie may repeat an order
  const keys = Array.from(tokens, ([hex, token]) => ({ id: orderIdOf(hex), token }));
  return keys.slice(0, ordersMax);
}

function isOrderPair(value: unknown): value is [string, string] {
  return (
    Array.isArray(value) && value.length === 2 && value.every((part) => /^[0-9a-f]{32}$/.test(part))
  );
}

export async function addOrderKeys(added: readonly OrderKey[]): Promise<string> {
  const known = (await readOrderKeys()).filter(
    (key) => !added.some((other) => other.id === key.id),
  );
  const pairs = [...added, ...known].slice(0, ordersMax).map((key) => [hexOf(key.id), key.token]);
  return cookie(names.orders, JSON.stringify(pairs), 180 * day);
}

/** Pages name an order by the hexadecimal part of its document id. */
export function hexOf(orderId: string): string {
  return orderId.replace(/^order\./, "");
}
export function orderIdOf(hex: string): string {
  return `order.${hex}`;
}

export interface CheckoutDraft {
  readonly fields: Readonly<Record<string, string>>;
  readonly errors: readonly {
    readonly code: string;
    readonly field: string;
    readonly limit?: number;
  }[];
  readonly quoteChanged: boolean;
  /** Of an order that may exist already: the form is sent again with the same key. */
  readonly idempotencyKey?: string;
}

/** With room for the errors of all fields that did not fit. */
const draftBytesMax = cookieBytesMax - 900;

export async function readDraft(): Promise<CheckoutDraft | null> {
  return (await readJson(names.draft)) as CheckoutDraft | null;
}
/** A field that is too long for the cookie is left empty and says why. */
export function writeDraft(draft: CheckoutDraft): string {
  let kept: CheckoutDraft = { ...draft, fields: {} };
  for (const [name, value] of Object.entries(draft.fields)) {
    const longer = { ...kept, fields: { ...kept.fields, [name]: value } };
    if (fits(names.draft, JSON.stringify(longer), draftBytesMax)) kept = longer;
    else kept = { ...kept, errors: [...kept.errors, { code: "too_large", field: name }] };
  }
  return cookie(names.draft, JSON.stringify(kept), 15 * 60);
}
export function clearDraft(): string {
  return cookie(names.draft, "", 0);
}
