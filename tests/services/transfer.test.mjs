// SPDX-License-Identifier: MIT
// The official export and import, from one lake to another.
import assert from 'node:assert/strict';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { after, before, describe, test } from 'node:test';
import { createClient } from '@sanity/client';
import { exportDataset } from '@sanity/export';
import { sanityImport } from '@sanity/import';
import { secrets, startServices } from './running.mjs';

let from;
let to;
let folder;
before(async () => {
  [from, to, folder] = await Promise.all([startServices(), startServices(), mkdtemp(path.join(tmpdir(), 'vitrine-transfer-'))]);
});
after(() => Promise.all([from.stop(), to.stop(), rm(folder, { recursive: true, force: true })]));

const editorOf = (services) =>
  createClient({
    projectId: 'demo', dataset: 'production', apiVersion: '2025-02-19', perspective: 'raw', apiHost: services.lake,
    useProjectHostname: false, useCdn: false, token: secrets.lakeToken,
  });

const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>');

describe('a dataset', () => {
  test('is exported and imported by the official tools, pictures, files and drafts included', { timeout: 60_000 }, async () => {
    const editor = editorOf(from);
    const image = await editor.assets.upload('image', svg, { filename: 'x.svg' });
    const file = await editor.assets.upload('file', Buffer.from('terms'), { filename: 'terms.txt' });
    const reference = (_ref) => ({ _type: 'reference', _ref });
    await editor
      .transaction()
      .create({ _id: 'lamps', _type: 'category', title: 'Lämpor' })
      .create({
        _id: 'aurora', _type: 'product', title: 'Aurora', category: reference('lamps'),
        image: { _type: 'image', asset: reference(image._id) }, terms: { _type: 'file', asset: reference(file._id) },
      })
      .create({ _id: 'drafts.aurora', _type: 'product', title: 'Aurora II' })
      .create({ _id: 'order.1', _type: 'order', total: 21 })
      .commit();
    const archive = path.join(folder, 'all.tar.gz');
    await exportDataset({ client: editor, dataset: 'production', outputPath: archive, onProgress: () => {} });

    const other = editorOf(to);
    await sanityImport(createReadStream(archive), { client: other, operation: 'create', onProgress: () => {} });
    const all = '*[!(_type in ["sanity.imageAsset", "sanity.fileAsset"])] | order(_id){..., "_rev": null, "_updatedAt": null}';
    assert.deepEqual(await other.fetch(all), await editor.fetch(all));
    const { url } = await other.fetch('*[_id == "aurora"][0].image.asset->{url}');
    assert.ok(url.startsWith(to.lake));
    assert.deepEqual(Buffer.from(await (await fetch(url)).arrayBuffer()), svg);
    assert.equal(await (await fetch(await other.fetch('*[_id == "aurora"][0].terms.asset->url'))).text(), 'terms');
  });

  test('is exported as lines, of the types asked for', async () => {
    const lines = async (query, token) => {
      const headers = token ? { authorization: `Bearer ${token}` } : {};
      const answer = await fetch(`${from.lake}/v2025-02-19/data/export/production${query}`, { headers });
      assert.match(answer.headers.get('content-type'), /^application\/x-ndjson/);
      return (await answer.text()).trim().split('\n').map((line) => JSON.parse(line)._id).sort();
    };
    assert.deepEqual(await lines('?types=product,order', secrets.lakeToken), ['aurora', 'drafts.aurora', 'order.1']);
    assert.deepEqual(await lines('?types=product,order'), ['aurora']);
  });

  test('is imported from lines that come in any order', async () => {
    const documents = [
      { _id: 'later', _type: 'product', category: { _type: 'reference', _ref: 'shelves' } },
      { _id: 'shelves', _type: 'category', title: 'Shelves' },
    ];
    const lines = Readable.from(documents.map((document) => `${JSON.stringify(document)}\n`));
    await sanityImport(lines, { client: editorOf(to), operation: 'createOrReplace', onProgress: () => {} });
    assert.equal(await editorOf(to).fetch('*[_id == "later"][0].category->title'), 'Shelves');
  });
});
