// SPDX-License-Identifier: MIT
// Which catalog it is now, and what has changed since the one that the page has.
import { manifest } from "@/lib/catalog-snapshot";
import { json, refuse } from "@/lib/reply";

export const dynamic = "force-dynamic";

export async function GET(request: Request): Promise<Response> {
  const have = new URL(request.url).searchParams.get("have") ?? "";
  const found = await manifest(have);
  return found === null ? refuse(503, "catalog_unavailable") : json(found);
}
