// SPDX-License-Identifier: MIT
import { askCoupon } from "@/lib/coupons";
import { answer, refuse } from "@/lib/reply";
import { isJson, isSameOrigin, parseJson, readBody } from "@/lib/request";

export async function POST(request: Request): Promise<Response> {
  if (!isSameOrigin(request)) return refuse(403, "cross_site");
  if (!isJson(request)) return refuse(415, "json_expected");
  const body = await readBody(request);
  if (!body.ok) return refuse(body.status, "body_refused");
  return answer(await askCoupon(request, parseJson(body.text) ?? null));
}
