// SPDX-License-Identifier: MIT
// Codes of the engine to sentences for people: what happened and what to do. Unknown codes stay
// polite.
import type {
  CatalogQuery,
  CategoryView,
  Money,
  PriceRange,
  ShippingMethodView,
} from "@vitrine/engine";
import { formatMoney, formatTyped } from "./money";

/** What a sentence is made of: an error of the engine, or a code from a form's answer. */
export interface Spoken {
  readonly code: string;
  readonly limit?: number | null | undefined;
  readonly amount?: Money | null | undefined;
}

type Sentence = string | ((error: Spoken) => string);

const sentences: Readonly<Record<string, Sentence>> = {
  missing_field: "Fill this in.",
  invalid_value: "Check this field.",
  wrong_type: "Check this field.",
  too_large: "This is too long.",
  variant_not_found: "This product is no longer in the shop.",
  product_not_found: "This product is no longer in the shop.",
  quantity_must_be_positive: "Enter a whole number, 1 or more.",
  quantity_above_limit: (error) => `At most ${error.limit ?? "a few"} of one product in an order.`,
  quantity_above_stock: (error) =>
    error.limit == null ? "There are not that many left." : `Only ${error.limit} left.`,
  out_of_stock: "Sold out. Remove it to go on.",
  line_not_found: "This product is not in the cart any more.",
  cart_empty: "The cart is empty.",
  cart_full: "The cart is full. Place this order first.",
  coupon_unknown: "We do not know this code. Check the spelling.",
  coupon_not_started: "This code is not valid yet.",
  coupon_expired: "This code has expired.",
  coupon_used_up: "This code has been used up.",
  coupon_minimum_not_reached: (error) =>
    error.amount
      ? `This code needs ${formatMoney(error.amount)} in the cart.`
      : "The cart is too small for this code.",
  shipping_method_unknown: "Choose a delivery option.",
  shipping_not_available: "We do not deliver there this way. Choose another option.",
  email_invalid: "Enter an e-mail address such as name@example.org.",
  name_missing: "Enter your full name.",
  address_incomplete: "Fill this in.",
  country_unknown: "We do not deliver to this country yet.",
  postal_code_invalid: "Check the postcode for this country.",
  idempotency_key_invalid: "This form is too old. Reload the page and send it again.",
  idempotency_key_reused:
    "This form was already sent with another cart. Reload the page to order again.",
  total_changed: "Something changed since you saw the total. Check it, then confirm.",
  currency_mismatch: "The currency changed. Check the total, then confirm.",
  order_not_found: "No order matches that number and e-mail address.",
  order_already_paid: "This order is already paid.",
  order_not_payable: "This order can no longer be paid.",
  transition_forbidden: "This order can no longer be changed.",
  gateway_unknown: "Choose how to pay.",
  payment_declined: "The payment was declined. Use another card or another way to pay.",
  payment_mismatch:
    "The payment does not match the order. We are looking into it and will write to you.",
  rate_limited: "Too many tries. Wait ten minutes and try again.",
  revision_conflict: "Many people are shopping right now. Nothing was charged: try again.",
  transport_unavailable: "The shop cannot be reached. Your cart is safe: try again.",
  transport_timeout: "The shop does not answer. Your cart is safe: try again.",
  service_failed: "A service does not answer. Nothing was charged: try again in a moment.",
  answer_unreadable: "The shop's answer could not be read. Try again.",
  catalog_unavailable: "The catalog cannot be read at the moment. Try again shortly.",
};

const unknown = "That did not work. Try again.";

export function sentenceFor(error: Spoken | string): string {
  const known = typeof error === "string" ? { code: error } : error;
  const sentence = sentences[known.code] ?? unknown;
  return typeof sentence === "string" ? sentence : sentence(known);
}

export function isKnownCode(code: string): boolean {
  return Object.hasOwn(sentences, code);
}

export const sortNames: Readonly<Record<string, string>> = {
  relevance: "Best match",
  featured: "Our selection",
  newest: "Newest",
  price_asc: "Price: low to high",
  price_desc: "Price: high to low",
  rating: "Best rated",
  popularity: "Most popular",
  name: "Name: A to Z",
};

