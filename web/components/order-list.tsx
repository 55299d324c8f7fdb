// SPDX-License-Identifier: MIT
import type { OrderView } from "@vitrine/engine";
import { formatMoney } from "@/lib/money";
import { formatDay, orderStatusNames } from "@/lib/text";
import { ChevronIcon, PackageIcon } from "./icons";
import { Picture } from "./picture";

export function OrderList({ orders }: { readonly orders: readonly OrderView[] }) {
  if (orders.length === 0) {
    return (
      <div className="card flex flex-col items-center gap-4 p-10 text-center">
        <span className="grid size-16 place-items-center rounded-full bg-sunken text-muted">
          <PackageIcon className="size-7" />
        </span>
        <p className="title text-2xl">No orders from this browser yet</p>
        <a href="/catalog" className="button button-primary">
          See all products
        </a>
      </div>
    );
  }
  return (
    <ul className="space-y-4">
      {orders.map((order) => (
        <li
          key={order.id}
          className="card relative flex items-center gap-4 p-4 hover:border-line-strong sm:gap-6 sm:p-5"
        >
          <div className="flex -space-x-6">
            {order.lines.slice(0, 2).map((line) => (
              <Picture
                key={line.sku}
                image={line.image}
                sizes="64px"
                decorative
                className="size-16 rounded-lg border-2 border-surface object-cover"
              />
            ))}
          </div>
          <div className="min-w-0 flex-1">
            <h2 className="font-semibold">
              <a
                href={`/orders/${order.id.replace(/^order\./, "")}`}
                className="after:absolute after:inset-0"
              >
                {orderStatusNames[order.status] ?? order.status}
              </a>
            </h2>
            <p className="text-sm text-muted">
              <span className="whitespace-nowrap">{order.number}</span>,{" "}
              <span className="whitespace-nowrap">{formatDay(order.placedAt)}</span>
            </p>
          </div>
          <p className="font-medium tabular-nums">{formatMoney(order.total)}</p>
          <ChevronIcon className="size-4 text-muted" />
        </li>
      ))}
    </ul>
  );
}
