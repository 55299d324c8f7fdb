// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { createClient } from '@sanity/client';
import { isValidSignature, SIGNATURE_HEADER_NAME } from '@sanity/webhook';
import { secrets, startServices, startShop } from './running.mjs';

const secret = 'webhook-secret-of-the-tests';

let shop;
let services;
let editor;
before(async () => {
  shop = await startShop();
  services = await startServices({ shopUrl: shop.url });
  editor = createClient({
    projectId: 'demo', dataset: 'production', apiVersion: '2025-02-19', apiHost: services.lake,
    useProjectHostname: false, useCdn: false, token: secrets.lakeToken,
  });
});
after(async () => {
  await services.stop();
  await shop.stop();
});

const uri = '/hooks/projects/demo';
const addHook = (rule, extra) =>
  editor.request({
    uri, method: 'POST',
    body: { type: 'document', name: 'test', url: `${shop.url}/${rule.path ?? 'hook'}`, secret, rule: { on: ['create', 'update', 'delete'], ...rule }, ...extra },
  });
const sentTo = (path, count) => shop.wait((each) => each.path === `/${path}`, count);

afterEach(async () => {
  shop.answer = () => 200;
  for (const { id } of await editor.request({ uri })) await editor.request({ uri: `${uri}/${id}`, method: 'DELETE' });
});

describe('a GROQ-powered webhook', () => {
  test('sends what its filter lets through, as its projection makes it', async () => {
    await addHook({ path: 'projected', filter: '_type == "hooked" && stock < 3', projection: '{_id, stock, "category": category->title}' });
    await editor.create({ _id: 'lamps', _type: 'category', title: 'Lamps' });
    await editor.create({ _id: 'hooked', _type: 'hooked', stock: 4, category: { _type: 'reference', _ref: 'lamps' } });
    const { _rev } = await editor.patch('hooked').dec({ stock: 2 }).commit();
    const [{ body, headers }] = await sentTo('projected');
    assert.deepEqual(JSON.parse(body), { _id: 'hooked', stock: 2, category: 'Lamps' });
    assert.equal(headers['sanity-operation'], 'update');
    assert.equal(headers['sanity-document-id'], 'hooked');
    assert.equal(headers['sanity-dataset'], 'production');
    assert.equal(headers['sanity-transaction-id'], _rev);
    assert.ok(headers['idempotency-key']);
  });

  test('is signed as the official toolkit checks it', async () => {
    await addHook({ path: 'signed', filter: '_type == "signed"' });
    await editor.create({ _type: 'signed', title: 'Köttbullar' });
    const [{ body, headers }] = await sentTo('signed');
    assert.equal(JSON.parse(body).title, 'Köttbullar');
    assert.ok(await isValidSignature(body, headers[SIGNATURE_HEADER_NAME], secret));
    assert.ok(!(await isValidSignature(`${body} `, headers[SIGNATURE_HEADER_NAME], secret)));
  });

  test('sees the document before and after, and hears of the operations it asked for', async () => {
    await addHook({ path: 'delta', on: ['update', 'delete'], filter: '_type == "delta" && delta::changedAny(price) || after() == null',
      projection: '{"was": before().price, "is": after().price}' });
    await editor.create({ _id: 'delta', _type: 'delta', price: 1 });
    await editor.patch('delta').set({ title: 'same price' }).commit();
    await editor.patch('delta').set({ price: 2 }).commit();
    await editor.delete('delta');
    const sent = await sentTo('delta', 2);
    const bodies = sent.map(({ body }) => JSON.parse(body)).sort((a, b) => a.was - b.was);
    assert.deepEqual(bodies, [{ was: 1, is: 2 }, { was: 2, is: null }]);
  });

  test('knows whose document it is', async () => {
    await addHook({ path: 'named', filter: '_type == "named" && sanity::dataset() == "production"', projection: '{"of": sanity::projectId()}' });
    await editor.create({ _type: 'named' });
    const [{ body }] = await sentTo('named');
    assert.deepEqual(JSON.parse(body), { of: 'demo' });
  });

  test('says nothing of drafts unless it is told to', async () => {
    await addHook({ path: 'published', filter: '_type == "drafted"', projection: '{_id}' });
    await addHook({ path: 'all', filter: '_type == "drafted"', projection: '{_id}' }, { includeDrafts: true });
    await editor.create({ _id: 'drafts.drafted', _type: 'drafted' });
    await editor.create({ _id: 'drafted', _type: 'drafted' });
    const everything = (await sentTo('all', 2)).map(({ body }) => JSON.parse(body)._id).sort();
    assert.deepEqual(everything, ['drafted', 'drafts.drafted']);
    const [only] = await sentTo('published');
    assert.equal(JSON.parse(only.body)._id, 'drafted');
  });

  test('is sent again until it is taken, with the same idempotency key', async () => {
    let refusals = 0;
    shop.answer = () => (refusals++ === 0 ? 503 : 200);
    await addHook({ path: 'again', filter: '_type == "again"' });
    await editor.create({ _type: 'again' });
    const [first, second] = await sentTo('again', 2);
    assert.equal(first.headers['idempotency-key'], second.headers['idempotency-key']);
    assert.deepEqual([first.status, second.status], [503, 200]);
  });

  test('that was ended is not sent again', async () => {
    shop.answer = () => 503;
    const { id } = await addHook({ path: 'ended', filter: '_type == "ended"' });
    await editor.create({ _type: 'ended' });
    await sentTo('ended');
    await editor.request({ uri: `${uri}/${id}`, method: 'DELETE' });
    // What is due first is sent first: before this one comes again, the other would have.
    await addHook({ path: 'later', filter: '_type == "later"' });
    await editor.create({ _type: 'later' });
    await sentTo('later', 2);
    assert.equal(shop.received.filter(({ path }) => path === '/ended').length, 1);
  });

  test('comes and goes beside writers', { timeout: 30_000 }, async () => {
    let isOver = false;
    const write = async (name) => {
      for (let i = 0; !isOver; i += 1) await editor.createOrReplace({ _id: `beside.${name}`, _type: 'beside', i });
    };
    const writers = ['a', 'b', 'c', 'd'].map(write);
    for (let i = 0; i < 100; i += 1) {
      const { id } = await addHook({ path: 'beside', filter: '_type == "nothing"' });
      await editor.request({ uri: `${uri}/${id}`, method: 'DELETE' });
    }
    isOver = true;
    await Promise.all(writers);
  });

  test('that makes no sense is refused', async () => {
    await assert.rejects(addHook({ filter: '_type ==' }), { statusCode: 400 });
    await assert.rejects(addHook({ projection: '{' }), { statusCode: 400 });
    await assert.rejects(addHook({ on: ['explode'] }), { statusCode: 400 });
    await assert.rejects(addHook({}, { url: 'file:///etc/passwd' }), { statusCode: 400 });
    await assert.rejects(editor.withConfig({ token: undefined }).request({ uri }), { statusCode: 401 });
    assert.deepEqual(await editor.request({ uri }), []);
  });
});