/** "€20.00 to €50.00": what was typed, in the currency of the products found. */
export function priceFilterName(
  { priceFrom, priceTo }: CatalogQuery,
  range: PriceRange | null,
): string {
  const amount = (typed: string) => formatTyped(typed, range?.min.currency);
  if (!priceTo) return `From ${amount(priceFrom ?? "")}`;
  return priceFrom ? `${amount(priceFrom)} to ${amount(priceTo)}` : `Up to ${amount(priceTo)}`;
}

export const badgeNames: Readonly<Record<string, string>> = {
  new: "New",
  sale: "Sale",
  sold_out: "Sold out",
  bestseller: "Bestseller",
};

export const orderStatusNames: Readonly<Record<string, string>> = {
  awaiting_payment: "Waiting for payment",
  paid: "Paid",
  fulfilling: "Being packed",
  shipped: "On its way",
  delivered: "Delivered",
  cancelled: "Cancelled",
  expired: "Expired",
  refund_pending: "Refund under way",
  refunded: "Refunded",
  disputed: "Disputed",
};

/** What a status means for the shopper, where its name alone leaves that open. */
export const orderStatusTexts: Readonly<Record<string, string>> = {
  cancelled: "Nothing more happens with this order. What was paid comes back by itself.",
  expired: "It was not paid in time. Nothing was charged, and the products are free again.",
  refund_pending: "The money is on its way back. That takes a few days with most banks.",
  refunded: "The money went back the way it came. Banks take a few days to show it.",
  disputed: "Your bank asks about this payment. We answer it and write to you.",
};

export const shipmentStatusNames: Readonly<Record<string, string>> = {
  label_requested: "Being prepared",
  label_created: "Ready for the carrier",
  in_transit: "On its way",
  out_for_delivery: "Out for delivery today",
  available_for_pickup: "Ready for pick-up",
  delivery_attempted: "Delivery was tried",
  delivered: "Delivered",
  exception: "Delayed: the carrier reports a problem",
  returning: "On its way back",
  returned: "Came back to us",
  failed: "Could not be delivered",
  cancelled: "Cancelled",
  expired: "No news from the carrier",
  unknown: "On its way",
};

const countryNames = new Intl.DisplayNames(["en"], { type: "region" });

export function countryName(code: string): string {
  try {
    return countryNames.of(code) ?? code;
  } catch {
    return code;
  }
}

const dayFormat = new Intl.DateTimeFormat("en-IE", {
  weekday: "short",
  day: "numeric",
  month: "short",
  timeZone: "Europe/Berlin",
});
const momentFormat = new Intl.DateTimeFormat("en-IE", {
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
  timeZone: "Europe/Berlin",
});

export function formatDay(at: string): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? "" : dayFormat.format(date);
}
export function formatMoment(at: string): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? "" : momentFormat.format(date);
}

export function deliverySentence(method: ShippingMethodView): string {
  const { minDays, maxDays } = method;
  const days = minDays === maxDays ? `${maxDays}` : `${minDays} to ${maxDays}`;
  return `Delivered in ${days} working ${maxDays === 1 ? "day" : "days"}`;
}

/** Discounts and surcharges; delivery and tax have rows of their own. */
export function ownRows<T extends { readonly rule: string }>(
  adjustments: readonly T[],
): readonly T[] {
  return adjustments.filter(({ rule }) => !/^(?:shipping|tax):/.test(rule));
}

/** What a page of the catalog is about; `category` is the one that it is narrowed to. */
export function catalogTitle(query: CatalogQuery, category: CategoryView | undefined): string {
  if (query.text) return `Results for “${query.text}”`;
  return category?.title ?? "All products";
}

/** "1 product", "12 products". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

const carrierNames: Readonly<Record<string, string>> = {
  ups: "UPS",
  usps: "USPS",
  stamps_com: "USPS",
  dhl: "DHL",
  dhl_express: "DHL Express",
  fedex: "FedEx",
  dpd: "DPD",
  gls: "GLS",
  hermes: "Hermes",
  postnl: "PostNL",
  postnord: "PostNord",
};

export function carrierName(code: string): string {
  return carrierNames[code.toLowerCase()] ?? code;
}
