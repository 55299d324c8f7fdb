// SPDX-License-Identifier: MIT
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { OrderUnavailable } from "@/components/order-unavailable";
import { PaymentReturn } from "@/components/payment-return";
import { single, type PageParams } from "@/lib/catalog-url";
import { orderKey, viewOrder } from "@/lib/orders";

export const metadata: Metadata = { title: "Your order", robots: { index: false } };

export default async function Page({
  searchParams,
}: {
  readonly searchParams: Promise<PageParams>;
}) {
  const answer = await viewOrder(await orderKey(single((await searchParams).order) ?? ""));
  if (answer.kind === "absent") notFound();
  if (answer.kind === "unavailable") return <OrderUnavailable />;
  return (
    <div className="page py-8 sm:py-12">
      <PaymentReturn initial={answer.order} />
    </div>
  );
}
