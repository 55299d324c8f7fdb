// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { createVerify, X509Certificate } from 'node:crypto';
import { crc32 } from './crc32.mjs';
import { after, before, describe, test } from 'node:test';
import { secrets, startServices, startShop, submit } from './running.mjs';

let shop;
let services;
let accessToken;

before(async () => {
  shop = await startShop();
  services = await startServices({ shopUrl: shop.url });
  const answer = await fetch(`${services.pay}/v1/oauth2/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from('id:secret').toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  const token = await answer.json();
  assert.equal(token.token_type, 'Bearer');
  assert.equal(token.expires_in, 32400);
  accessToken = token.access_token;
});
after(async () => {
  await services.stop();
  await shop.stop();
});

async function call(method, path, { body, requestId, prefer = 'return=representation', headers } = {}) {
  const answer = await fetch(`${services.pay}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${accessToken}`,
      'content-type': 'application/json',
      ...(prefer && { prefer }),
      ...(requestId && { 'paypal-request-id': requestId }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  return { status: answer.status, headers: answer.headers, body: await answer.json() };
}

const money = (value, currency = 'EUR') => ({ currency_code: currency, value });
let counter = 0;
const unit = (value = '39.98', extra) => ({ custom_id: 'order.1', amount: money(value), ...extra });
const draft = (purchaseUnit = unit()) => ({
  intent: 'CAPTURE',
  purchase_units: [purchaseUnit],
  payment_source: {
    paypal: {
      experience_context: {
        return_url: `${shop.url}/api/payments/return?order=1`,
        cancel_url: `${shop.url}/checkout?cancelled=1`,
        user_action: 'PAY_NOW',
        shipping_preference: 'NO_SHIPPING',
      },
    },
  },
});
const create = (body = draft(), requestId = `create-${(counter += 1)}`) =>
  call('POST', '/v2/checkout/orders', { body, requestId });
const linkOf = (order, rel) => order.links.find((link) => link.rel === rel)?.href;

async function approvedOrder(instrument = 'ok', body = draft()) {
  const { body: order } = await create(body);
  const answer = await submit(linkOf(order, 'payer-action'), { action: 'pay', instrument });
  return { order, location: answer.headers.get('location') };
}
const capture = (order, requestId = `capture-${(counter += 1)}`, headers) =>
  call('POST', `/v2/checkout/orders/${order.id}/capture`, { body: {}, requestId, headers });
const webhookOf = (type, text) => (entry) =>
  entry.path === '/api/webhooks/paypal' && entry.status === 200 && JSON.parse(entry.body).event_type === type && entry.body.includes(text);

describe('orders', () => {
  test('are created, repeated by request id, approved and captured once', async () => {
    const created = await create(draft(), 'order.1:1:3998');
    assert.equal(created.body.status, 'PAYER_ACTION_REQUIRED');
    const repeated = await create(draft(), 'order.1:1:3998');
    assert.equal(repeated.status, 200);
    assert.equal(repeated.body.id, created.body.id);
    const order = created.body;

    const early = await capture(order);
    assert.equal(early.status, 422);
    assert.equal(early.body.details[0].issue, 'ORDER_NOT_APPROVED');
    assert.ok(early.headers.get('paypal-debug-id'));

    const page = await fetch(linkOf(order, 'payer-action'));
    assert.match(page.headers.get('content-security-policy'), /default-src 'none'/);
    assert.match(await page.text(), /39\.98 EUR/);
    const answer = await submit(linkOf(order, 'payer-action'), { action: 'pay', instrument: 'ok' });
    assert.equal(answer.status, 303);
    const back = new URL(answer.headers.get('location'));
    assert.equal(back.origin, shop.url);
    assert.equal(back.searchParams.get('order'), '1');
    assert.equal(back.searchParams.get('token'), order.id);
    assert.ok(back.searchParams.get('PayerID'));
    await shop.wait(webhookOf('CHECKOUT.ORDER.APPROVED', order.id));

    const captured = await capture(order, 'capture.1');
    assert.equal(captured.status, 201);
    assert.equal(captured.body.status, 'COMPLETED');
    const [made] = captured.body.purchase_units[0].payments.captures;
    assert.equal(made.status, 'COMPLETED');
    assert.deepEqual(made.amount, money('39.98'));
    assert.equal(made.custom_id, 'order.1');
    const again = await capture(order, 'capture.1');
    assert.equal(again.status, 200);
    assert.equal(again.body.purchase_units[0].payments.captures[0].id, made.id);
    const other = await capture(order, 'capture.2');
    assert.equal(other.body.details[0].issue, 'ORDER_ALREADY_CAPTURED');
    const read = await call('GET', `/v2/payments/captures/${made.id}`);
    assert.equal(read.body.id, made.id);
    await shop.wait(webhookOf('PAYMENT.CAPTURE.COMPLETED', made.id));
  });

  test('answer minimally unless asked for everything', async () => {
    const { body } = await call('POST', '/v2/checkout/orders', { body: draft(), requestId: 'minimal', prefer: '' });
    assert.deepEqual(Object.keys(body).sort(), ['id', 'links', 'status']);
  });

  test('that do not add up are refused', async () => {
    const items = [{ name: 'Cup', quantity: '2', unit_amount: money('10.00') }];
    const breakdown = { item_total: money('20.00'), shipping: money('4.90'), discount: money('2.00') };
    const good = await create(draft(unit('22.90', { items, amount: { ...money('22.90'), breakdown } })));
    assert.equal(good.status, 200);
    const cases = [
      [{ amount: { ...money('23.00'), breakdown }, items }, 422, 'AMOUNT_MISMATCH'],
      [{ amount: { ...money('22.89'), breakdown: { ...breakdown, item_total: money('19.99') } }, items }, 422, 'ITEM_TOTAL_MISMATCH'],
      [{ amount: money('22.90'), items }, 422, 'ITEM_TOTAL_REQUIRED'],
      [{ amount: money('10.001') }, 422, 'DECIMAL_PRECISION'],
      [{ amount: money('10.50', 'JPY') }, 422, 'DECIMAL_PRECISION'],
      [{ amount: money('0.00') }, 422, 'CANNOT_BE_ZERO_OR_NEGATIVE'],
      [{ amount: money('-1.00') }, 422, 'CANNOT_BE_ZERO_OR_NEGATIVE'],
      [{ amount: money('1.00', 'XXX') }, 422, 'INVALID_CURRENCY_CODE'],
      [{ amount: money('1e9') }, 400, 'INVALID_PARAMETER_VALUE'],
      [{ amount: undefined }, 400, 'MISSING_REQUIRED_PARAMETER'],
    ];
    for (const [extra, status, issue] of cases) {
      const answer = await create(draft(unit('1.00', extra)));
      assert.equal(answer.status, status, issue);
      assert.equal(answer.body.details[0].issue, issue);
    }
    const anonymous = await call('POST', '/v2/checkout/orders', { body: draft() });
    assert.equal(anonymous.body.details[0].issue, 'PAYPAL_REQUEST_ID_REQUIRED');
    const broken = await call('POST', '/v2/checkout/orders', { body: '{', requestId: 'broken' });
    assert.equal(broken.body.details[0].issue, 'MALFORMED_REQUEST_JSON');
  });

  test('a declined instrument sends the buyer back, who may choose another', async () => {
    const { order } = await approvedOrder('declined');
    const declined = await capture(order, 'declined');
    assert.equal(declined.status, 422);
    assert.equal(declined.body.details[0].issue, 'INSTRUMENT_DECLINED');
    const redirect = linkOf(declined.body, 'redirect');
    await submit(redirect, { action: 'pay', instrument: 'ok' });
    assert.equal((await capture(order, 'second')).body.status, 'COMPLETED');
  });

  test('a pending capture is denied later', async () => {
    const { order } = await approvedOrder('pending');
    const captured = await capture(order);
    const [made] = captured.body.purchase_units[0].payments.captures;
    assert.equal(made.status, 'PENDING');
    await shop.wait(webhookOf('PAYMENT.CAPTURE.PENDING', made.id));
    await shop.wait(webhookOf('PAYMENT.CAPTURE.DENIED', made.id));
    const read = await call('GET', `/v2/checkout/orders/${order.id}`);
    assert.equal(read.body.purchase_units[0].payments.captures[0].status, 'DECLINED');
  });

  test('the buyer may cancel', async () => {
    const { body: order } = await create();
    const answer = await submit(linkOf(order, 'payer-action'), { action: 'cancel' });
    assert.equal(answer.headers.get('location'), `${shop.url}/checkout?cancelled=1&token=${order.id}`);
    assert.equal((await call('GET', `/v2/checkout/orders/${order.id}`)).body.status, 'PAYER_ACTION_REQUIRED');
  });

  test('mocked issues are answered', async () => {
    const { order } = await approvedOrder();
    const headers = { 'paypal-mock-response': '{"mock_application_codes":"INSTRUMENT_DECLINED"}' };
    assert.equal((await capture(order, 'mocked', headers)).body.details[0].issue, 'INSTRUMENT_DECLINED');
  });

  test('strangers are refused', async () => {
    const answer = await fetch(`${services.pay}/v2/checkout/orders/x`, { headers: { authorization: 'Bearer no' } });
    assert.equal(answer.status, 401);
    assert.equal((await answer.json()).name, 'AUTHENTICATION_FAILURE');
    const token = await fetch(`${services.pay}/v1/oauth2/token`, { method: 'POST', body: 'grant_type=client_credentials' });
    assert.equal(token.status, 401);
    assert.equal((await token.json()).error, 'invalid_client');
    assert.equal((await call('GET', '/v2/checkout/orders/NOBODY')).body.name, 'RESOURCE_NOT_FOUND');
  });
});

describe('refunds', () => {
  test('are partial, bounded and repeated by request id', async () => {
    const { order } = await approvedOrder();
    const [made] = (await capture(order)).body.purchase_units[0].payments.captures;
    const path = `/v2/payments/captures/${made.id}/refund`;
    const part = await call('POST', path, { body: { amount: money('10.00') }, requestId: 'refund-1' });
    assert.equal(part.status, 201);
    const repeated = await call('POST', path, { body: { amount: money('10.00') }, requestId: 'refund-1' });
    assert.equal(repeated.status, 200);
    assert.equal(repeated.body.id, part.body.id);
    const excess = await call('POST', path, { body: { amount: money('29.99') } });
    assert.equal(excess.body.details[0].issue, 'REFUND_AMOUNT_EXCEEDED');
    const foreign = await call('POST', path, { body: { amount: money('1.00', 'USD') } });
    assert.equal(foreign.body.details[0].issue, 'REFUND_CAPTURE_CURRENCY_MISMATCH');
    const rest = await call('POST', path, { body: '' });
    assert.deepEqual(rest.body.amount, money('29.98'));
    const over = await call('POST', path, { body: '' });
    assert.equal(over.body.details[0].issue, 'CAPTURE_FULLY_REFUNDED');
    const read = await call('GET', `/v2/checkout/orders/${order.id}`);
    assert.equal(read.body.purchase_units[0].payments.captures[0].status, 'REFUNDED');
    await shop.wait(webhookOf('PAYMENT.CAPTURE.REFUNDED', made.id), 2);
  });
});

describe('webhooks', () => {
  test('verify by postback and offline, and not when they were changed', async () => {
    const { order } = await approvedOrder();
    const [entry] = await shop.wait(webhookOf('CHECKOUT.ORDER.APPROVED', order.id));
    const claim = {
      auth_algo: entry.headers['paypal-auth-algo'],
      cert_url: entry.headers['paypal-cert-url'],
      transmission_id: entry.headers['paypal-transmission-id'],
      transmission_sig: entry.headers['paypal-transmission-sig'],
      transmission_time: entry.headers['paypal-transmission-time'],
      webhook_id: secrets.paypalWebhook,
    };
    const verify = async (claims, event) => {
      const body = `${JSON.stringify(claims).slice(0, -1)},"webhook_event":${event}}`;
      return (await call('POST', '/v1/notifications/verify-webhook-signature', { body })).body.verification_status;
    };
    assert.equal(await verify(claim, entry.body), 'SUCCESS');
    assert.equal(await verify({ ...claim, webhook_id: 'WH-OTHER' }, entry.body), 'FAILURE');
    assert.equal(await verify(claim, entry.body.replace('"summary":"', '"summary":"x')), 'FAILURE');
    assert.equal(await verify(claim, JSON.stringify(JSON.parse(entry.body))), 'FAILURE', 'other bytes');

    const certificate = new X509Certificate(await (await fetch(claim.cert_url)).text());
    const text = [claim.transmission_id, claim.transmission_time, secrets.paypalWebhook, crc32(entry.body)].join('|');
    const offline = createVerify('RSA-SHA256').update(text);
    assert.ok(offline.verify(certificate.publicKey, claim.transmission_sig, 'base64'));
  });
});
