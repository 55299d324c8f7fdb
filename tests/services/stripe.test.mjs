// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import Stripe from 'stripe';
import { clearFaults, secrets, setFault, startServices, startShop, submit } from './running.mjs';

let shop;
let services;
let stripe;

before(async () => {
  shop = await startShop();
  services = await startServices({ shopUrl: shop.url });
  const { hostname, port } = new URL(services.pay);
  stripe = new Stripe('sk_test_x', { host: hostname, port, protocol: 'http', maxNetworkRetries: 0 });
});
after(async () => {
  await services.stop();
  await shop.stop();
});

const line = (amount, quantity = 1) => ({
  quantity,
  price_data: { currency: 'eur', unit_amount: amount, product_data: { name: 'Cup "Blue" & Söhne' } },
});

const order = (extra) => ({
  mode: 'payment',
  client_reference_id: 'order.1',
  line_items: [line(1999, 2)],
  metadata: { orderId: 'order.1' },
  payment_intent_data: { metadata: { orderId: 'order.1' } },
  success_url: `${shop.url}/api/payments/return?order=1&session_id={CHECKOUT_SESSION_ID}`,
  cancel_url: `${shop.url}/checkout`,
  ...extra,
});

const typed = (cardNumber, extra) => ({
  email: 'a@b.example', cardNumber, cardExpiry: '12 / 40', cardCvc: '123', billingName: 'A B', ...extra,
});

const webhookOf = (type, id) => (entry) => {
  if (entry.path !== '/api/webhooks/stripe' || entry.status !== 200) return false;
  const event = JSON.parse(entry.body);
  return event.type === type && (!id || event.data.object.id === id || event.data.object.payment_intent === id);
};

const constructed = (entry) =>
  stripe.webhooks.constructEvent(entry.body, entry.headers['stripe-signature'], secrets.stripeWebhook);

async function paidSession(card = '4242424242424242', extra) {
  const session = await stripe.checkout.sessions.create(order(extra));
  await submit(session.url, typed(card));
  return stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent.latest_charge'] });
}

