// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { createPublicKey, verify } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { setFault, startServices, startShop } from './running.mjs';

let shop;
let services;
before(async () => {
  shop = await startShop();
  services = await startServices({ shopUrl: shop.url, extra: ['--parcel-speed', '80'] });
});
after(async () => {
  await services.stop();
  await shop.stop();
});

async function call(method, path, body, key = 'TEST_x') {
  const answer = await fetch(`${services.parcel}${path}`, {
    method,
    headers: { 'api-key': key, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: text ? JSON.parse(text) : undefined };
}

const address = (city) => ({
  name: 'A B', phone: '', address_line1: 'Street 1', city_locality: city, state_province: '',
  postal_code: '10115', country_code: 'DE',
});
const shipment = (extra) => ({
  external_shipment_id: 'order.1', carrier_id: 'se-4100001', service_code: 'ups_ground',
  ship_to: address('Berlin'), ship_from: address('Hamburg'),
  packages: [{ weight: { value: 800, unit: 'gram' } }], ...extra,
});

describe('labels', () => {
  test('are bought, found again by the order, and void only before the first scan', async () => {
    const carriers = await call('GET', '/v1/carriers');
    assert.equal(carriers.body.carriers[0].carrier_code, 'ups');
    const bought = await call('POST', '/v1/labels', { shipment: shipment() });
    assert.equal(bought.status, 200);
    const label = bought.body;
    assert.match(label.label_id, /^se-\d+$/);
    assert.match(label.tracking_number, /^1ZSIM/);
    assert.equal(label.packages[0].tracking_number, label.tracking_number);
    assert.ok(!Object.keys(label).some((name) => name.startsWith('_')));
    assert.equal((await call('GET', `/v1/labels/${label.label_id}`)).body.tracking_number, label.tracking_number);
    const found = await call('GET', '/v1/labels/external_shipment_id/order.1');
    assert.equal(found.body.label_id, label.label_id);
    assert.equal((await call('GET', '/v1/labels/external_shipment_id/order.2')).status, 404);

    const other = (await call('POST', '/v1/labels', { shipment: shipment({ external_shipment_id: 'order.3' }) })).body;
    assert.equal((await call('PUT', `/v1/labels/${other.label_id}/void`)).body.approved, true);
    assert.equal((await call('GET', '/v1/labels/external_shipment_id/order.3')).status, 404);
  });

  test('with missing fields are refused by name', async () => {
    const cases = [
      [{ carrier_id: 'se-1' }, 'carrier_id'],
      [{ service_code: '' }, 'service_code'],
      [{ ship_to: { ...address('Berlin'), postal_code: '' } }, 'postal_code'],
      [{ packages: [] }, 'packages'],
      [{ packages: [{ weight: { value: 0, unit: 'gram' } }] }, 'weight'],
    ];
    for (const [extra, field] of cases) {
      const { status, body } = await call('POST', '/v1/labels', { shipment: shipment(extra) });
      assert.equal(status, 400);
      assert.equal(body.errors[0].field_name, field);
      assert.match(body.request_id, /^[0-9a-f-]{36}$/);
    }
    assert.equal((await call('GET', '/v1/carriers', undefined, 'live')).body.errors[0].error_code, 'unauthorized');
    await setFault(services.parcel, { kind: 'fail', status: 500, match: '/v1/labels' });
    assert.ok((await call('POST', '/v1/labels', {})).body.error.message);
  });

  test('follow from rates', async () => {
    const rated = await call('POST', '/v1/rates', {
      rate_options: { carrier_ids: ['se-4100001', 'se-4100003'] }, shipment: shipment(),
    });
    const { rates } = rated.body.rate_response;
    assert.equal(rates.length, 2);
    assert.ok(rates.every((rate) => Number.isInteger(Math.round(rate.shipping_amount.amount * 100))));
    const bought = await call('POST', `/v1/labels/rates/${rates[1].rate_id}`, {});
    assert.equal(bought.body.carrier_code, 'stamps_com');
    const tracked = await call('GET', `/v1/tracking?carrier_code=stamps_com&tracking_number=${bought.body.tracking_number}`);
    assert.equal(tracked.body.carrier_code, 'usps');
  });
});

describe('tracking', () => {
  test('moves by itself to the door, each scan signed and sent with the whole history', async () => {
    const label = (await call('POST', '/v1/labels', { shipment: shipment({ external_shipment_id: 'order.9' }) })).body;
    const isMine = (entry) => entry.path === '/api/webhooks/shipengine' && entry.body.includes(label.tracking_number);
    const isLast = (entry) => isMine(entry) && JSON.parse(entry.body).data.status_code === 'DE';
    await shop.wait(isLast);
    const entries = await shop.wait(isMine, 5);
    const { keys } = await (await fetch(`${services.parcel}/jwks`)).json();
    for (const entry of entries) {
      const key = keys.find((each) => each.kid === entry.headers['x-shipengine-rsa-sha256-key-id']);
      const signed = `${entry.headers['x-shipengine-timestamp']}.${entry.body}`;
      const signature = Buffer.from(entry.headers['x-shipengine-rsa-sha256-signature'], 'base64');
      const publicKey = createPublicKey({ key, format: 'jwk' });
      assert.ok(verify('RSA-SHA256', Buffer.from(signed), publicKey, signature));
      assert.ok(!verify('RSA-SHA256', Buffer.from(`${signed} `), publicKey, signature));
      assert.equal(JSON.parse(entry.body).resource_type, 'API_TRACK');
    }
    const tracked = (await call('GET', `/v1/labels/${label.label_id}/track`)).body;
    assert.equal(tracked.status_code, 'DE');
    assert.equal(typeof tracked.carrier_id, 'number');
    assert.equal(tracked.events.length, 5);
    assert.deepEqual(tracked.events.map((event) => event.status_code), ['DE', 'IT', '', 'IT', 'AC']);
    assert.equal(tracked.events[1].status_detail_code, 'OUT_FOR_DELIVERY');
    const times = tracked.events.map((event) => Date.parse(event.occurred_at));
    assert.deepEqual(times, times.toSorted((a, b) => b - a));
    assert.equal(tracked.actual_delivery_date, tracked.events[0].occurred_at);
    assert.doesNotMatch(tracked.estimated_delivery_date, /Z|[+-]\d\d:/);
    assert.equal((await call('PUT', `/v1/labels/${label.label_id}/void`)).body.approved, false);
  });

  test('by number needs carrier and number, and does not know strangers', async () => {
    assert.equal((await call('GET', '/v1/tracking?tracking_number=1')).status, 400);
    assert.equal((await call('GET', '/v1/tracking?carrier_code=nobody&tracking_number=1')).body.errors[0].error_code, 'carrier_not_connected');
    assert.equal((await call('GET', '/v1/tracking?carrier_code=ups&tracking_number=1')).body.status_code, 'UN');
    assert.equal((await call('POST', '/v1/tracking/start?carrier_code=ups&tracking_number=1')).status, 204);
  });

  test('webhooks are registered once per address', async () => {
    const body = { event: 'track', url: `${shop.url}/other` };
    const made = await call('POST', '/v1/environment/webhooks', body);
    assert.equal(made.status, 200);
    assert.equal((await call('POST', '/v1/environment/webhooks', body)).status, 409);
    assert.equal((await call('GET', '/v1/environment/webhooks')).body.length, 2);
    assert.equal((await call('DELETE', `/v1/environment/webhooks/${made.body.webhook_id}`)).status, 204);
  });
});
