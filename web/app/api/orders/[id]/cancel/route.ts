// SPDX-License-Identifier: MIT
import { orderAction } from "@/lib/order-action";

interface Context {
  readonly params: Promise<{ readonly id: string }>;
}

export async function POST(request: Request, { params }: Context): Promise<Response> {
  return orderAction(request, (await params).id, "cancel");
}
