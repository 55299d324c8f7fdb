// SPDX-License-Identifier: MIT
import "server-only";
import { json } from "./reply";
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
  // An order that does not exist will not exist after a retry either.
  if (reply.status < 300 || reply.status === 404) return json({ received: true });
  return json({ received: false }, reply.status >= 500 ? 503 : reply.status);
}
