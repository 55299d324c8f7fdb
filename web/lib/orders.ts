// SPDX-License-Identifier: MIT
// This browser's orders, read through the engine's workflow with the keys from its cookie.
import "server-only";
import type { OrderView } from "@vitrine/engine";
import { orderIdOf, readOrderKeys } from "./cookies";
import { runWorkflow, valueOf, type OrderKey } from "./workflow";

export type OrderAnswer =
  | { readonly kind: "order"; readonly order: OrderView }
  | { readonly kind: "absent" }
  | { readonly kind: "unavailable" };

/** The key of an order, from this browser's cookie. */
export async function orderKey(hex: string): Promise<OrderKey | null> {
  if (!/^[0-9a-f]{32}$/.test(hex)) return null;
  const id = orderIdOf(hex);
  return (await readOrderKeys()).find((key) => key.id === id) ?? null;
}

export async function viewOrder(key: OrderKey | null): Promise<OrderAnswer> {
  if (key === null) return { kind: "absent" };
  const reply = await runWorkflow("viewOrder", { orderId: key.id, token: key.token });
  const order = valueOf<{ readonly order: OrderView }>(reply)?.order;
  if (order !== undefined) return { kind: "order", order };
  return { kind: reply.status === 404 ? "absent" : "unavailable" };
}

export async function viewMyOrders(): Promise<{ orders: OrderView[]; complete: boolean }> {
  const answers = await Promise.all((await readOrderKeys()).map(viewOrder));
  const orders = answers.flatMap((answer) => (answer.kind === "order" ? [answer.order] : []));
  return { orders, complete: answers.every((answer) => answer.kind !== "unavailable") };
}
