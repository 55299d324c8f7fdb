// SPDX-License-Identifier: MIT
import { orderKey, viewOrder } from "@/lib/orders";
import { json, refuse } from "@/lib/reply";

interface Context {
  readonly params: Promise<{ readonly id: string }>;
}

/** An absent order and somebody else's are answered alike. */
export async function GET(_: Request, { params }: Context): Promise<Response> {
  const hex = (await params).id.replace(/^order\./, "");
  const found = await viewOrder(await orderKey(hex));
  if (found.kind === "order") return json({ ok: true, value: { order: found.order } });
  return found.kind === "absent" ? refuse(404, "order_not_found") : refuse(503, "service_failed");
}
