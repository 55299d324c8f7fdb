// SPDX-License-Identifier: MIT
import type { OrderView } from "@vitrine/engine";
import { formatMoney } from "@/lib/money";
import { countryName, ownRows } from "@/lib/text";
import { OrderActions } from "./order-actions";
import { OrderAgain } from "./order-again";
import { OrderSteps } from "./order-steps";
import { Picture } from "./picture";
import { Shipments } from "./shipments";

export function OrderDetails({ order }: { readonly order: OrderView }) {
  return (
    <div className="grid items-start gap-8 lg:grid-cols-[1fr_24rem] lg:gap-14">
      <div className="min-w-0 space-y-8">
        <OrderSteps order={order} />
        {order.canPay && <OrderActions order={order} />}
        <Shipments shipments={order.shipments} />
        {!order.canPay && <OrderActions order={order} />}
        {order.settled && <OrderAgain order={order} />}
      </div>
      <aside aria-label="Order summary" className="card space-y-6 p-5 sm:p-7 lg:sticky lg:top-24">
        <Lines order={order} />
        <OrderTotals order={order} />
        <Address order={order} />
      </aside>
    </div>
  );
}

function Lines({ order }: { readonly order: OrderView }) {
  return (
    <ul className="space-y-4">
      {order.lines.map((line) => (
        <li key={line.sku} className="grid grid-cols-[4rem_1fr_auto] items-center gap-4">
          <Picture
            image={line.image}
            sizes="64px"
            decorative
            className="aspect-square w-full rounded-lg object-cover"
          />
          <div className="min-w-0">
            <p className="font-medium">{line.title}</p>
            {line.optionText !== "" && <p className="text-sm text-muted">{line.optionText}</p>}
          </div>
          <p className="text-right tabular-nums">
            {line.quantity > 1 && <span className="text-muted">{line.quantity} × </span>}
            {formatMoney(line.unitPrice)}
          </p>
        </li>
      ))}
    </ul>
  );
}

function OrderTotals({ order }: { readonly order: OrderView }) {
  const rows = [
    ["Subtotal", order.subtotal],
    ...ownRows(order.adjustments).map(
      (adjustment) => [adjustment.label, adjustment.amount] as const,
    ),
    [order.shippingMethod || "Delivery", order.shipping],
    ...(order.taxIncluded ? [] : [["Tax", order.tax] as const]),
  ] as const;
  return (
    <dl className="space-y-2 border-t border-line pt-5">
      {rows.map(([name, amount]) => (
        <div key={name} className="flex justify-between gap-4">
          <dt>{name}</dt>
          <dd className="tabular-nums">
            {amount === order.shipping && amount.amountMinor === 0 ? "Free" : formatMoney(amount)}
          </dd>
        </div>
      ))}
      <div className="flex justify-between gap-4 border-t border-line pt-3 text-lg font-semibold">
        <dt>Total</dt>
        <dd className="tabular-nums">{formatMoney(order.total)}</dd>
      </div>
      {order.taxIncluded && (
        <div className="flex justify-between text-sm text-muted">
          <dt>Including VAT of</dt>
          <dd className="tabular-nums">{formatMoney(order.tax)}</dd>
        </div>
      )}
      {order.payment.refunded.amountMinor !== 0 && (
        <div className="flex justify-between font-medium text-good">
          <dt>Refunded</dt>
          <dd className="tabular-nums">{formatMoney(order.payment.refunded)}</dd>
        </div>
      )}
    </dl>
  );
}

function Address({ order }: { readonly order: OrderView }) {
  const { shippingAddress: address } = order;
  const lines = [
    address.name,
    address.line1,
    address.line2,
    `${address.postalCode} ${address.city}`,
    address.region,
    countryName(address.country),
  ];
  return (
    <div className="border-t border-line pt-5">
      <h2 className="mb-1 font-semibold">Delivery address</h2>
      <address className="text-muted not-italic">
        {lines
          .filter((line) => line.trim() !== "")
          .map((line, index) => (
            <span key={index} className="block">
              {line}
            </span>
          ))}
      </address>
      <p className="mt-3 text-sm break-words text-muted">News goes to {order.email}</p>
    </div>
  );
}
