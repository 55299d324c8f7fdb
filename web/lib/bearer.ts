// SPDX-License-Identifier: MIT
import "server-only";
import { createHash, timingSafeEqual } from "node:crypto";
import { cronSecret } from "./config";

/** True when the request carries the scheduler's secret; never when none is set. */
export function isScheduler(request: Request): boolean {
  if (cronSecret === "") return false;
  const digest = (text: string) => createHash("sha256").update(text).digest();
  const given = request.headers.get("authorization") ?? "";
  return timingSafeEqual(digest(given), digest(`Bearer ${cronSecret}`));
}
