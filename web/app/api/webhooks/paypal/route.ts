// SPDX-License-Identifier: MIT
import { paypal } from "@/lib/config";
import { giveBack, mayTry, peerOf } from "@/lib/limits";
import { logEvent } from "@/lib/log";
import { isSigned, payPalVouchesFor } from "@/lib/paypal";
import { refuse } from "@/lib/reply";
import { parseJson, readBody, webhookBytesMax } from "@/lib/request";
import { settleFromDispute, settleFromWebhook } from "@/lib/webhook";

type Fields = Readonly<Record<string, unknown>>;

export async function POST(request: Request): Promise<Response> {
  const body = await readBody(request, webhookBytesMax);
  if (!body.ok) return refuse(body.status, "body_refused");
  const event = parseJson(body.text) as Fields | null | undefined;
  const isComplete = typeof event === "object" && event !== null && isSigned(request.headers);
  if (!isComplete || !paypal.webhookId) return refuse(400, "bad_signature");
  const peer = `paypal webhook ${peerOf(request)}`;
  if (!mayTry(peer, 30, 600_000)) return refuse(429, "rate_limited");
  try {
    if (!(await payPalVouchesFor(request.headers, body.text))) {
      logEvent("webhook_refused", { gateway: "paypal" });
      return refuse(400, "bad_signature");
    }
  } catch {
    return refuse(503, "service_failed"); // PayPal could not be asked: it will send the event again
  }
  giveBack(peer); // only forged events use the limit up: each costs a question to PayPal
  const resource = (event.resource ?? {}) as Fields;
  if (Array.isArray(resource.disputed_transactions)) {
    const [first] = resource.disputed_transactions as (Fields | undefined)[];
    return settleFromDispute("paypal", first?.seller_transaction_id);
  }
  return settleFromWebhook("paypal", orderIdIn(resource), payPalOrderIn(resource));
}

function orderIdIn(resource: Fields): unknown {
  if (resource.custom_id !== undefined) return resource.custom_id;
  const units = resource.purchase_units;
  const unit = (Array.isArray(units) ? units[0] : undefined) as Fields | undefined;
  return unit?.custom_id ?? unit?.reference_id;
}

function payPalOrderIn(resource: Fields): unknown {
  const related = (resource.supplementary_data as { related_ids?: Fields } | undefined)
    ?.related_ids;
  return related?.order_id ?? (Array.isArray(resource.purchase_units) ? resource.id : undefined);
}
