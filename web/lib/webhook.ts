// SPDX-License-Identifier: MIT
import "server-only";
import { answer, json } from "./reply";
import { runWorkflow } from "./workflow";

/** A verified event names an order; the engine finds out what is true and writes it. */
export async function settleFromWebhook(
  gateway: "stripe" | "paypal",
  orderId: unknown,
  sessionId: unknown,
): Promise<Response> {
  if (typeof orderId !== "string" || orderId === "") return json({ received: true, used: false });
  const reply = await runWorkflow("settle", {
    orderId,
    gateway,
    ...(typeof sessionId === "string" ? { sessionId } : {}),
  });
  return answer(reply); // anything but a 2xx makes the gateway send the event again
}

/** The order is found by its captured money. Money of somebody else's is none of the shop's. */
export async function settleFromDispute(
  gateway: "stripe" | "paypal",
  reference: unknown,
): Promise<Response> {
  const isNamed = typeof reference === "string" && reference !== "";
  const reply = isNamed ? await runWorkflow("settle", { reference, gateway }) : null;
  if (reply === null || reply.status === 404) return json({ received: true, used: false });
  return answer(reply);
}
