// SPDX-License-Identifier: MIT
import { readCatalog } from "@/lib/catalog";
import { gateways } from "@/lib/config";
import { json } from "@/lib/reply";

export const dynamic = "force-dynamic";

export async function GET(): Promise<Response> {
  const copy = await readCatalog();
  return json({
    ok: true,
    catalog: copy === null ? "unavailable" : copy.stale ? "stale" : "fresh",
    products: copy?.catalog.slugs().length ?? 0,
    problems: copy?.catalog.problems().length ?? 0,
    gateways,
  });
}
