// SPDX-License-Identifier: MIT
// A guest finds an order by its number and e-mail address; the answer puts its key into this
// browser.
import { addOrderKeys, hexOf } from "@/lib/cookies";
import { mayTry, peerOf } from "@/lib/limits";
import { answer, refuse, seeOther, withCookie } from "@/lib/reply";
import { isForm, isJson, isSameOrigin, parseJson, readBody } from "@/lib/request";
import { runWorkflow } from "@/lib/workflow";

export async function POST(request: Request): Promise<Response> {
  if (!isSameOrigin(request)) return refuse(403, "cross_site");
  if (!isForm(request) && !isJson(request)) return refuse(415, "json_expected");
  const body = await readBody(request);
  if (!body.ok) return refuse(body.status, "body_refused");
  const form = isForm(request);
  if (!mayTry(`lookup ${peerOf(request)}`, 20, 600_000)) {
    return form ? seeOther("/orders/lookup?problem=rate_limited") : refuse(429, "rate_limited");
  }
  const fields = new URLSearchParams(body.text);
  const typed = { number: fields.get("number") ?? "", email: fields.get("email") ?? "" };
  const reply = await runWorkflow("lookupOrder", form ? typed : (parseJson(body.text) ?? null));
  const key = reply.orders[0];
  if (reply.status !== 200 || key === undefined) {
    const code = reply.status >= 500 ? "service_failed" : "order_not_found";
    return form ? seeOther(`/orders/lookup?problem=${code}`) : answer(reply);
  }
  const found = form ? seeOther(`/orders/${hexOf(key.id)}`) : answer(reply);
  return withCookie(found, await addOrderKeys([key]));
}
