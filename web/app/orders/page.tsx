// SPDX-License-Identifier: MIT
import type { Metadata } from "next";
import { OrderList } from "@/components/order-list";
import { viewMyOrders } from "@/lib/orders";

export const metadata: Metadata = { title: "Your orders", robots: { index: false } };

export default async function Page() {
  const { orders, complete } = await viewMyOrders();
  return (
    <div className="page max-w-4xl py-8 sm:py-12">
      <h1 className="title mb-6 text-4xl sm:text-5xl">Your orders</h1>
      {!complete && (
        <p role="alert" className="mb-6 rounded-xl bg-bad-soft p-4 font-medium text-bad">
          Some orders cannot be read right now. They are safe: try again in a minute.
        </p>
      )}
      <OrderList orders={orders} />
      <p className="mt-10 text-muted">
        Ordered in another browser?{" "}
        <a href="/orders/lookup" className="link">
          Find it by number and e-mail
        </a>
        .
      </p>
    </div>
  );
}
