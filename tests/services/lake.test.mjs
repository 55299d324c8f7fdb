// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { deflateSync } from 'node:zlib';
import { createClient as createClient7 } from '@sanity/client';
import { createClient as createClient8 } from 'sanity-client-8';
import { clearFaults, secrets, setFault, startServices } from './running.mjs';

let services;
before(async () => (services = await startServices()));
after(() => services.stop());

const settings = (extra) => ({
  projectId: 'demo',
  dataset: 'production',
  apiVersion: '2025-02-19',
  apiHost: services.lake,
  useProjectHostname: false,
  useCdn: false,
  ...extra,
});

/** A PNG of one colour, made here so that no picture has to be kept. */
function png(width, height) {
  const crcTable = Array.from({ length: 256 }, (_, n) => {
    let c = n;
    for (let k = 0; k < 8; k += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    return c >>> 0;
  });
  const chunk = (type, bytes) => {
    const body = Buffer.concat([Buffer.from(type), bytes]);
    let crc = 0xffffffff;
    for (const byte of body) crc = crcTable[(crc ^ byte) & 255] ^ (crc >>> 8);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(bytes.length, 0);
    frame.writeUInt32BE((crc ^ 0xffffffff) >>> 0, 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, 0x80)]);
  const pixels = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)));
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk('IHDR', header),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function widthOfWebp(bytes) {
  const kind = bytes.subarray(12, 16).toString();
  if (kind === 'VP8X') return bytes.readUIntLE(24, 3) + 1;
  return (kind === 'VP8L' ? bytes.readUInt16LE(21) + 1 : bytes.readUInt16LE(26)) & 0x3fff;
}

