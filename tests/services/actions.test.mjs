// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { createClient as createClient7 } from '@sanity/client';
import { createClient as createClient8 } from 'sanity-client-8';
import { secrets, startServices } from './running.mjs';

let services;
before(async () => (services = await startServices()));
after(() => services.stop());

const settings = (extra) => ({
  projectId: 'demo', dataset: 'production', apiVersion: '2025-02-19', apiHost: services.lake,
  useProjectHostname: false, useCdn: false, token: secrets.lakeToken, perspective: 'raw', ...extra,
});

for (const [version, createClient] of [['7', createClient7], ['8', createClient8]]) {
  describe(`actions of @sanity/client ${version}`, () => {
    let client;
    before(() => (client = createClient(settings())));
    beforeEach(() => client.delete({ query: '*[_type == "acted"]' }));

    const act = (type, fields) => client.action({ actionType: `sanity.action.document.${type}`, publishedId: 'a', ...fields });
    const stored = async () => Object.fromEntries((await client.fetch('*[_type == "acted"]')).map((each) => [each._id, each]));
    const titles = async () => Object.fromEntries(Object.entries(await stored()).map(([id, { title }]) => [id, title]));
    const put = (_id, title, extra) => client.createOrReplace({ _id, _type: 'acted', title, ...extra });
    const failing = (statusCode, type) => (error) => {
      assert.equal(error.statusCode, statusCode);
      assert.equal(error.details.type, 'actionError');
      assert.equal(error.details.items[0].error.type, type);
      return true;
    };

    test('a document is drafted, edited and published', async () => {
      const attributes = { _id: 'drafts.a', _type: 'acted', title: 'one' };
      const { transactionId } = await act('create', { attributes, ifExists: 'fail' });
      assert.equal((await stored())['drafts.a']._rev, transactionId);
      await assert.rejects(act('create', { attributes, ifExists: 'fail' }), failing(409, 'documentAlreadyExistsError'));
      await act('create', { attributes: { ...attributes, title: 'other' }, ifExists: 'ignore' });
      await act('edit', { draftId: 'drafts.a', patch: { set: { title: 'two' } } });
      assert.deepEqual(await titles(), { 'drafts.a': 'two' });
      await act('publish', { draftId: 'drafts.a' });
      assert.deepEqual(await titles(), { a: 'two' });
      await assert.rejects(act('create', { attributes, ifExists: 'ignore' }), failing(409, 'documentAlreadyExistsError'));
    });

    test('what is published is edited as a draft, and replaced when that is published', async () => {
      await put('a', 'one', { _createdAt: '2020-01-01T00:00:00Z' });
      await act('edit', { draftId: 'drafts.a', patch: { set: { title: 'two' } } });
      assert.deepEqual(await titles(), { a: 'one', 'drafts.a': 'two' });
      await act('publish', { draftId: 'drafts.a' });
      assert.deepEqual(await titles(), { a: 'two' });
      assert.equal((await stored()).a._createdAt, '2020-01-01T00:00:00Z');
    });

    test('publishing strengthens what was promised to be strong', async () => {
      await put('target', 'target');
      const link = { _type: 'reference', _ref: 'target', _weak: true };
      const promise = { type: 'acted' };
      await put('drafts.a', 'one', {
        strong: { ...link, _strengthenOnPublish: promise }, weak: { ...link, _strengthenOnPublish: { ...promise, weak: true } },
        list: [{ ...link, _key: 'k', _strengthenOnPublish: promise }], other: link,
      });
      await act('publish', { draftId: 'drafts.a' });
      const { strong, weak, list, other } = (await stored()).a;
      const kept = { _type: 'reference', _ref: 'target' };
      assert.deepEqual([strong, weak, list, other], [kept, link, [{ ...kept, _key: 'k' }], link]);
      await assert.rejects(client.delete('target'), { statusCode: 409 });
    });

    test('a revision that is expected is checked', async () => {
      const { _rev: published } = await put('a', 'one');
      const { _rev: draft } = await put('drafts.a', 'two');
      const publish = (revisions) => act('publish', { draftId: 'drafts.a', ...revisions });
      const mismatch = failing(409, 'documentRevisionIDDoesNotMatchError');
      await assert.rejects(publish({ ifDraftRevisionId: published }), mismatch);
      await assert.rejects(publish({ ifPublishedRevisionId: draft }), mismatch);
      await publish({ ifDraftRevisionId: draft, ifPublishedRevisionId: published });
      assert.deepEqual(await titles(), { a: 'two' });
    });

    test('what is published is taken back', async () => {
      await put('a', 'one');
      await act('unpublish', { draftId: 'drafts.a' });
      assert.deepEqual(await titles(), { 'drafts.a': 'one' });
      await put('a', 'two');
      await act('unpublish', { draftId: 'drafts.a' });
      assert.deepEqual(await titles(), { 'drafts.a': 'one' });
      await assert.rejects(act('unpublish', { draftId: 'drafts.a' }), failing(404, 'documentNotFoundError'));
    });

    test('a draft is replaced and discarded', async () => {
      const attributes = { _id: 'drafts.a', _type: 'acted', title: 'two' };
      await assert.rejects(act('replaceDraft', { attributes }), failing(404, 'documentNotFoundError'));
      await put('a', 'one');
      await act('replaceDraft', { attributes });
      assert.deepEqual(await titles(), { a: 'one', 'drafts.a': 'two' });
      await act('discard', { draftId: 'drafts.a' });
      assert.deepEqual(await titles(), { a: 'one' });
      await assert.rejects(act('discard', { draftId: 'drafts.a' }), failing(404, 'documentNotFoundError'));
    });

    test('a document is deleted with the versions that are named, or not at all', async () => {
      await put('a', 'one');
      await put('drafts.a', 'two');
      await put('versions.r1.b.a', 'another document');
      await assert.rejects(act('delete', { includeDrafts: [] }), failing(409, 'documentHasVersionsError'));
      assert.deepEqual(Object.keys(await titles()), ['a', 'drafts.a', 'versions.r1.b.a']);
      await act('delete', { includeDrafts: ['drafts.a'] });
      assert.deepEqual(await titles(), { 'versions.r1.b.a': 'another document' });
    });

    test('a version for a release is made, replaced, edited, discarded', async () => {
      await put('a', 'one');
      const { _rev } = await put('a', 'one');
      await client.createVersion({ publishedId: 'a', baseId: 'a', releaseId: 'r1', ifBaseRevisionId: _rev });
      await client.createVersion({ publishedId: 'a', releaseId: 'r2', document: { _id: 'versions.r2.a', _type: 'acted', title: 'two' } });
      assert.deepEqual(await titles(), { a: 'one', 'versions.r1.a': 'one', 'versions.r2.a': 'two' });
      await client.replaceVersion({ publishedId: 'a', releaseId: 'r2', document: { _id: 'versions.r2.a', _type: 'acted', title: 'three' } });
      await act('edit', { draftId: 'versions.r1.a', patch: { set: { title: 'four' } } });
      assert.deepEqual(await titles(), { a: 'one', 'versions.r1.a': 'four', 'versions.r2.a': 'three' });
      await client.discardVersion({ publishedId: 'a', releaseId: 'r1' });
      await act('publish', { versionId: 'versions.r2.a' });
      assert.deepEqual(await titles(), { a: 'three' });
    });

    test('several are done together or not at all', async () => {
      await put('drafts.a', 'one');
      const publish = { actionType: 'sanity.action.document.publish', publishedId: 'a', draftId: 'drafts.a' };
      const wrong = { ...publish, publishedId: 'b', draftId: 'drafts.b' };
      await assert.rejects(client.action([publish, wrong]), (error) => failing(404, 'documentNotFoundError')(error) && error.details.items[0].index === 1);
      assert.deepEqual(await titles(), { 'drafts.a': 'one' });
      await client.action([publish], { dryRun: true });
      assert.deepEqual(await titles(), { 'drafts.a': 'one' });
      const { transactionId } = await client.action([publish], { transactionId: `acted-${version}` });
      assert.equal(transactionId, `acted-${version}`);
      assert.equal((await stored()).a._rev, transactionId);
    });
  });
}

