// SPDX-License-Identifier: MIT
import { logEvent } from "@/lib/log";
import { answer, refuse } from "@/lib/reply";
import { parseJson, readBody, webhookBytesMax } from "@/lib/request";
import { judgeShipEngine } from "@/lib/shipengine-signature";
import { runWorkflow } from "@/lib/workflow";

export async function POST(request: Request): Promise<Response> {
  const body = await readBody(request, webhookBytesMax);
  if (!body.ok) return refuse(body.status, "body_refused");
  try {
    const verdict = await judgeShipEngine(request.headers, body.text);
    if (verdict !== "genuine") {
      logEvent("webhook_refused", { service: "shipengine", reason: verdict });
      return verdict === "missing" ? refuse(404, "not_found") : refuse(400, "bad_signature");
    }
  } catch {
    return refuse(503, "service_failed"); // the keys could not be read: it will be sent again
  }
  const event = parseJson(body.text);
  if (event === undefined) return refuse(400, "not_json");
  const reply = await runWorkflow("track", event);
  return answer(reply);
}
