// SPDX-License-Identifier: MIT
// The lake is killed again and again while writers write and readers read.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { createClient } from '@sanity/client';
import { below, randomOf } from '../bench/random.mjs';
import { secrets, startServices } from './running.mjs';

const kills = Number(process.env.VITRINE_KILLS ?? 200);
const writers = 8;

let data;
before(async () => (data = await mkdtemp(path.join(tmpdir(), 'vitrine-kills-'))));
after(() => rm(data, { recursive: true, force: true }));

const editorOf = (services) =>
  createClient({
    projectId: 'demo', dataset: 'production', apiVersion: '2025-02-19', apiHost: services.lake, maxRetries: 0,
    useProjectHostname: false, useCdn: false, token: secrets.lakeToken,
  });

/** Each transaction makes a left and a right and counts itself: the three must agree. */
const census = `{
  "left": *[_type == "left"]{_id, "number": number} | order(number).number,
  "right": *[_type == "right"]{_id, "number": number} | order(number).number,
  "count": *[_id == "counter"][0].n
}`;

function assertWhole({ left, right, count }) {
  assert.deepEqual(left, right);
  assert.equal(left.length, count);
}

/** Writes from several sides until `enough` are acknowledged, then kills the service. */
async function writeUntilKilled(services, numbers, enough) {
  const editor = editorOf(services);
  const acknowledged = [];
  let kill;
  const killed = new Promise((resolve) => (kill = () => resolve(services.kill())));
  const write = async () => {
    for (;;) {
      const number = numbers.next().value;
      await editor
        .transaction()
        .create({ _id: `left${number}`, _type: 'left', number })
        .create({ _id: `right${number}`, _type: 'right', number })
        .patch('counter', (patch) => patch.inc({ n: 1 }))
        .commit();
      acknowledged.push(number);
      if (acknowledged.length >= enough) kill();
    }
  };
  const read = async () => {
    for (;;) assertWhole(await editor.fetch(census));
  };
  const ended = await Promise.allSettled([read(), ...Array.from({ length: writers }, write)]);
  await killed;
  for (const { reason } of ended) {
    if (reason instanceof assert.AssertionError || reason.statusCode) throw reason;
  }
  return acknowledged;
}

function* counting() {
  for (let number = 0; ; number += 1) yield number;
}

describe('killed with -9 under load', () => {
  test(`${kills} times, the lake has all it acknowledged and never half of a transaction`, { timeout: 600_000 }, async () => {
    const random = randomOf(7);
    const numbers = counting();
    const acknowledged = [];
    let services = await startServices({ data });
    await editorOf(services).create({ _id: 'counter', _type: 'counter', n: 0 });
    for (let i = 0; i < kills; i += 1) {
      acknowledged.push(...(await writeUntilKilled(services, numbers, 1 + below(random, 100))));
      services = await startServices({ data });
      const found = await editorOf(services).fetch(census);
      assertWhole(found);
      const kept = new Set(found.left);
      assert.deepEqual(acknowledged.filter((number) => !kept.has(number)), [], `lost by kill ${i}`);
    }
    await services.stop();
  });
});