for (const [version, createClient] of [
  ['7', createClient7],
  ['8', createClient8],
]) {
  describe(`@sanity/client ${version}`, () => {
    let editor;
    let reader;
    before(() => {
      editor = createClient(settings({ token: secrets.lakeToken, useCdn: false }));
      reader = createClient(settings());
    });

    test('creates, reads, patches and deletes a document', async () => {
      const made = await editor.create({ _id: `crud${version}`, _type: 'thing', n: 1 });
      assert.equal(made._id, `crud${version}`);
      assert.match(made._createdAt, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      assert.deepEqual(await reader.getDocument(`crud${version}`), made);

      const patched = await editor.patch(`crud${version}`).set({ 'deep.er': 2 }).inc({ n: 4 }).commit();
      assert.equal(patched.n, 5);
      assert.equal(patched.deep.er, 2);
      assert.notEqual(patched._rev, made._rev);
      assert.equal(patched._createdAt, made._createdAt);

      await editor.delete(`crud${version}`);
      assert.equal(await reader.getDocument(`crud${version}`), undefined);
    });

    test('answers queries by GET and, when they are long, by POST', async () => {
      await editor.createOrReplace({ _id: `q${version}-a`, _type: `q${version}`, n: 1, tags: ['x'] });
      await editor.createOrReplace({ _id: `q${version}-b`, _type: `q${version}`, n: 2, tags: [] });
      const query = '*[_type == $type && n >= $least] | order(n desc){_id, n}';
      const params = { type: `q${version}`, least: 1 };
      const expected = [
        { _id: `q${version}-b`, n: 2 },
        { _id: `q${version}-a`, n: 1 },
      ];
      assert.deepEqual(await reader.fetch(query, params), expected);
      const long = { ...params, padding: 'x'.repeat(12_000) };
      assert.deepEqual(await reader.fetch(query, long), expected);
      assert.equal(await reader.fetch('*[_id == "nobody"][0]'), null);
    });

    test('a transaction is all or nothing and carries its id', async () => {
      const id = `tx-${version}-${Date.now()}`;
      const result = await editor
        .transaction()
        .create({ _id: `tx${version}-a`, _type: 'thing', stock: 3 })
        .create({ _id: `tx${version}-b`, _type: 'thing', stock: 3 })
        .transactionId(id)
        .commit();
      assert.equal(result.transactionId, id);
      assert.deepEqual(result.documentIds, [`tx${version}-a`, `tx${version}-b`]);

      const broken = editor
        .transaction()
        .patch(`tx${version}-a`, (patch) => patch.dec({ stock: 1 }))
        .patch('nobody', (patch) => patch.dec({ stock: 1 }))
        .commit();
      await assert.rejects(broken, (error) => {
        assert.equal(error.statusCode, 404);
        assert.equal(error.details.items[0].error.type, 'documentNotFoundError');
        assert.equal(error.details.items[0].index, 1);
        return true;
      });
      assert.equal((await reader.getDocument(`tx${version}-a`)).stock, 3);

      const repeated = editor.transaction().delete(`tx${version}-b`).transactionId(id).commit();
      await assert.rejects(repeated, { statusCode: 409 });
    });

    test('a stale revision is refused with 409 and changes nothing', async () => {
      const first = await editor.createOrReplace({ _id: `rev${version}`, _type: 'thing', n: 0 });
      await editor.patch(first._id).ifRevisionId(first._rev).inc({ n: 1 }).commit();
      const stale = editor.patch(first._id).ifRevisionId(first._rev).inc({ n: 1 }).commit();
      await assert.rejects(stale, { statusCode: 409 });
      assert.equal((await reader.getDocument(first._id)).n, 1);
    });

    test('variants are found by key and stock goes down and up', async () => {
      await editor.createOrReplace({
        _id: `stock${version}`,
        _type: 'product',
        variants: [
          { _key: 'a', stock: 5 },
          { _key: 'b', stock: 7 },
        ],
      });
      const product = await editor
        .patch(`stock${version}`)
        .dec({ 'variants[_key=="b"].stock': 3 })
        .inc({ 'variants[_key=="a"].stock': 1 })
        .commit();
      assert.deepEqual(product.variants.map((variant) => variant.stock), [6, 4]);
    });

    test('append, prepend and splice change arrays as in JavaScript', async () => {
      const id = `array${version}`;
      await editor.createOrReplace({ _id: id, _type: 'thing', list: ['b', 'c'] });
      assert.deepEqual((await editor.patch(id).append('list', ['d']).commit()).list, ['b', 'c', 'd']);
      assert.deepEqual((await editor.patch(id).prepend('list', ['a']).commit()).list, ['a', 'b', 'c', 'd']);
      assert.deepEqual((await editor.patch(id).splice('list', 1, 1, ['z']).commit()).list, ['a', 'z', 'c', 'd']);
      assert.deepEqual((await editor.patch(id).splice('list', 2).commit()).list, ['a', 'z']);
      assert.deepEqual((await editor.patch(id).unset(['list[0]']).commit()).list, ['z']);
    });

    test('readers without a token do not see ids with a dot; only editors write', async () => {
      await editor.createOrReplace({ _id: `order.secret${version}`, _type: 'order' });
      assert.equal(await reader.getDocument(`order.secret${version}`), undefined);
      assert.equal(await reader.fetch('count(*[_type == "order"])'), 0);
      assert.equal((await editor.getDocument(`order.secret${version}`))._type, 'order');
      await assert.rejects(reader.create({ _type: 'thing' }), { statusCode: 403 });
      const viewer = createClient(settings({ token: secrets.lakeViewerToken }));
      assert.equal((await viewer.getDocument(`order.secret${version}`))._type, 'order');
      await assert.rejects(viewer.create({ _type: 'thing' }), { statusCode: 403 });
      await assert.rejects(viewer.assets.upload('file', Buffer.from('x')), { statusCode: 403 });
      const stranger = createClient(settings({ token: 'wrong' }));
      await assert.rejects(stranger.fetch('*'), { statusCode: 401 });
    });

    test('a broken query is named with its place', async () => {
      await assert.rejects(reader.fetch('*[_type =='), (error) => {
        assert.equal(error.statusCode, 400);
        assert.match(error.message, /expected expression|unexpected end/i);
        return true;
      });
    });

    test('strong references are kept, weak ones are not', async () => {
      const link = (extra) => ({ _type: 'reference', _ref: `target${version}`, ...extra });
      const dangling = editor.create({ _type: 'thing', to: link() });
      await assert.rejects(dangling, { statusCode: 409 });
      await editor.create({ _id: `weak${version}`, _type: 'thing', to: link({ _weak: true }) });
      await editor.create({ _id: `target${version}`, _type: 'thing' });
      await editor.create({ _id: `strong${version}`, _type: 'thing', to: link() });
      await assert.rejects(editor.delete(`target${version}`), { statusCode: 409 });
      await assert.rejects(editor.createOrReplace({ _id: `target${version}`, _type: 'other' }), { statusCode: 409 });
      await editor.transaction().delete(`strong${version}`).delete(`target${version}`).commit();
      assert.equal(await reader.getDocument(`target${version}`), undefined);
    });

    test('a listener hears appear, update and disappear', async () => {
      const events = [];
      let wake = () => {};
      const until = (count) =>
        new Promise((resolve) => {
          wake = () => events.length >= count && resolve();
          wake();
        });
      const subscription = reader
        .listen('*[_type == $type && open == true]', { type: `heard${version}` }, { events: ['welcome', 'mutation'] })
        .subscribe({ next: (event) => (events.push(event), wake()) });
      await until(1);
      assert.equal(events[0].type, 'welcome');
      await editor.create({ _id: `heard${version}`, _type: `heard${version}`, open: true });
      await editor.create({ _id: `other${version}`, _type: 'other', open: true });
      await editor.patch(`heard${version}`).set({ n: 1 }).commit();
      await editor.patch(`heard${version}`).set({ open: false }).commit();
      await until(4);
      subscription.unsubscribe();
      const mutations = events.slice(1);
      assert.deepEqual(mutations.map((event) => event.transition), ['appear', 'update', 'disappear']);
      assert.equal(mutations[1].result.n, 1);
      assert.equal(mutations[2].result, undefined);
      assert.equal(mutations[1].previousRev, mutations[0].resultRev);
    });

    test('live events carry the tags of queries', async () => {
      const { syncTags } = await reader.fetch('*[_type == "thing"]', {}, { filterResponse: false });
      const events = [];
      const heard = new Promise((resolve) => {
        const subscription = reader.live.events().subscribe((event) => {
          events.push(event);
          if (event.type === 'welcome') editor.create({ _type: 'thing' });
          if (event.type === 'message') resolve(subscription.unsubscribe());
        });
      });
      await heard;
      assert.ok(events.at(-1).tags.some((tag) => syncTags.includes(tag)));
    });

    test('a picture is stored once and served in the size and format asked for', async () => {
      const bytes = png(300, 200);
      const asset = await editor.assets.upload('image', bytes, { filename: 'grey.png' });
      assert.match(asset._id, /^image-[0-9a-f]{40}-300x200-png$/);
      assert.deepEqual(asset.metadata.dimensions.aspectRatio, 1.5);
      assert.match(asset.metadata.lqip, /^data:image\/jpeg;base64,/);
      const again = await editor.assets.upload('image', bytes);
      assert.equal(again._id, asset._id);

      const original = await fetch(asset.url);
      assert.equal(original.headers.get('content-type'), 'image/png');
      assert.deepEqual(Buffer.from(await original.arrayBuffer()), bytes);
      assert.match(original.headers.get('cache-control'), /immutable/);

      const small = await fetch(`${asset.url}?w=60&fm=webp&q=60`);
      assert.equal(small.headers.get('content-type'), 'image/webp');
      const webp = Buffer.from(await small.arrayBuffer());
      assert.equal(webp.subarray(8, 12).toString(), 'WEBP');
      assert.equal(widthOfWebp(webp), 60);
      const cropped = await fetch(`${asset.url}?w=50&h=50&fit=crop`);
      const cut = Buffer.from(await cropped.arrayBuffer());
      assert.deepEqual([cut.readUInt32BE(16), cut.readUInt32BE(20)], [50, 50]);
      const automatic = await fetch(`${asset.url}?w=61&auto=format`, { headers: { accept: 'image/webp,*/*' } });
      assert.equal(automatic.headers.get('content-type'), 'image/webp');
      assert.equal((await fetch(`${asset.url}?w=99999`)).status, 400);
      assert.equal((await fetch(`${services.lake}/images/demo/production/nope-1x1.png`)).status, 404);
    });

    test('a failing read is repeated by the client, a failing write is not', async () => {
      await setFault(services.lake, { kind: 'fail', count: 2, match: '/v2025-02-19/data/query' });
      assert.equal(await reader.fetch('1 + 1'), 2);
      await setFault(services.lake, { kind: 'fail', count: 1, match: '/v2025-02-19/data/mutate' });
      await assert.rejects(editor.create({ _id: `once${version}`, _type: 'thing' }), { statusCode: 503 });
      assert.equal(await reader.getDocument(`once${version}`), undefined);
      await setFault(services.lake, { kind: 'drop_after', count: 1, match: '/v2025-02-19/data/mutate' });
      await assert.rejects(editor.create({ _id: `once${version}`, _type: 'thing' }));
      assert.equal((await reader.getDocument(`once${version}`))._id, `once${version}`);
      await clearFaults(services.lake);
    });
  });
}

describe('with rate limits', () => {
  test('too many mutations in a second are refused as documented, reads come through', async () => {
    const limited = await startServices({ extra: ['--lake-rate-limits', 'on'] });
    const editor = createClient7({ ...settings({ token: secrets.lakeToken }), apiHost: limited.lake });
    const outcomes = await Promise.allSettled(Array.from({ length: 200 }, () => editor.create({ _type: 'thing' })));
    const refused = outcomes.filter(({ status }) => status === 'rejected').map(({ reason }) => reason);
    assert.ok(refused.length > 0 && refused.every(({ statusCode }) => statusCode === 429));
    assert.equal(refused[0].response.headers['retry-after'], '1');
    assert.equal(refused[0].response.headers['ratelimit-limit'], '25');
    assert.equal(await editor.fetch('count(*[_type == "thing"])'), 200 - refused.length);
    await limited.stop();
  });
});

describe('a query', () => {
  test('knows whose documents it asks', async () => {
    const names = await createClient7(settings()).fetch('[sanity::projectId(), sanity::dataset()]');
    assert.deepEqual(names, ['demo', 'production']);
  });

  test('is explained beside its result, or instead of it', async () => {
    const ask = async (extra) => {
      const query = encodeURIComponent('*[_id == "nobody"]');
      return (await fetch(`${services.lake}/v2025-02-19/data/query/production?query=${query}${extra}`)).json();
    };
    const both = await ask('&explain=true');
    const [step] = both.explain.trimEnd().split('\n').map(JSON.parse);
    assert.deepEqual([step.step, step.indexes, both.result], ['filter', ['_id == value'], []]);
    assert.deepEqual(Object.keys(await ask('&explain=only')), ['explain']);
    for (const extra of ['', '&explain=false']) assert.equal((await ask(extra)).explain, undefined);
  });
});

describe('with a time that a query may take', () => {
  const numbers = Array.from({ length: 100 }, (_, i) => i);
  const long = '$n[count($n[count($n[@ > ^ && ^ > ^.^]) > 0]) > 0]'; // a million comparisons

  test('a longer one is refused, also where it selects what is changed, and the others are answered', async (t) => {
    const patient = createClient7(settings({ token: secrets.lakeToken }));
    assert.equal((await patient.fetch(`count(${long})`, { n: numbers })), 98);

    const hurried = await startServices({ extra: ['--lake-query-ms', '1'] });
    t.after(() => hurried.stop());
    const editor = createClient7({ ...settings({ token: secrets.lakeToken }), apiHost: hurried.lake });
    const isRefused = { statusCode: 400, message: /too many resources: time/ };
    await assert.rejects(editor.fetch(`count(${long})`, { n: numbers }), isRefused);
    await assert.rejects(editor.delete({ query: long, params: { n: numbers } }), isRefused);
    assert.equal(await editor.fetch('1 + 1'), 2);
  });
});

describe('perspectives', () => {
  const ask = async (version, extra = '') => {
    const query = encodeURIComponent('*[_type == "draftable"]{_id, title} | order(_id)');
    const answer = await fetch(`${services.lake}/v${version}/data/query/production?query=${query}${extra}`, {
      headers: { authorization: `Bearer ${secrets.lakeToken}` },
    });
    return (await answer.json()).result;
  };

  test('the default depends on the API version', async () => {
    const editor = createClient7(settings({ token: secrets.lakeToken }));
    await editor.createOrReplace({ _id: 'draftable', _type: 'draftable', title: 'published' });
    await editor.createOrReplace({ _id: 'drafts.draftable', _type: 'draftable', title: 'draft' });
    assert.equal((await ask('2021-10-21')).length, 2);
    assert.deepEqual(await ask('2025-02-19'), [{ _id: 'draftable', title: 'published' }]);
    assert.deepEqual(await ask('2025-02-19', '&perspective=drafts'), [{ _id: 'draftable', title: 'draft' }]);
    assert.equal((await ask('2025-02-19', '&perspective=raw')).length, 2);
  });

  test('a release covers drafts, drafts cover what is published, and raw stands alone', async () => {
    const editor = createClient7(settings({ token: secrets.lakeToken }));
    await editor.createOrReplace({ _id: 'versions.r1.draftable', _type: 'draftable', title: 'release' });
    const title = async (perspective) => (await ask('2025-02-19', `&perspective=${perspective}`))[0].title;
    assert.equal(await title('r1,drafts'), 'release');
    assert.equal(await title('drafts,r1'), 'draft');
    assert.equal((await ask('2025-02-19', '&perspective=raw')).length, 3);
    assert.equal(await ask('2025-02-19', '&perspective=raw,drafts'), undefined);
    const versions = await editor.getDocument('draftable', { includeAllVersions: true });
    assert.deepEqual(versions.map(({ title: each }) => each), ['published', 'draft', 'release']);
  });

  test('API versions from before releases do not see them', async () => {
    assert.equal((await ask('2021-10-21')).length, 2);
    const old = createClient7(settings({ token: secrets.lakeToken, apiVersion: '2021-10-21' }));
    assert.equal(await old.getDocument('versions.r1.draftable'), undefined);
  });
});
