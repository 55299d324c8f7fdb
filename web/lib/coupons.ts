// SPDX-License-Identifier: MIT
// A code is asked for in one place, so that guessing meets one limit whichever door it takes. Only
// codes that are refused use it up.
import "server-only";
import { giveBack, mayTry, peerOf } from "./limits";
import { runWorkflow, valueOf, type Refusal, type Reply } from "./workflow";

const tooMany: Refusal = { ok: false, error: { code: "rate_limited" } };

export async function askCoupon(
  source: Parameters<typeof peerOf>[0],
  request: unknown,
): Promise<Reply> {
  const key = `coupon ${peerOf(source)}`;
  if (!mayTry(key, 20, 600_000)) {
    return { status: 429, body: tooMany, redirect: null, orders: [], retryAfterSeconds: 0 };
  }
  const reply = await runWorkflow("coupon", request);
  if (valueOf(reply) !== null || reply.status >= 500) giveBack(key);
  return reply;
}
