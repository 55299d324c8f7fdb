// SPDX-License-Identifier: MIT
// Where each part of an answer comes from, as `resultSourceMap` says it.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createClient as createClient7 } from '@sanity/client';
import { createClient as createClient8 } from 'sanity-client-8';
import { secrets, startServices } from './running.mjs';

let services;
before(async () => (services = await startServices()));
after(() => services.stop());

for (const [version, createClient] of [['7', createClient7], ['8', createClient8]]) {
  describe(`@sanity/client ${version}`, () => {
    let editor;
    before(() => {
      editor = createClient({
        projectId: 'demo', dataset: 'production', apiVersion: '2025-02-19', apiHost: services.lake,
        useProjectHostname: false, useCdn: false, token: secrets.lakeToken,
      });
    });

    test('a source map says which attribute of which document a part of the answer is', async () => {
      const _type = `mapped${version}`;
      const tags = [{ _key: "it's", _type: 'tag', text: 'new' }, { _key: 'b', _type: 'tag', text: 'old' }];
      await editor.create({ _id: `${_type}.a`, _type, title: 'Published', tags });
      await editor.create({ _id: `drafts.${_type}.a`, _type, title: 'Draft', tags });
      const query = `*[_type == "${_type}"]{title, tags, "first": tags[0].text, "loud": upper(title)}`;
      const ask = async (resultSourceMap) => (await editor.fetch(
        query, {}, { filterResponse: false, resultSourceMap, perspective: 'drafts' },
      )).resultSourceMap;
      const from = (path) => ({ type: 'value', source: { type: 'documentValue', document: 0, path } });
      assert.deepEqual(await ask(true), {
        documents: [{ _id: `drafts.${_type}.a`, _type }],
        paths: ["$['title']", "$['tags']", "$['tags'][0]['text']"],
        mappings: {
          "$[0]['title']": from(0),
          "$[0]['tags']": from(1),
          "$[0]['first']": from(2),
          "$[0]['loud']": { type: 'value', source: { type: 'unknown' } },
        },
      });
      assert.equal((await ask('withKeyArraySelector')).paths[2], "$['tags'][?(@._key=='it\\'s')]['text']");
      assert.equal(await ask(false), undefined);
    });

    test('a source map does not guess which of two documents a value that they share is of', async () => {
      const _type = `shared${version}`;
      await editor.create({ _id: `${_type}.a`, _type, title: 'A' });
      await editor.create({ _id: `${_type}.b`, _type, title: 'B' });
      await editor.patch({ query: `*[_type == "${_type}"]` }).set({ brand: 'X' }).commit();
      const { resultSourceMap } = await editor.fetch(
        `*[_id == "${_type}.b"]{title, brand}`, {}, { filterResponse: false, resultSourceMap: true, perspective: 'raw' },
      );
      assert.deepEqual(resultSourceMap.documents, [{ _id: `${_type}.b`, _type }]);
      assert.equal(resultSourceMap.mappings["$[0]['brand']"].source.type, 'unknown');
    });
  });
}
