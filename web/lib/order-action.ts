// SPDX-License-Identifier: MIT
// "Pay" and "cancel": the two things that an owner may ask of an order, as a form or as JSON.
import "server-only";
import { hexOf } from "./cookies";
import { mayTry, peerOf } from "./limits";
import { orderKey } from "./orders";
import { answer, refuse, seeOther, seePaymentPage } from "./reply";
import { isForm, isJson, isSameOrigin, parseJson, readBody } from "./request";
import { runWorkflow } from "./workflow";

export async function orderAction(
  request: Request,
  id: string,
  kind: "payAgain" | "cancel",
): Promise<Response> {
  if (!isSameOrigin(request)) return refuse(403, "cross_site");
  if (!isForm(request) && !isJson(request)) return refuse(415, "json_expected");
  const body = await readBody(request);
  if (!body.ok) return refuse(body.status, "body_refused");
  const key = await orderKey(hexOf(id));
  if (key === null) return refuse(404, "order_not_found");
  // By the key that is claimed: who only knows the order's id does not use up its owner's tries.
  const isCalm = mayTry(`${kind} ${peerOf(request)}`, 30, 600_000);
  if (!isCalm || !mayTry(`${kind} ${key.id} ${key.token}`, 5, 600_000))
    return refuse(429, "rate_limited");
  const gateway = gatewayOf(request, body.text);
  const reply = await runWorkflow(kind, {
    orderId: key.id,
    token: key.token,
    ...(kind === "payAgain" && gateway !== null ? { gateway } : {}),
  });
  if (isJson(request)) return answer(reply);
  if (reply.redirect !== null) return seePaymentPage(reply.redirect);
  const code = (reply.body as { error?: { code?: unknown } } | null)?.error?.code;
  const problem = typeof code === "string" ? `?problem=${encodeURIComponent(code)}` : "";
  return seeOther(`/orders/${hexOf(key.id)}${problem}`);
}

function gatewayOf(request: Request, text: string): string | null {
  if (isForm(request)) return new URLSearchParams(text).get("gateway");
  const value = parseJson(text) as { gateway?: unknown } | null | undefined;
  return typeof value?.gateway === "string" ? value.gateway : null;
}
