// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { cp, mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { createClient } from '@sanity/client';
import Stripe from 'stripe';
import { secrets, startServices, startShop, submit } from './running.mjs';

const editorOf = (services) =>
  createClient({
    projectId: 'demo', dataset: 'production', apiVersion: '2025-02-19', apiHost: services.lake,
    useProjectHostname: false, useCdn: false, token: secrets.lakeToken,
  });
const stripeOf = (services) => {
  const { hostname, port } = new URL(services.pay);
  return new Stripe('sk_test_x', { host: hostname, port, protocol: 'http' });
};

let data;
before(async () => (data = await mkdtemp(path.join(tmpdir(), 'vitrine-durable-'))));
after(() => rm(data, { recursive: true, force: true }));

describe('killed with -9', () => {
  test('the lake has every acknowledged write, and no half of a transaction', async () => {
    let services = await startServices({ data: path.join(data, 'lake') });
    const editor = editorOf(services);
    const acknowledged = [];
    const write = async () => {
      for (let i = 0; ; i += 1) {
        const ids = [`a${i}`, `b${i}`];
        await editor.transaction(ids.map((id) => ({ create: { _id: id, _type: 'pair' } }))).commit();
        acknowledged.push(i);
      }
    };
    const refused = assert.rejects(write());
    while (acknowledged.length < 20) await new Promise((resolve) => setImmediate(resolve));
    await services.kill();
    await refused;

    services = await startServices({ data: path.join(data, 'lake') });
    const ids = new Set(await editorOf(services).fetch('*[_type == "pair"]._id'));
    for (const i of acknowledged) assert.ok(ids.has(`a${i}`) && ids.has(`b${i}`), `pair ${i}`);
    for (const id of ids) assert.ok(ids.has((id[0] === 'a' ? 'b' : 'a') + id.slice(1)), id);
    await services.stop();
  });

  test('a payment and its webhook survive, and the idempotency key still answers', async () => {
    const shop = await startShop();
    shop.answer = () => 503;
    const directory = path.join(data, 'pay');
    let services = await startServices({ data: directory, shopUrl: shop.url });
    const order = {
      mode: 'payment', client_reference_id: 'order.1', success_url: `${shop.url}/ok`,
      line_items: [{ quantity: 1, price_data: { currency: 'eur', unit_amount: 500, product_data: { name: 'Cup' } } }],
    };
    const session = await stripeOf(services).checkout.sessions.create(order, { idempotencyKey: 'k' });
    const paid = await submit(session.url, {
      email: 'a@b.example', cardNumber: '4242424242424242', cardExpiry: '12/40', cardCvc: '123', billingName: 'A',
    });
    assert.equal(paid.status, 303);
    await services.kill();
    shop.answer = () => 200;

    services = await startServices({ data: directory, shopUrl: shop.url });
    const stripe = stripeOf(services);
    assert.equal((await stripe.checkout.sessions.retrieve(session.id)).payment_status, 'paid');
    assert.equal((await stripe.checkout.sessions.create(order, { idempotencyKey: 'k' })).id, session.id);
    const isDelivered = (entry) => entry.status === 200 && entry.body.includes('checkout.session.completed');
    const [entry] = await shop.wait(isDelivered);
    const event = stripe.webhooks.constructEvent(entry.body, entry.headers['stripe-signature'], secrets.stripeWebhook);
    assert.equal(event.data.object.id, session.id);
    await services.stop();
    await shop.stop();
  });
});

describe('start and stop', () => {
  test('a signal ends it within a second, open streams included', async () => {
    const services = await startServices({ data: path.join(data, 'signal') });
    const stream = await fetch(`${services.lake}/v2025-02-19/data/listen/production?query=${encodeURIComponent('*[true]')}`);
    await stream.body.getReader().read();
    const started = performance.now();
    assert.equal(await services.terminate(), 0);
    const tookMs = performance.now() - started;
    assert.ok(tookMs < 3_000, `${tookMs} ms`); // a second, on a machine that has nothing else to do
  });

  test('a busy port is a sentence', async () => {
    const services = await startServices({ data: path.join(data, 'first') });
    const { port } = new URL(services.lake);
    await assert.rejects(
      startServices({ data: path.join(data, 'second'), extra: ['--port-lake', port] }),
      new RegExp(`port ${port} is busy`),
    );
    await services.stop();
  });

  test('the files of an earlier version open, with all that is in them', async () => {
    const old = path.join(data, 'earlier');
    await cp(new URL('earlier', import.meta.url), old, { recursive: true });
    const services = await startServices({ data: old });
    const editor = editorOf(services);
    const product = await editor.fetch('*[_id == "product"][0]{title, stock, "category": category->title, "url": image.asset->url}');
    assert.deepEqual({ ...product, url: '' }, { title: 'Aurora', stock: 2, category: 'Lamps', url: '' });
    assert.equal((await fetch(product.url)).headers.get('content-type'), 'image/svg+xml');
    const repeated = editor.transaction().delete('product').transactionId('first').commit();
    await assert.rejects(repeated, { statusCode: 409 });
    await editor.patch('product').inc({ stock: 1 }).commit();
    await services.stop();
  });

  test('the seed is imported once, pictures included', async () => {
    const seed = path.join(data, 'seed');
    await mkdir(path.join(seed, 'images'), { recursive: true });
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>';
    await writeFile(path.join(seed, 'images/x.svg'), svg);
    const category = { _id: 'category-a', _type: 'category' };
    const product = {
      _id: 'product-a', _type: 'product', category: { _type: 'reference', _ref: 'category-a' },
      images: [{ _key: 'k', _type: 'image', alt: 'x', _sanityAsset: 'image@file://./images/x.svg' }],
    };
    await writeFile(path.join(seed, 'catalog.ndjson'), `${JSON.stringify(product)}\n${JSON.stringify(category)}\n`);
    const options = { data: path.join(data, 'seeded'), extra: ['--seed', seed] };
    let services = await startServices(options);
    const query = '*[_type == "product"][0]{"url": images[0].asset->url, "width": images[0].asset->metadata.dimensions.width}';
    const first = await editorOf(services).fetch(query);
    assert.equal(first.width, 40);
    assert.equal((await fetch(first.url)).headers.get('content-type'), 'image/svg+xml');
    await editorOf(services).patch('product-a').set({ title: 'changed' }).commit();
    await services.terminate();

    services = await startServices(options);
    assert.equal((await editorOf(services).getDocument('product-a')).title, 'changed');
    const second = await editorOf(services).fetch(query);
    assert.ok(second.url.startsWith(services.lake));
    assert.equal((await fetch(second.url)).status, 200);
    await services.stop();
  });
});