describe('checkout sessions', () => {
  test('are created with every field, retrieved, expanded and listed', async () => {
    const session = await stripe.checkout.sessions.create(
      order({ shipping_options: [{ shipping_rate_data: { type: 'fixed_amount', display_name: 'Standard', fixed_amount: { amount: 490, currency: 'eur' } } }] }),
    );
    assert.match(session.id, /^cs_test_/);
    assert.equal(session.amount_subtotal, 3998);
    assert.equal(session.amount_total, 4488);
    assert.equal(session.total_details.amount_shipping, 490);
    assert.equal(session.currency, 'eur');
    assert.equal(session.status, 'open');
    assert.equal(session.payment_status, 'unpaid');
    assert.equal(session.payment_intent, null);
    assert.equal(session.client_reference_id, 'order.1');
    assert.deepEqual(session.metadata, { orderId: 'order.1' });
    assert.ok(session.url.startsWith(services.pay));
    assert.equal(Object.keys(session).length, 59);
    assert.ok(!Object.keys(session).some((name) => name.startsWith('_')));

    const again = await stripe.checkout.sessions.retrieve(session.id, { expand: ['line_items'] });
    assert.equal(again.line_items.data[0].description, 'Cup "Blue" & Söhne');
    assert.equal(again.line_items.data[0].quantity, 2);
    const lines = await stripe.checkout.sessions.listLineItems(session.id, { limit: 100 });
    assert.equal(lines.data[0].price.unit_amount, 1999);
    const list = await stripe.checkout.sessions.list({ limit: 1 });
    assert.equal(list.data[0].id, session.id);
  });

  test('refuse wrong parameters by name', async () => {
    const cases = [
      [{ mode: undefined }, 'mode'],
      [{ line_items: [] }, 'line_items'],
      [{ line_items: [line(10)] }, 'line_items'],
      [{ line_items: [line(-5)] }, 'line_items[0][price_data][unit_amount]'],
      [{ line_items: [line(100, 0)] }, 'line_items[0][quantity]'],
      [{ success_url: 'javascript:alert(1)' }, 'success_url'],
      [{ payment_method_types: ['card'] }, 'payment_method_types'],
      [{ expires_at: Math.floor(Date.now() / 1000) + 60 }, 'expires_at'],
      [{ client_reference_id: 'x'.repeat(201) }, 'client_reference_id'],
    ];
    for (const [extra, param] of cases) {
      await assert.rejects(stripe.checkout.sessions.create(order(extra)), (error) => {
        assert.equal(error.type, 'StripeInvalidRequestError', JSON.stringify(extra));
        assert.equal(error.param, param);
        return true;
      });
    }
    await assert.rejects(stripe.checkout.sessions.retrieve('cs_test_nobody'), { code: 'resource_missing' });
    const stranger = new Stripe('sk_live_x', { host: '127.0.0.1', port: new URL(services.pay).port, protocol: 'http' });
    await assert.rejects(stranger.checkout.sessions.list(), { type: 'StripeAuthenticationError' });
  });

  test('the same key gives the same answer, other parameters are refused', async () => {
    const key = { idempotencyKey: 'order.1:1:3998' };
    const [first, second] = await Promise.all([
      // Two at once: one may be told that the key is in use, and asks again.
      stripe.checkout.sessions.create(order(), { ...key, maxNetworkRetries: 3 }),
      stripe.checkout.sessions.create(order(), { ...key, maxNetworkRetries: 3 }),
    ]);
    assert.equal(first.id, second.id);
    const third = await stripe.checkout.sessions.create(order(), key);
    assert.equal(third.lastResponse.headers['idempotent-replayed'], 'true');
    assert.equal(third.id, first.id);
    const other = stripe.checkout.sessions.create(order({ line_items: [line(500)] }), key);
    await assert.rejects(other, { type: 'StripeIdempotencyError' });
  });

  test('an answer lost after the work is found again with the same key', async () => {
    await setFault(services.pay, { kind: 'drop_after', count: 2, match: '/v1/checkout' });
    const key = { idempotencyKey: 'lost-answer' };
    await assert.rejects(stripe.checkout.sessions.create(order(), key), { type: 'StripeConnectionError' });
    await clearFaults(services.pay);
    const session = await stripe.checkout.sessions.create(order(), key);
    assert.equal(session.lastResponse.headers['idempotent-replayed'], 'true');
  });

  test('expire once, and then cannot be paid', async () => {
    const session = await stripe.checkout.sessions.create(order());
    const expired = await stripe.checkout.sessions.expire(session.id);
    assert.equal(expired.status, 'expired');
    assert.equal(expired.url, null);
    await assert.rejects(stripe.checkout.sessions.expire(session.id), { statusCode: 400 });
    const page = await submit(session.url, typed('4242424242424242'));
    assert.match(await page.text(), /expired/);
    await shop.wait(webhookOf('checkout.session.expired', session.id));
  });
});

