// SPDX-License-Identifier: MIT
// The lake's answers beside groq-js's, on the same documents.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createClient } from '@sanity/client';
import { evaluate, parse } from 'groq-js';
import { randomOf } from '../bench/random.mjs';
import { documents, params, randomQuery } from './random_queries.mjs';
import { secrets, startServices } from './running.mjs';

const seed = Number(process.env.VITRINE_SEED ?? 1);
const count = Number(process.env.VITRINE_QUERIES ?? 3_000);

let services;
let editor;
before(async () => {
  services = await startServices();
  editor = createClient({
    projectId: 'demo', dataset: 'production', apiVersion: '2025-02-19', perspective: 'raw', apiHost: services.lake,
    useProjectHostname: false, useCdn: false, token: secrets.lakeToken,
  });
});
after(() => services.stop());

const settled = (promise) => promise.then((value) => ({ value }), (error) => ({ error }));

async function groqJs(dataset, query) {
  const tree = parse(query, { params });
  return (await evaluate(tree, { dataset, params })).get();
}

/** The same but for the last digits of its numbers. */
function rounded(value) {
  if (typeof value === 'number') return Number(value.toPrecision(12));
  if (Array.isArray(value)) return value.map(rounded);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, rounded(member)]));
}

describe('random queries', () => {
  test(`have the answers of groq-js (seed ${seed})`, { timeout: 300_000 }, async () => {
    await editor.mutate(documents.map((document) => ({ create: document })));
    const dataset = await editor.fetch('*');
    const random = randomOf(seed);
    let answered = 0;
    for (let i = 0; i < count; i += 1) {
      const query = randomQuery(random);
      const theirs = await settled(groqJs(dataset, query));
      const ours = await settled(editor.fetch(query, params));
      const where = `number ${i}: ${query}`;
      assert.equal(Boolean(ours.error), Boolean(theirs.error), `${where}: ${theirs.error}`);
      if (theirs.error) continue;
      answered += 1;
      assert.deepEqual(rounded(ours.value), rounded(JSON.parse(JSON.stringify(theirs.value ?? null))), where);
    }
    assert.ok(answered > count / 2, `only ${answered} of ${count} had an answer`);
  });
});
