// SPDX-License-Identifier: MIT
"use client";

import { Dialog } from "@base-ui/react/dialog";
import type { CartView } from "@vitrine/engine";
import { useCart } from "@vitrine/engine/react";
import { formatMoney } from "@/lib/money";
import { CartLines } from "./cart-lines";
import { EmptyCart } from "./empty-cart";
import { FreeShipping } from "./free-shipping";
import { PanelHeader } from "./panel-header";
import { ShopLink } from "./shop-link";
import { useFeedback } from "./shop-provider";
import { Unpriced, useIsPriced } from "./unpriced";

export function CartDrawer() {
  const { cartOpen, setCartOpen } = useFeedback();
  const cart = useCart();
  const priced = useIsPriced();
  return (
    <Dialog.Root open={cartOpen} onOpenChange={setCartOpen}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-[#14110d]/50 transition-opacity duration-200 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Dialog.Popup
          onClick={(event) => {
            if ((event.target as Element).closest("a") !== null) setCartOpen(false);
          }}
          className="fixed inset-y-0 right-0 z-50 flex w-full max-w-md flex-col bg-surface shadow-2xl outline-none transition-transform duration-300 ease-out-soft data-ending-style:translate-x-full data-starting-style:translate-x-full"
        >
          <PanelHeader title="Cart" closeLabel="Close cart" />
          {cart === undefined || (cart.lines.length === 0 && cart.undo === null) ? (
            <div className="flex-1 overflow-y-auto p-5">
              <EmptyCart />
            </div>
          ) : (
            <>
              <div className="flex-1 overflow-y-auto overscroll-contain px-5">
                <CartLines cart={cart} compact />
              </div>
              <footer className="space-y-3 border-t border-line p-5">
                {priced ? <DrawerTotal cart={cart} /> : <Unpriced />}
                <div className="grid grid-cols-2 gap-3">
                  <ShopLink href="/cart" prefetch={false} className="button button-quiet">
                    View cart
                  </ShopLink>
                  <ShopLink href="/checkout" prefetch={false} className="button button-primary">
                    Checkout
                  </ShopLink>
                </div>
              </footer>
            </>
          )}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function DrawerTotal({ cart }: { readonly cart: CartView }) {
  return (
    <>
      <FreeShipping cart={cart} />
      <p className="flex items-baseline justify-between text-lg font-semibold">
        <span>Total</span>
        <span className="tabular-nums">{formatMoney(cart.total)}</span>
      </p>
      <p className="text-sm text-muted">
        {cart.taxIncluded ? "Including VAT" : "Including tax"} and{" "}
        {cart.shipping.amountMinor === 0 ? "free" : formatMoney(cart.shipping)} delivery
      </p>
    </>
  );
}