describe('the hosted page', () => {
  test('is plain, strict and escapes what the shop sends', async () => {
    const hostile = { quantity: 1, price_data: { currency: 'eur', unit_amount: 100, product_data: { name: '<script>alert(1)</script>' } } };
    const session = await stripe.checkout.sessions.create(order({ line_items: [hostile] }));
    const page = await fetch(session.url);
    const html = await page.text();
    assert.equal(page.status, 200);
    assert.ok(!/<script/i.test(html));
    assert.match(html, /&lt;script&gt;/);
    const policy = page.headers.get('content-security-policy');
    assert.match(policy, /default-src 'none'/);
    assert.ok(policy.includes(`form-action 'self' ${shop.url}`));
    assert.match(html, new RegExp(`href="${shop.url}/checkout"`));
    assert.equal((await fetch(`${services.pay}/c/pay/nobody`)).status, 404);
  });

  test('a good card pays once, also when the form is sent twice', async () => {
    const session = await stripe.checkout.sessions.create(order());
    const answers = await Promise.all([1, 2, 3].map(() => submit(session.url, typed('4242 4242 4242 4242'))));
    for (const answer of answers) {
      assert.equal(answer.status, 303);
      assert.equal(answer.headers.get('location'), `${shop.url}/api/payments/return?order=1&session_id=${session.id}`);
    }
    const paid = await stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent'] });
    assert.equal(paid.status, 'complete');
    assert.equal(paid.payment_status, 'paid');
    assert.equal(paid.url, null);
    assert.equal(paid.customer_details.email, 'a@b.example');
    assert.equal(paid.payment_intent.status, 'succeeded');
    assert.equal(paid.payment_intent.amount_received, 3998);
    assert.deepEqual(paid.payment_intent.metadata, { orderId: 'order.1' });
    const charges = await stripe.charges.list({ payment_intent: paid.payment_intent.id });
    assert.equal(charges.data.length, 1);
    assert.equal(charges.data[0].payment_method_details.card.last4, '4242');

    const [entry] = await shop.wait(webhookOf('checkout.session.completed', session.id));
    const event = constructed(entry);
    assert.equal(event.data.object.amount_total, 3998);
    assert.equal(event.data.object.payment_status, 'paid');
    assert.throws(() => stripe.webhooks.constructEvent(`${entry.body} `, entry.headers['stripe-signature'], secrets.stripeWebhook));
    assert.equal((await stripe.events.retrieve(event.id)).type, 'checkout.session.completed');
  });

  test('declined cards are refused in the vendor\'s words and can be replaced', async () => {
    const session = await stripe.checkout.sessions.create(order());
    const declines = [
      ['4000000000000002', 'Your card was declined.', 'generic_decline'],
      ['4000000000009995', 'Your card has insufficient funds.', 'insufficient_funds'],
      ['4000000000009987', 'Your card was declined.', 'lost_card'],
      ['4000000000009979', 'Your card was declined.', 'stolen_card'],
      ['4000000000000069', 'Your card has expired.', 'expired_card'],
      ['4000000000000127', 'security code is incorrect', 'incorrect_cvc'],
      ['4000000000000119', 'An error occurred while processing your card', 'processing_error'],
      ['4000000000006975', 'repeated attempts', 'card_velocity_exceeded'],
      ['4111111111111111', 'non test card', 'test_mode_live_card'],
    ];
    for (const [number, message, declineCode] of declines) {
      const answer = await submit(session.url, typed(number));
      assert.equal(answer.status, 303, number);
      const html = await (await fetch(session.url)).text();
      assert.ok(html.replaceAll('&#39;', "'").includes(message), `${number}: ${message}`);
      const { payment_intent: intent } = await stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent'] });
      assert.equal(intent.status, 'requires_payment_method');
      assert.equal(intent.last_payment_error.decline_code, declineCode);
    }
    await shop.wait(webhookOf('payment_intent.payment_failed'), declines.length);
    assert.equal((await submit(session.url, typed('4242424242424242'))).status, 303);
    const paid = await stripe.checkout.sessions.retrieve(session.id);
    assert.equal(paid.payment_status, 'paid');
  });

  test('mistyped fields are named and nothing is tried', async () => {
    const session = await stripe.checkout.sessions.create(order());
    const mistakes = [
      [{ cardNumber: '4242424242424241' }, 'cardNumber-error', 'Your card number is invalid.'],
      [{ cardNumber: '4242' }, 'cardNumber-error', 'incomplete'],
      [{ cardExpiry: '01 / 20' }, 'cardExpiry-error', 'in the past'],
      [{ cardExpiry: '13 / 40' }, 'cardExpiry-error', 'month is invalid'],
      [{ cardCvc: '12' }, 'cardCvc-error', 'incomplete'],
      [{ email: 'nobody' }, 'email-error', 'e-mail'],
    ];
    for (const [extra, id, message] of mistakes) {
      const answer = await submit(session.url, typed('4242424242424242', extra));
      const html = await answer.text();
      assert.match(html, new RegExp(`id="${id}"[^<]*${message}`));
      assert.ok(!html.includes('4242424242424242'));
    }
    assert.equal((await stripe.checkout.sessions.retrieve(session.id)).payment_intent, null);
  });

  test('3-D Secure can be completed, failed, and declined afterwards', async () => {
    const session = await stripe.checkout.sessions.create(order());
    const challenge = await submit(session.url, typed('4000002500003155'));
    const page = new URL(challenge.headers.get('location'), services.pay).href;
    assert.equal(page, `${session.url}/challenge`);
    assert.match(await (await fetch(page)).text(), /Complete authentication/);
    const waiting = await stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent'] });
    assert.equal(waiting.payment_intent.status, 'requires_action');

    await submit(page, { outcome: 'fail' });
    assert.match(await (await fetch(session.url)).text(), /unable to authenticate/);

    await submit(session.url, typed('4000008400001629'));
    await submit(page, { outcome: 'complete' });
    assert.match(await (await fetch(session.url)).text(), /declined/);

    await submit(session.url, typed('4000002760003184'));
    const done = await submit(page, { outcome: 'complete' });
    assert.ok(done.headers.get('location').endsWith(session.id));
    assert.equal((await stripe.checkout.sessions.retrieve(session.id)).payment_status, 'paid');
  });
});

