// SPDX-License-Identifier: MIT
// The one place that turns minor units into text. It shifts the decimal point as text: no
// arithmetic.
import type { Money } from "@vitrine/engine";

const locale = "en-IE";
const formats = new Map<string, Intl.NumberFormat>();

function formatOf(currency: string): Intl.NumberFormat {
  const known = formats.get(currency);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat(locale, { style: "currency", currency });
  formats.set(currency, made);
  return made;
}

/** "4900" EUR to "€49.00". */
export function formatMoney(money: Money): string {
  return formatOf(money.currency).format(decimalText(money) as Intl.StringNumericLiteral);
}

/** "49" or "49,5", as a shopper typed it, to "€49.00"; as it is where no currency is known. */
export function formatTyped(typed: string, currency: string | undefined): string {
  const decimal = typed.replace(/,(?=\d{1,2}$)/, ".");
  if (currency === undefined || !/^\d+(?:\.\d+)?$/.test(decimal)) return typed;
  return formatOf(currency).format(decimal as Intl.StringNumericLiteral);
}

/** "49.00", as schema.org and number fields want it. */
export function decimalText(money: Money): string {
  const digits = formatOf(money.currency).resolvedOptions().maximumFractionDigits ?? 2;
  const negative = money.amountMinor < 0;
  const text = String(money.amountMinor)
    .replace("-", "")
    .padStart(digits + 1, "0");
  const split = text.length - digits;
  const decimal = digits === 0 ? text : `${text.slice(0, split)}.${text.slice(split)}`;
  return negative ? `-${decimal}` : decimal;
}
