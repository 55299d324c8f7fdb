// SPDX-License-Identifier: MIT
import "server-only";
import type { Command } from "@vitrine/engine/server";
import { shipengine } from "./config";
import { fetchJson } from "./fetch-json";

export async function callShipEngine(command: Command): Promise<unknown> {
  const url = new URL(String(command.path), shipengine.apiHost);
  for (const [name, value] of Object.entries((command.query ?? {}) as Record<string, unknown>)) {
    url.searchParams.set(name, String(value));
  }
  return fetchJson(url.href, {
    method: String(command.method ?? "GET"),
    headers: { "API-Key": shipengine.apiKey, "Content-Type": "application/json" },
    ...(command.body === undefined || command.body === null
      ? {}
      : { body: JSON.stringify(command.body) }),
  });
}