describe('refunds', () => {
  test('are partial, bounded by what is left, and told', async () => {
    const paid = await paidSession();
    const intent = paid.payment_intent.id;
    const first = await stripe.refunds.create({ payment_intent: intent, amount: 1000, metadata: { orderId: '1' } }, { idempotencyKey: `${intent}-1` });
    const replay = await stripe.refunds.create({ payment_intent: intent, amount: 1000, metadata: { orderId: '1' } }, { idempotencyKey: `${intent}-1` });
    assert.equal(replay.id, first.id);
    await assert.rejects(stripe.refunds.create({ payment_intent: intent, amount: 2999 }), { statusCode: 400 });
    const rest = await stripe.refunds.create({ payment_intent: intent });
    assert.equal(rest.amount, 2998);
    await assert.rejects(stripe.refunds.create({ payment_intent: intent }), { code: 'charge_already_refunded' });
    assert.equal((await stripe.refunds.list({ payment_intent: intent })).data.length, 2);
    const [entry] = await shop.wait((each) => webhookOf('charge.refunded', intent)(each) && JSON.parse(each.body).data.object.refunded);
    assert.equal(constructed(entry).data.object.amount_refunded, 3998);
  });

  test('may end slowly or fail late, and a payment may be disputed', async () => {
    const slow = await paidSession('4000000000007726');
    const refund = await stripe.refunds.create({ payment_intent: slow.payment_intent.id });
    assert.equal(refund.status, 'pending');
    await shop.wait((each) => webhookOf('refund.updated', refund.id)(each) && JSON.parse(each.body).data.object.status === 'succeeded');
    const failing = await paidSession('4000000000005126');
    const failed = await stripe.refunds.create({ payment_intent: failing.payment_intent.id });
    assert.equal(failed.status, 'succeeded');
    await shop.wait(webhookOf('refund.failed', failed.id));
    assert.equal((await stripe.refunds.retrieve(failed.id)).status, 'failed');
    const disputed = await paidSession('4000000000000259');
    await shop.wait(webhookOf('charge.dispute.created', disputed.payment_intent.id));
  });
});

describe('webhooks', () => {
  test('are repeated with a new signature until they are accepted', async () => {
    const isMine = (entry) =>
      entry.path === '/api/webhooks/stripe' &&
      entry.body.includes('"refused-twice"') &&
      entry.body.includes('checkout.session.completed');
    let refusals = 2;
    shop.answer = (entry) => (isMine(entry) && refusals-- > 0 ? 500 : 200);
    await paidSession('4242424242424242', { client_reference_id: 'refused-twice' });
    const attempts = await shop.wait(isMine, 3);
    shop.answer = () => 200;
    assert.deepEqual(attempts.map((entry) => entry.status), [500, 500, 200]);
    const ids = new Set(attempts.map((entry) => constructed(entry).id));
    assert.equal(ids.size, 1);
  });

  test('can be told to come twice', async () => {
    await setFault(services.pay, { kind: 'duplicate', probability: 1, match: '/api/webhooks/stripe' });
    const paid = await paidSession();
    const twice = await shop.wait(webhookOf('checkout.session.completed', paid.id), 2);
    await clearFaults(services.pay);
    assert.equal(constructed(twice[0]).id, constructed(twice[1]).id);
  });
});
