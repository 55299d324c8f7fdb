// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createClient as createClient7 } from '@sanity/client';
import { createClient as createClient8 } from 'sanity-client-8';
import { startProxy } from './proxy.mjs';
import { secrets, startServices } from './running.mjs';

let services;
let proxy;
before(async () => {
  services = await startServices();
  proxy = await startProxy(services.lake);
});
after(async () => {
  await proxy.stop();
  await services.stop();
});

const settings = (apiHost, extra) => ({
  projectId: 'demo', dataset: 'production', apiVersion: '2025-02-19', apiHost, useProjectHostname: false, useCdn: false, ...extra,
});

/** The events of an observable, and a promise of when enough have come. */
function heard(observable) {
  const events = [];
  let check = () => {};
  const subscription = observable.subscribe((event) => {
    events.push(event);
    check();
  });
  return {
    events,
    stop: () => subscription.unsubscribe(),
    until: (isEnough) =>
      new Promise((resolve) => {
        check = () => isEnough(events) && resolve(events);
        check();
      }),
  };
}

const has = (type, count = 1) => (events) => events.filter((event) => event.type === type).length >= count;

for (const [version, createClient] of [['7', createClient7], ['8', createClient8]]) {
  describe(`a listener of @sanity/client ${version} that is cut off`, () => {
    let editor;
    let reader;
    before(() => {
      editor = createClient(settings(services.lake, { token: secrets.lakeToken }));
      reader = createClient(settings(proxy.url));
    });

    test('is told what it missed', { timeout: 30_000 }, async () => {
      const type = `missed${version}`;
      const events = ['welcome', 'mutation', 'reconnect', 'welcomeback', 'reset'];
      const listener = heard(reader.listen('*[_type == $type]', { type }, { enableResume: true, events }));
      await listener.until(has('welcome'));
      await editor.create({ _id: type, _type: type, n: 0 });
      await listener.until(has('mutation'));
      proxy.cut();
      for (let n = 1; n <= 3; n += 1) await editor.patch(type).set({ n }).commit();
      proxy.mend();
      await listener.until(has('mutation', 4));
      await editor.patch(type).set({ n: 4 }).commit();
      await listener.until(has('mutation', 5));
      listener.stop();
      const kinds = listener.events.map((event) => event.type);
      assert.deepEqual(kinds.filter((kind) => kind !== 'reconnect'),
        ['welcome', 'mutation', 'welcomeback', 'mutation', 'mutation', 'mutation', 'mutation']);
      const numbers = listener.events.filter((event) => event.type === 'mutation').map((event) => event.result.n);
      assert.deepEqual(numbers, [0, 1, 2, 3, 4]);
    });

    test('of live events is told what changed meanwhile', { timeout: 30_000 }, async () => {
      const live = heard(reader.live.events());
      await live.until(has('welcome'));
      await editor.create({ _type: 'thing' });
      await live.until(has('message'));
      proxy.cut();
      await editor.create({ _type: 'thing' });
      await editor.create({ _type: 'thing' });
      proxy.mend();
      await live.until(has('message', 3));
      live.stop();
      assert.ok(!live.events.some((event) => event.type === 'restart'));
      const ids = live.events.filter((event) => event.type === 'message').map((event) => event.id);
      assert.equal(new Set(ids).size, 3);
    });
  });
}

describe('a reader without a token', () => {
  test('does not hear how the documents were chosen', { timeout: 30_000 }, async () => {
    const editor = createClient7(settings(services.lake, { token: secrets.lakeToken }));
    const listener = heard(createClient7(settings(services.lake)).listen('*[_type == "chosen" && sanity::dataset() == "production"]', {}, { events: ['welcome', 'mutation'] }));
    await listener.until(has('welcome'));
    await editor.create({ _id: 'chosen', _type: 'chosen' });
    await editor.patch({ query: '*[_type == $type]', params: { type: 'chosen' } }).set({ n: 1 }).commit();
    const events = await listener.until(has('mutation', 2));
    listener.stop();
    assert.deepEqual(events.at(-1).mutations, [{ patch: { id: 'chosen', set: { n: 1 } } }]);
  });
});

describe('a reader whose last event is forgotten', () => {
  /** The first frame of a stream that goes on from `id`. */
  async function firstFrame(path, id) {
    const answer = await fetch(`${services.lake}/v2025-02-19/data/${path}`, { headers: { 'last-event-id': id } });
    const { value } = await answer.body.getReader().read();
    return Buffer.from(value).toString();
  }

  test('is told to begin anew', async () => {
    assert.match(await firstFrame('listen/production?query=*%5Btrue%5D&enableResume=true', 'nothing#x'), /^event: reset\n/);
    assert.match(await firstFrame('listen/production?query=*%5Btrue%5D', 'nothing#x'), /^event: welcome\n/);
    assert.match(await firstFrame('live/events/production', 'bm90aGluZ3wx'), /\nevent: restart\n/);
  });
});

describe('live events of drafts', () => {
  const drafts = (token) => createClient7(settings(services.lake, { token })).live.events({ includeDrafts: true });

  test('need a token', async () => {
    for (const name of ['includeDrafts', 'includeAllDocuments']) {
      const answer = await fetch(`${services.lake}/v2025-02-19/data/live/events/production?${name}=true`);
      assert.equal(answer.status, 401);
    }
  });

  test('are told to who asks for them alone', async () => {
    const editor = createClient7(settings(services.lake, { token: secrets.lakeToken }));
    const withDrafts = heard(drafts(secrets.lakeToken));
    const without = heard(createClient7(settings(services.lake)).live.events());
    await Promise.all([withDrafts.until(has('welcome')), without.until(has('welcome'))]);
    await editor.create({ _id: 'drafts.secret', _type: 'secret' });
    await editor.create({ _id: 'open', _type: 'secret' });
    const toAll = await withDrafts.until(has('message', 2));
    const toPublic = await without.until(has('message'));
    withDrafts.stop();
    without.stop();
    assert.equal(toPublic.filter((event) => event.type === 'message').length, 1);
    assert.equal(toPublic.at(-1).id, toAll.at(-1).id);
  });
});

describe('too many listeners', () => {
  test('are refused with the documented words', async () => {
    const url = `${services.lake}/v2025-02-19/data/listen/production?query=*%5Btrue%5D`;
    const open = new AbortController();
    let refused;
    for (let i = 0; i <= 1_000 && !refused; i += 50) {
      const answers = await Promise.all(Array.from({ length: 50 }, () => fetch(url, { signal: open.signal })));
      refused = answers.find((answer) => answer.status === 429);
    }
    assert.match((await refused.json()).message, /Max listener limit exceeded at 1000/);
    const sentAway = await fetch(`${services.lake}/v2025-02-19/data/live/events/production`, { signal: open.signal });
    assert.match(await sentAway.text(), /^id: .+\nevent: goaway\ndata: \{"reason":"Max listener limit/);
    open.abort();
  });
});
