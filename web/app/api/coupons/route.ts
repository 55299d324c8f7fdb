// SPDX-License-Identifier: MIT
import { mayTry, peerOf } from "@/lib/limits";
import { answer, refuse } from "@/lib/reply";
import { isJson, isSameOrigin, parseJson, readBody } from "@/lib/request";
import { runWorkflow } from "@/lib/workflow";

export async function POST(request: Request): Promise<Response> {
  if (!isSameOrigin(request)) return refuse(403, "cross_site");
  if (!isJson(request)) return refuse(415, "json_expected");
  if (!mayTry(`coupon ${peerOf(request)}`, 20, 600_000)) return refuse(429, "rate_limited");
  const body = await readBody(request);
  if (!body.ok) return refuse(body.status, "body_refused");
  const reply = await runWorkflow("coupon", parseJson(body.text) ?? null);
  return answer(reply);
}
