// SPDX-License-Identifier: MIT
// Stripe's events: signature over the raw text first, then the engine reads the payment again and
// writes. 2xx only after that; anything else makes Stripe send the event once more.
import { stripe as settings } from "@/lib/config";
import { logEvent } from "@/lib/log";
import { refuse } from "@/lib/reply";
import { readBody, webhookBytesMax } from "@/lib/request";
import { stripeClient } from "@/lib/stripe";
import { settleFromDispute, settleFromWebhook } from "@/lib/webhook";

export async function POST(request: Request): Promise<Response> {
  const body = await readBody(request, webhookBytesMax);
  if (!body.ok) return refuse(body.status, "body_refused");
  const signature = request.headers.get("stripe-signature") ?? "";
  let object: Readonly<Record<string, unknown>>;
  try {
    const event = stripeClient().webhooks.constructEvent(
      body.text,
      signature,
      settings.webhookSecret,
    );
    object = event.data.object as unknown as Readonly<Record<string, unknown>>;
  } catch {
    logEvent("webhook_refused", { gateway: "stripe" });
    return refuse(400, "bad_signature");
  }
  // A dispute has metadata of its own, so it names the money alone.
  if (object.object === "dispute") return settleFromDispute("stripe", object.payment_intent);
  const metadata = (object.metadata ?? {}) as Readonly<Record<string, unknown>>;
  const orderId = object.client_reference_id ?? metadata.orderId;
  const sessionId = object.object === "checkout.session" ? object.id : undefined;
  return settleFromWebhook("stripe", orderId, sessionId);
}
