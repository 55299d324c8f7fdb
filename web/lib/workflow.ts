// SPDX-License-Identifier: MIT
// Drives one workflow of the engine: `step(state, event)` decides, this file carries the bytes. All
// commands of a step run together, their answers go back together, until the engine says `respond`.
import "server-only";
import { randomBytes } from "node:crypto";
import { loadServer, type Command } from "@vitrine/engine/server";
import { gateways, imagesUrl, shopUrl } from "./config";
import { logEvent } from "./log";
import { atMost } from "./patience";
import { callPayPal } from "./paypal";
import { changeDocuments, queryLake, readDocuments } from "./private-lake";
import { callShipEngine } from "./shipengine";
import { callStripe } from "./stripe";
import { VendorFailure } from "./vendor-failure";

export interface Reply {
  readonly status: number;
  readonly body: unknown;
  readonly redirect: string | null;
  readonly orders: readonly OrderKey[];
  readonly retryAfterSeconds: number;
}

/** The two shapes of every body. */
export interface Refusal {
  readonly ok: false;
  readonly error: { readonly code: string; readonly field?: string; readonly limit?: number };
}
export type Body<T> = { readonly ok: true; readonly value: T } | Refusal;

export function valueOf<T>(reply: Reply): T | null {
  const body = reply.body as Body<T> | null;
  return body?.ok === true ? body.value : null;
}

export interface OrderKey {
  readonly id: string;
  readonly token: string;
}

const stepsMax = 120;
/** Ten orders in one run, a dozen steps each, more while a service fails; the engine ends it. */
const reconcileStepsMax = 1_000;
const waitMsMax = 10_000;

/** Readings change nothing: a page that would wait longer says so and can be asked again. */
const readings: ReadonlySet<string> = new Set(["viewOrder", "coupon", "lookupOrder"]);
const patienceMs = 8_000;
const unanswered: Reply = {
  status: 503,
  body: { ok: false, error: { code: "service_failed" } } satisfies Refusal,
  redirect: null,
  orders: [],
  retryAfterSeconds: 2,
};

type Executor = (command: Command) => Promise<unknown>;

const executors: Readonly<Record<string, Executor>> = {
  "sanity.query": (command) => queryLake(text(command.query), record(command.params)),
  "sanity.document": (command) => readDocuments(texts(command.ids)),
  "sanity.mutate": (command) =>
    changeDocuments(command.mutations, text(command.transactionId)),
  "stripe.request": callStripe,
  "paypal.request": callPayPal,
  "shipengine.request": callShipEngine,
  wait: async (command) => {
    const ms = Math.min(Number(command.ms) || 0, waitMsMax);
    await new Promise((resolve) => setTimeout(resolve, ms));
    return null;
  },
  log: async (command) => {
    logEvent(text(command.event), record(command.fields));
    return null;
  },
};

/** Runs a workflow to its end. Never throws: a broken workflow is an honest 500 or 503. */
export async function runWorkflow(kind: string, request: unknown): Promise<Reply> {
  const work = drive(kind, request);
  if (!readings.has(kind)) return work;
  const reply = await atMost(patienceMs, work);
  if (reply === null) logEvent("workflow_slow", { kind, durationMs: patienceMs });
  return reply ?? unanswered;
}

async function drive(kind: string, request: unknown): Promise<Reply> {
  const started = Date.now();
  try {
    const { step } = await loadServer();
    let event: unknown = {
      kind,
      ...moment(),
      shop: { url: shopUrl, gateways, imagesUrl },
      request,
    };
    let state: unknown = null;
    const most = kind === "reconcile" ? reconcileStepsMax : stepsMax;
    for (let count = 0; count < most; count += 1) {
      const next = step(state, event);
      const respond = next.commands.find((command) => command.kind === "respond");
      const others = next.commands.filter((command) => command.kind !== "respond");
      const answers = await Promise.all(others.map(execute));
      if (respond !== undefined) return replyOf(respond);
      if (others.length === 0) break;
      state = next.state;
      event = { kind: "answers", ...moment(), answers };
    }
    logEvent("workflow_endless", { kind });
  } catch (error) {
    logEvent("workflow_failed", { kind, reason: error instanceof Error ? error.name : "unknown" });
  }
  logEvent("workflow_unfinished", { kind, durationMs: Date.now() - started });
  return unanswered;
}

function moment() {
  return { now: Date.now(), random: randomBytes(32).toString("hex") };
}

async function execute(command: Command): Promise<unknown> {
  const id = command.id;
  try {
    const executor = executors[command.kind];
    if (executor === undefined) throw new VendorFailure(400, { code: "unknown_command" }, false);
    return { kind: "answer", id, ok: true, value: (await executor(command)) ?? null };
  } catch (error) {
    const failure = failureOf(error);
    logEvent("command_failed", {
      kind: command.kind,
      status: failure.status,
      transient: failure.transient,
    });
    return { kind: "answer", id, ok: false, ...failure };
  }
}

function failureOf(error: unknown) {
  if (error instanceof VendorFailure) {
    return { status: error.status, error: error.body, transient: error.transient };
  }
  // @sanity/client: ClientError and ServerError carry the status and the decoded body.
  const known = error as { statusCode?: unknown; response?: { body?: unknown } };
  const status = typeof known.statusCode === "number" ? known.statusCode : 0;
  const transient = status === 0 || status === 429 || status >= 500;
  return { status, error: plain(known.response?.body), transient };
}

function replyOf(command: Command): Reply {
  const cookies = record(command.cookies);
  const orders = Array.isArray(cookies.orders) ? (cookies.orders as OrderKey[]) : [];
  return {
    status: Number(command.status) || 500,
    body: command.body ?? null,
    redirect: typeof command.redirect === "string" ? command.redirect : null,
    orders,
    retryAfterSeconds: Number(command.retryAfterSeconds) || 0,
  };
}

function plain(value: unknown): unknown {
  return value === undefined ? null : value;
}
function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === "string") : [];
}
function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
