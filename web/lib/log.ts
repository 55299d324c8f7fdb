// SPDX-License-Identifier: MIT
// One line of JSON per event, with fields from a closed list: no name, address, e-mail or token
// can slip in.
import "server-only";

const allowed = new Set([
  "id",
  "code",
  "field",
  "reason",
  "status",
  "kind",
  "service",
  "orderId",
  "from",
  "to",
  "gateway",
  "attempt",
  "count",
  "durationMs",
  "path",
  "event",
  "transient",
  "amountMinor",
  "currency",
  "reference",
  "expectedMinor",
  "expectedCurrency",
  "capturedMinor",
  "phase",
]);

type Field = string | number | boolean | null | undefined;

export function logEvent(event: string, fields: Readonly<Record<string, unknown>> = {}): void {
  const kept: Record<string, Field> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (!allowed.has(name)) continue;
    if (typeof value === "string") kept[name] = value.slice(0, 120);
    else if (typeof value === "number" || typeof value === "boolean") kept[name] = value;
  }
  console.log(JSON.stringify({ at: new Date().toISOString(), event, ...kept }));
}
