// SPDX-License-Identifier: MIT
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { LiveOrder } from "@/components/live-order";
import { OrderUnavailable } from "@/components/order-unavailable";
import { ProblemNotice } from "@/components/problem-notice";
import { single, type PageParams } from "@/lib/catalog-url";
import { orderKey, viewOrder } from "@/lib/orders";
import { formatMoment } from "@/lib/text";

export const metadata: Metadata = { title: "Order", robots: { index: false } };

interface PageProps {
  readonly params: Promise<{ readonly id: string }>;
  readonly searchParams: Promise<PageParams>;
}

export default async function Page({ params, searchParams }: PageProps) {
  const query = await searchParams;
  const answer = await viewOrder(await orderKey((await params).id));
  if (answer.kind === "absent") notFound();
  if (answer.kind === "unavailable") return <OrderUnavailable />;
  const { order } = answer;
  return (
    <div className="page py-8 sm:py-12">
      <header className="mb-8">
        <p className="text-muted">
          Ordered <time dateTime={order.placedAt}>{formatMoment(order.placedAt)}</time>
        </p>
        <h1 className="title text-4xl sm:text-5xl">
          Order <span className="whitespace-nowrap">{order.number}</span>
        </h1>
      </header>
      <ProblemNotice code={single(query.problem)} />
      <LiveOrder initial={order} />
    </div>
  );
}
