// SPDX-License-Identifier: MIT
// What the workflows ask of the Content Lake. The client takes an answer that is no JSON for an
// empty one, which would make an order absent and a transaction done: such an answer is none.
import "server-only";
import { privateLake } from "./sanity-client";
import { VendorFailure } from "./vendor-failure";

type Fields = Readonly<Record<string, unknown>>;

const noAnswer = () => new VendorFailure(0, null, true);

export async function queryLake(query: string, params: Fields): Promise<unknown> {
  const answer: unknown = await privateLake.fetch(query, params, { filterResponse: false });
  if (typeof answer !== "object" || answer === null || !("result" in answer)) throw noAnswer();
  return answer.result;
}

/** In the order of the ids; null for each that is absent. */
export async function readDocuments(ids: readonly string[]): Promise<unknown> {
  const uri = privateLake.getDataUrl("doc", ids.join(","));
  const answer = await privateLake.request<{ documents?: unknown } | string>({ uri });
  const documents = typeof answer === "string" ? undefined : answer.documents;
  if (!Array.isArray(documents)) throw noAnswer();
  const known = new Map(documents.map((document: Fields) => [document._id, document]));
  return ids.map((id) => known.get(id) ?? null);
}

export async function changeDocuments(mutations: unknown, transactionId: string): Promise<unknown> {
  const options = { transactionId, returnDocuments: false, visibility: "sync" };
  const answer = await privateLake.mutate(mutations as never, options as never);
  if (typeof answer.transactionId !== "string") throw noAnswer();
  return answer;
}