describe('actions that make no sense', () => {
  const call = async (body, { token = secrets.lakeToken, apiVersion = '2025-02-19' } = {}) => {
    const answer = await fetch(`${services.lake}/v${apiVersion}/data/actions/production`, {
      method: 'POST', body: JSON.stringify(body), headers: token ? { authorization: `Bearer ${token}` } : {},
    });
    return [answer.status, (await answer.json()).error?.type];
  };
  const action = (fields) => ({ actions: [{ actionType: 'sanity.action.document.edit', ...fields }] });

  test('are refused', async () => {
    const patch = { set: { a: 1 } };
    for (const body of [
      null, {}, { actions: 1 }, { actions: [] }, { actions: [1] }, { actions: [{ actionType: 'explode' }] },
      action({}), action({ publishedId: 'a', draftId: 'a', patch }), action({ publishedId: 'a', draftId: 'drafts.b', patch }),
      action({ publishedId: 'drafts.a', draftId: 'drafts.drafts.a', patch }), action({ publishedId: 'a', draftId: 'versions.r.b.a', patch }),
      action({ publishedId: 'a', draftId: 'drafts.a' }), { ...action({ publishedId: 'a' }), transactionId: 'a#b' },
      { actions: [{ actionType: 'sanity.action.document.discard', draftId: 'a' }] },
      { actions: [{ actionType: 'sanity.action.document.delete', publishedId: 'drafts.a' }] },
      { actions: [{ actionType: 'sanity.action.document.delete', publishedId: 'versions.r.a' }] },
      { actions: [{ actionType: 'sanity.action.document.version.replace', document: { _id: 'a', _type: 'x' } }] },
    ]) {
      assert.equal((await call(body))[0], 400, JSON.stringify(body));
    }
  });

  test('are for editors, and for versions of the API that know them', async () => {
    const body = action({ publishedId: 'nothing', draftId: 'drafts.nothing', patch: {} });
    assert.deepEqual(await call(body, { token: '' }), [403, 'actionError']);
    assert.deepEqual(await call(body, { token: secrets.lakeViewerToken }), [403, 'actionError']);
    assert.equal((await call(body, { apiVersion: '2021-10-21' }))[0], 404);
    assert.deepEqual(await call(body, { apiVersion: 'X' }), [404, 'actionError']);
  });
});
