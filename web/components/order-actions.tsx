// SPDX-License-Identifier: MIT
import type { OrderView } from "@vitrine/engine";
import { formatMoney } from "@/lib/money";
import { formatMoment, sentenceFor } from "@/lib/text";
import { SubmitButton } from "./submit-button";

/** Plain forms: paying again and cancelling are decided by the server alone. */
export function OrderActions({ order }: { readonly order: OrderView }) {
  if (!order.canPay && !order.canCancel) return null;
  const path = `/api/orders/${order.id.replace(/^order\./, "")}`;
  const { failure } = order.payment;
  return (
    <section aria-label="What you can do" className="space-y-4 print:hidden">
      {failure !== null && (
        <p role="alert" className="rounded-xl bg-bad-soft p-4 font-medium text-bad">
          {sentenceFor(failure)}
        </p>
      )}
      {order.canPay && order.expiresAt !== null && (
        <p className="text-muted">
          We keep these products for you until {formatMoment(order.expiresAt)}.
        </p>
      )}
      <div className="flex flex-wrap gap-3">
        {order.canPay && (
          <>
            <form method="post" action={`${path}/pay`}>
              <input type="hidden" name="gateway" value={order.payment.gateway} />
              <SubmitButton className="button button-primary">
                Pay {formatMoney(order.total)}
              </SubmitButton>
            </form>
            <form method="post" action={`${path}/pay`}>
              <input
                type="hidden"
                name="gateway"
                value={order.payment.gateway === "stripe" ? "paypal" : "stripe"}
              />
              <SubmitButton className="button button-quiet">
                Pay {order.payment.gateway === "stripe" ? "with PayPal" : "by card"}
              </SubmitButton>
            </form>
          </>
        )}
        {order.canCancel && (
          <form method="post" action={`${path}/cancel`}>
            <SubmitButton className="button button-quiet">Cancel the order</SubmitButton>
          </form>
        )}
      </div>
    </section>
  );
}
