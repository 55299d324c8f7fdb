// SPDX-License-Identifier: MIT
// Called by a scheduler: settles payments whose webhook never came, expires orders, polls parcels.
import { isScheduler } from "@/lib/bearer";
import { answer, refuse } from "@/lib/reply";
import { runWorkflow } from "@/lib/workflow";

export async function POST(request: Request): Promise<Response> {
  if (!isScheduler(request)) return refuse(401, "unauthorised");
  const reply = await runWorkflow("reconcile", {});
  return answer(reply);
}
