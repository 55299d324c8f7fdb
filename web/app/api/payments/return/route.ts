// SPDX-License-Identifier: MIT
// The gateway sends the shopper back here. What the address claims proves nothing: it is a hint
// for which payment to read again. The shopper waits a moment at most; the page goes on asking.
import { clearCart, hexOf, orderIdOf } from "@/lib/cookies";
import { mayTry, peerOf } from "@/lib/limits";
import { orderKey } from "@/lib/orders";
import { atMost } from "@/lib/patience";
import { refuse, seeOther, withCookie } from "@/lib/reply";
import { runWorkflow, valueOf } from "@/lib/workflow";

const waitMsMax = 5_000;

export async function GET(request: Request): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const hex = hexOf(query.get("order") ?? "");
  if (!/^[0-9a-f]{32}$/.test(hex)) return refuse(404, "order_not_found");
  const page = seeOther(`/checkout/return?order=${hex}`);
  const isCalm = mayTry(`return ${peerOf(request)}`, 60, 600_000);
  if (!isCalm || !mayTry(`return ${hex}`, 30, 600_000)) return page;
  const sessionId = query.get("session_id") ?? query.get("token");
  const gateway = query.get("gateway") ?? (query.has("token") ? "paypal" : "stripe");
  const settled = await atMost(
    waitMsMax,
    runWorkflow("settle", {
      orderId: orderIdOf(hex),
      gateway,
      ...(sessionId === null ? {} : { sessionId: sessionId.slice(0, 200) }),
    }),
  );
  const order = settled && valueOf<{ order: { payment: { status: string } } }>(settled)?.order;
  // A link to somebody's paid order must not empty the cart of whoever follows it.
  const isOwn = (await orderKey(hex)) !== null;
  return isOwn && order?.payment.status === "paid"
    ? clearCart().reduce(withCookie, page)
    : page;
}
