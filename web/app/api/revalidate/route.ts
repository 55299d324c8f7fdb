// SPDX-License-Identifier: MIT
// Content changed: the public pages are made anew on their next visit. Called by a Sanity webhook
// or by the server itself when it starts, because the pages of the build may be older than the
// catalog.
import { revalidatePath } from "next/cache";
import { isScheduler } from "@/lib/bearer";
import { expireCatalog } from "@/lib/catalog";
import { json, refuse } from "@/lib/reply";

export async function POST(request: Request): Promise<Response> {
  if (!isScheduler(request)) return refuse(401, "unauthorised");
  expireCatalog();
  revalidatePath("/", "layout");
  return json({ ok: true });
}
