// SPDX-License-Identifier: MIT
// The lake's patches beside @sanity/mutator's, which was written to do as the Content Lake does.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Mutation } from '@sanity/mutator';
import { randomOf } from '../bench/random.mjs';
import { randomDocument, randomPatch } from './random_patches.mjs';
import { secrets, startServices } from './running.mjs';

const seed = Number(process.env.VITRINE_SEED ?? 1);
const count = Number(process.env.VITRINE_PATCHES ?? 3_000);

let services;
before(async () => (services = await startServices()));
after(() => services.stop());

/** The document that the patch leaves, as the lake says it would; or its refusal. */
async function lakes(document, patch) {
  const mutations = [{ createOrReplace: document }, { patch: { id: document._id, ...patch } }];
  const answer = await fetch(`${services.lake}/v2025-02-19/data/mutate/production?dryRun=true&returnDocuments=true`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secrets.lakeToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ mutations }),
  });
  const { results, error } = await answer.json();
  if (error) return { refusal: error.description };
  const { _rev, _createdAt, _updatedAt, ...content } = results[1].document;
  return content;
}

/** What the official patcher makes of it, or undefined where it fails. */
function patchers(document, patch) {
  const mutations = [{ patch: { id: document._id, ...structuredClone(patch) } }];
  try {
    return JSON.parse(JSON.stringify(new Mutation({ mutations }).apply(structuredClone(document))));
  } catch {
    return undefined;
  }
}

describe('patches that shops send', () => {
  const document = {
    _id: 'patched', _type: 'thing', n: 5, text: 'x', nothing: null,
    list: [1, 2, 3], rows: [{ _key: 'a', v: 1 }, { _key: 'b', v: 2 }], nested: { deep: { v: 1 } },
  };
  const patches = [
    { set: { 'nested.deep.v': 2, 'nested.new.v': 3 } },
    { set: { 'text.sub': 1 } },
    { setIfMissing: { n: 9, nothing: 1, 'a.b': 2 } },
    { setIfMissing: { count: 0 }, inc: { count: 2 } },
    { inc: { text: 1, missing: 1, n: 1.5 } },
    { dec: { 'rows[_key=="b"].v': 2 } },
    { dec: { '..v': 1 } },
    { unset: ['rows[_key=="a"]', 'nested.deep', 'list[-1]', 'nobody'] },
    { unset: ['list[0,2]'] },
    { set: { 'rows[v>=2].v': 9 } },
    { set: { 'rows[_key=="nobody"].v': 9 } },
    { insert: { before: 'list[-1]', items: ['x'] } },
    { insert: { after: 'rows[_key=="a"]', items: [{ _key: 'c' }] } },
    { insert: { replace: 'list[1]', items: ['y', 'z'] } },
    { insert: { after: 'nobody[-1]', items: [1] } },
    { set: { n: 1 }, setIfMissing: { n: 2 }, unset: ['n'] },
  ];

  for (const patch of patches) {
    test(`${JSON.stringify(patch)} leaves what the official patcher leaves`, async () => {
      assert.deepEqual(await lakes(document, patch), patchers(document, patch));
    });
  }
});

describe('random patches', () => {
  test(`leave the same document as the official patcher (seed ${seed})`, async () => {
    const random = randomOf(seed);
    let compared = 0;
    for (let i = 0; i < count; i += 1) {
      const document = randomDocument(random);
      const patch = randomPatch(random, document);
      const expected = patchers(document, patch);
      const actual = await lakes(document, patch);
      if (expected === undefined) continue;
      compared += 1;
      assert.deepEqual(actual, expected, `number ${i}: ${JSON.stringify({ document, patch })}`);
    }
    assert.ok(compared > count / 3, `only ${compared} of ${count} could be compared`);
  });
});
