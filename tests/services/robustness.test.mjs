// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { once } from 'node:events';
import { after, before, describe, test } from 'node:test';
import { clearFaults, secrets, setFault, startServices, startShop } from './running.mjs';

let shop;
let services;
before(async () => {
  shop = await startShop();
  services = await startServices({ shopUrl: shop.url });
});
after(async () => {
  await services.stop();
  await shop.stop();
});

const mutate = (body, extra) =>
  fetch(`${services.lake}/v2025-02-19/data/mutate/production`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secrets.lakeToken}`, 'content-type': 'application/json' },
    body,
    ...extra,
  });

/** Sends raw bytes and answers what comes back until the connection ends. */
async function raw(url, bytes) {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let answer = '';
  socket.on('data', (chunk) => (answer += chunk.toString('latin1')));
  socket.on('error', () => {});
  await once(socket, 'connect');
  socket.end(bytes);
  await new Promise((resolve) => socket.once('close', resolve)); // also upon a reset
  return answer;
}

const isAlive = async () => {
  for (const url of [services.lake, services.pay, services.parcel]) {
    assert.equal((await fetch(`${url}/health`)).status, 200);
  }
};

describe('bad input', () => {
  test('malformed bodies get the documented error', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const bodies = ['', '{', 'null', '[]', '{"mutations":1}', '{"mutations":[1]}', '{"mutations":[{}]}',
      '{"mutations":[{"create":{"_type":"x","_id":"-bad"}}]}', '{"mutations":[{"create":{"_id":"x"}}]}',
      '{"mutations":[{"explode":{}}]}', '{"mutations":[{"patch":{"id":"x"}}]}', deep, '\xff\xfe', '{"a":"\\ud800"}'];
    for (const body of bodies) {
      const answer = await mutate(body);
      assert.ok(answer.status >= 400 && answer.status < 500, `${answer.status} for ${body.slice(0, 40)}`);
      assert.match(answer.headers.get('content-type'), /^application\/json/);
      assert.ok((await answer.json()).error);
    }
    await isAlive();
  });

  test('hostile patch paths are refused or do nothing', async () => {
    const paths = ['', '.', '..', '[', 'a[', 'a[]', 'a[999999999999]', 'a[-99]', 'a[0:99999999]', 'a..b', 'a[_key==', 'a[b',
      `${'a.'.repeat(500)}a`, 'x'.repeat(10_000), 'a[0,0,0,0]', '_id', '_type', "['", 'a[@>"', '\u0000'];
    for (const path of paths) {
      await mutate(JSON.stringify({ mutations: [{ createOrReplace: { _id: 'p', _type: 'x', a: [1] } }] }));
      const answer = await mutate(JSON.stringify({ mutations: [{ patch: { id: 'p', set: { [path]: 1 } } }] }));
      assert.ok([200, 400].includes(answer.status), `${answer.status} for ${path.slice(0, 30)}`);
      const { documents } = await (await fetch(`${services.lake}/v2025-02-19/data/doc/production/p`)).json();
      assert.deepEqual([documents[0]._id, documents[0]._type], ['p', 'x'], path.slice(0, 30));
      if (answer.status === 400) assert.deepEqual(documents[0].a, [1], path.slice(0, 30));
    }
    await isAlive();
  });

  test('too large is 413 while it is read, also without a length', async () => {
    const big = Buffer.alloc(5 << 20, 0x20);
    const answer = await mutate(big).catch((error) => error);
    assert.ok(answer.status === 413 || answer instanceof TypeError);
    let sent = 0;
    const stream = new ReadableStream({
      pull(controller) {
        controller.enqueue(new Uint8Array(1 << 20));
        if (++sent === 256) controller.close();
      },
    });
    const long = await mutate(stream, { duplex: 'half' }).catch((error) => error);
    assert.ok(long.status === 413 || long instanceof TypeError);
    assert.ok(sent < 256, 'all of it was read');
    await isAlive();
  });

  test('a query may not be as large as a picture, whatever its address says', async () => {
    const body = JSON.stringify({ query: `"${'x'.repeat(1 << 20)}"` });
    for (const path of ['data/query/production/assets/', 'projects/p/datasets/production/query', 'data/query/production']) {
      const answer = await fetch(`${services.lake}/v2025-02-19/${path}`, { method: 'POST', body }).catch((error) => error);
      assert.ok(answer.status === 413 || answer instanceof TypeError, path);
    }
    await isAlive();
  });

  test('broken HTTP is answered or cut, and nothing falls over', async () => {
    const bytes = [
      'GARBAGE\r\n\r\n', '\0\0\0\0\r\n\r\n', `GET /${'a'.repeat(60_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
      `GET /v1/${'a'.repeat(9_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
      `GET / HTTP/1.1\r\nHost: x\r\nX: ${'y'.repeat(100_000)}\r\n\r\n`,
      'POST /v1/data/mutate/production HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n',
      'POST /v1/data/mutate/production HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      'POST /v1/data/mutate/production HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
      'TRACE / HTTP/1.1\r\nHost: x\r\n\r\n', 'GET /%zz%00%ff HTTP/1.1\r\nHost: x\r\n\r\n',
    ];
    for (const url of [services.lake, services.pay, services.parcel]) {
      const answers = await Promise.all(bytes.map((each) => raw(url, each)));
      for (const answer of answers) assert.doesNotMatch(answer, /^HTTP\/1\.1 200/);
    }
    await isAlive();
  });

  test('clients that never finish, and never read, keep nobody waiting', async () => {
    const halves = ['GET /v1/data', 'POST /v1/data/mutate/production HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{', '', '\r\n'];
    const { hostname, port } = new URL(services.lake);
    const sockets = Array.from({ length: 400 }, (_, i) => {
      const socket = connect(Number(port), hostname);
      socket.on('error', () => {});
      socket.write(halves[i % halves.length]);
      return socket;
    });
    const text = 'x'.repeat(1 << 20);
    await mutate(JSON.stringify({ mutations: [{ createOrReplace: { _id: 'large', _type: 'large', text } }] }));
    for (let i = 0; i < 20; i += 1) {
      const socket = connect(Number(port), hostname);
      socket.on('error', () => {});
      socket.pause();
      socket.write('GET /v2025-02-19/data/doc/production/large HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(20));
      sockets.push(socket);
    }
    const started = performance.now();
    await Promise.all(Array.from({ length: 20 }, isAlive));
    assert.ok(performance.now() - started < 5_000);
    for (const socket of sockets) socket.destroy();
  });

  test('documents beyond the documented limits are refused', async () => {
    const create = async (content) => {
      const answer = await mutate(JSON.stringify({ mutations: [{ create: { _type: 'limited', ...content } }] }));
      return [answer.status, (await answer.json()).error?.description ?? ''];
    };
    const nested = (levels) => (levels === 0 ? 1 : { a: nested(levels - 1) });
    assert.equal((await create(nested(20)))[0], 200);
    const [deep, why] = await create(nested(22));
    assert.equal(deep, 400);
    assert.match(why, /nested deeper than 20/);
    const wide = (count) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`a${i}`, i]));
    assert.equal((await create(wide(900)))[0], 200);
    assert.equal((await create(wide(1_001)))[0], 400);
    assert.equal((await create({ rows: Array.from({ length: 2_000 }, (_, i) => ({ _key: `${i}`, n: i })) }))[0], 200);
    await mutate(JSON.stringify({ mutations: [{ createOrReplace: { _id: 'grows', _type: 'limited', parts: [] } }] }));
    const grow = () => mutate(JSON.stringify({ mutations: [{ patch: { id: 'grows', insert: { after: 'parts[-1]', items: ['x'.repeat(3 << 20)] } } }] }));
    const statuses = [];
    for (let i = 0; i < 11; i += 1) statuses.push((await grow()).status);
    assert.deepEqual(statuses, [...Array(10).fill(200), 400]);
  });

  // Each sees what those before it did; to do all of that anew for each would take minutes.
  test('a body may hold thousands of mutations by query', { timeout: 60_000 }, async () => {
    const numbers = Array.from({ length: 20_000 }, (_, i) => `many-${i}`);
    const create = numbers.map((_id) => ({ create: { _id, _type: 'many' } }));
    const remove = numbers.map((id) => ({ delete: { query: '*[_id == $id]', params: { id } } }));
    const answer = await mutate(JSON.stringify({ mutations: create.concat(remove) }));
    assert.equal(answer.status, 200);
    const count = await fetch(`${services.lake}/v2025-02-19/data/query/production?query=count(*%5B_type=='many'%5D)`);
    assert.equal((await count.json()).result, 0);
  });

  test('an upload of more than 100 MB is refused', async () => {
    const answer = await fetch(`${services.lake}/v2025-02-19/assets/files/production`, {
      method: 'POST', body: Buffer.alloc((100 << 20) + 1), headers: { authorization: `Bearer ${secrets.lakeToken}` },
    }).catch((error) => error);
    assert.ok(answer.status === 413 || answer instanceof TypeError);
    await isAlive();
  });

  // A text that began with FF 54 was taken for a date by the next query, which ended the program.
  test('text in an address that is no UTF-8 is repaired before it is kept', async () => {
    const headers = { authorization: `Bearer ${secrets.lakeToken}` };
    const upload = await fetch(`${services.lake}/v2025-02-19/assets/files/production?filename=%FFTx&title=%FFT1`, {
      method: 'POST', body: 'x', headers: { ...headers, 'content-type': '\xffTx' },
    });
    assert.deepEqual([(await upload.json()).document.originalFilename], ['\ufffdTx']);
    const all = await fetch(`${services.lake}/v2025-02-19/data/query/production?query=*`);
    assert.equal(all.status, 200);
    await isAlive();
  });

  test('ids of transactions and names of perspectives are plain', async () => {
    for (const id of ['%FFTy', 'a%0Adata:x', 'a%0D%0Ab', 'a%23b', 'x'.repeat(129)]) {
      const answer = await fetch(`${services.lake}/v2025-02-19/data/mutate/production?transactionId=${id}`, {
        method: 'POST', headers: { authorization: `Bearer ${secrets.lakeToken}` }, body: '{"mutations":[]}',
      });
      assert.equal(answer.status, 400, id);
    }
    for (const perspective of ['a%0A', '..', 'a,'.repeat(33)]) {
      const query = await fetch(`${services.lake}/v2025-02-19/data/query/production?query=*&perspective=${perspective}`);
      assert.equal(query.status, 400, perspective);
    }
  });

  test('hostile forms and queries are refused', async () => {
    const forms = ['a=1&a[b]=2', 'a[b]=1&a=2', 'line_items[999999999]=1', 'a[b', 'a]b[=1', '[a]=1', `${'a[x]'.repeat(2_000)}=1`,
      Array.from({ length: 2_000 }, (_, i) => `k${i}=1`).join('&'), 'mode=%ff%fe', '='];
    for (const body of forms) {
      const answer = await fetch(`${services.pay}/v1/checkout/sessions`, {
        method: 'POST', body,
        headers: { authorization: 'Bearer sk_test_x', 'content-type': 'application/x-www-form-urlencoded' },
      });
      assert.equal(answer.status, 400, body.slice(0, 40));
      assert.equal((await answer.json()).error.type, 'invalid_request_error');
    }
    const query = (parameters) => fetch(`${services.lake}/v2025-02-19/data/query/production?${parameters}`);
    assert.match((await (await query('query=*&$x=unquoted')).json()).error.description, /Please quote string values/);
    assert.equal((await query('')).status, 400);
    assert.equal((await query('query=%22%FFTx%22')).status, 200);
    assert.equal((await query(`query=${'('.repeat(5_000)}`)).status, 400);
    assert.equal((await fetch(`${services.lake}/v2025-02-19/data/query/nowhere?query=*`)).status, 404);
    await isAlive();
  });
});

describe('control', () => {
  test('is for this machine only', async () => {
    const host = 'GET /__requests HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n';
    assert.match(await raw(services.lake, host), /^HTTP\/1\.1 403/);
    const page = await fetch(`${services.lake}/__faults`, {
      method: 'POST', body: '{"kind":"fail"}', headers: { origin: 'https://evil.example' },
    });
    assert.equal(page.status, 403);
    const { requests } = await (await fetch(`${services.lake}/__requests`)).json();
    assert.ok(requests.length > 0 && requests.length <= 500);
    assert.ok(!JSON.stringify(requests).includes(secrets.lakeToken));
  });

  test('faults can be slow, failing, garbled and cleared', async () => {
    const url = `${services.lake}/v2025-02-19/data/doc/production/x`;
    await setFault(services.lake, { kind: 'slow', ms: 300 });
    const started = performance.now();
    assert.equal((await fetch(url)).status, 200);
    assert.ok(performance.now() - started >= 290);
    await setFault(services.pay, { service: 'lake', kind: 'garbage' });
    assert.match((await fetch(url)).headers.get('content-type'), /html/);
    await setFault(services.lake, { kind: 'fail', probability: 1, status: 429, match: '/v2025-02-19/data/doc' });
    assert.equal((await fetch(url)).status, 429);
    await clearFaults(services.lake);
    assert.equal((await fetch(url)).status, 200);
    const wrong = await fetch(`${services.lake}/__faults`, { method: 'POST', body: '{"kind":"explode"}' });
    assert.equal(wrong.status, 422);
  });

  test('CORS lets the shop and this machine in, and nobody else', async () => {
    const preflight = (origin) =>
      fetch(`${services.lake}/v2025-02-19/data/query/production`, { method: 'OPTIONS', headers: { origin } });
    const allowed = await preflight(shop.url);
    assert.equal(allowed.headers.get('access-control-allow-origin'), shop.url);
    assert.match(allowed.headers.get('access-control-allow-headers'), /authorization/);
    assert.equal((await preflight('https://evil.example')).headers.get('access-control-allow-origin'), null);
    const check = await fetch(`${services.lake}/v2025-02-19/check/cors`, { headers: { origin: 'https://evil.example' } });
    assert.deepEqual(await check.json(), { result: { allowed: false, withCredentials: false } });
    const program = await fetch(`${services.lake}/v2025-02-19/check/cors`);
    assert.deepEqual(await program.json(), { result: { allowed: true, withCredentials: true } });
  });
});

describe('the shop\'s cron', () => {
  test('is asked to reconcile with the secret', { timeout: 60_000 }, async () => {
    const [entry] = await shop.wait((each) => each.path === '/api/reconcile', 1, 45_000);
    assert.equal(entry.headers.authorization, `Bearer ${secrets.cron}`);
  });
});
