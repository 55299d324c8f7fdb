// SPDX-License-Identifier: MIT
import type { CartView } from "@vitrine/engine";
import { formatMoney } from "@/lib/money";
import { sentenceFor } from "@/lib/text";
import { Totals } from "./cart-summary";
import { Picture } from "./picture";
import { ShopLink } from "./shop-link";

export function CheckoutSummary({ quote }: { readonly quote: CartView }) {
  return (
    <div className="space-y-5">
      <ul className="space-y-4">
        {quote.lines.map((line) => (
          <li key={line.sku} className="grid grid-cols-[4rem_1fr_auto] items-center gap-4">
            <Picture
              image={line.image}
              sizes="64px"
              decorative
              className="aspect-square w-full rounded-lg object-cover"
            />
            <div className="min-w-0">
              <p className="font-medium">{line.title}</p>
              <p className="text-sm text-muted">
                {line.optionText !== "" && <>{line.optionText}, </>}quantity {line.quantity}
              </p>
              {line.problem !== null && (
                <p role="alert" className="text-sm font-medium text-bad">
                  {sentenceFor(line.problem)}
                </p>
              )}
            </div>
            <p className="tabular-nums">{formatMoney(line.subtotal)}</p>
          </li>
        ))}
      </ul>
      <div className="border-t border-line pt-5">
        <Totals cart={quote} />
      </div>
      <ShopLink
        href="/cart"
        prefetch={false}
        className="link inline-flex min-h-11 items-center text-sm"
      >
        Change the cart
      </ShopLink>
    </div>
  );
}
