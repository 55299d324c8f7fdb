// SPDX-License-Identifier: MIT
// next-sanity's server side. Its React components for the browser (<SanityLive>, <VisualEditing>)
// are not covered: they need a page; what they listen to is.
import assert from 'node:assert/strict';
import { register } from 'node:module';
import { after, afterEach, before, describe, test } from 'node:test';
import { createPreviewSecret } from '@sanity/preview-url-secret/create-secret';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { createClient, defineQuery, groq, PortableText, stegaClean, toPlainText } from 'next-sanity';
import { parseBody } from 'next-sanity/webhook';
import { PNG } from 'pngjs';
import { vercelStegaDecode } from '@vercel/stega';
import { forget, visitor } from './next.mjs';
import { secrets, startServices, startShop } from './running.mjs';

register('./next_hooks.mjs', import.meta.url);
const { imageLoader } = await import('next-sanity/image');
const { defineEnableDraftMode } = await import('next-sanity/draft-mode');
const { revalidateSyncTags } = await import('next-sanity/live/server-actions');
// "next-sanity/live" as a server component sees it.
const { defineLive } = await import('./node_modules/next-sanity/dist/live/conditions/react-server/index.js');

let services;
let shop;
let reader;
let editor;
before(async () => {
  shop = await startShop();
  services = await startServices({ shopUrl: shop.url });
  reader = createClient({
    projectId: 'demo', dataset: 'production', apiVersion: '2025-02-19', apiHost: services.lake,
    useProjectHostname: false, useCdn: true,
  });
  editor = reader.withConfig({ token: secrets.lakeToken, useCdn: false });
});
after(async () => {
  await services.stop();
  await shop.stop();
});
afterEach(forget);

describe('next-sanity', () => {
  test('asks with defineQuery and groq, and cleans what it is answered', async () => {
    await editor.create({ _id: 'asked', _type: 'asked', title: 'Lamp' });
    const query = defineQuery('*[_type == $type]{title}');
    assert.deepEqual(stegaClean(await reader.fetch(query, { type: 'asked' })), [{ title: 'Lamp' }]);
    assert.equal(await reader.fetch(groq`count(*[_type == "${'asked'}"])`), 1);
  });

  test('says in invisible letters where each text can be edited', async () => {
    await editor.create({ _id: 'marked', _type: 'marked', title: 'Lamp', price: 3, tags: [{ _key: 'a', text: "it's" }] });
    const client = editor.withConfig({
      perspective: 'published', stega: { enabled: true, studioUrl: 'https://studio.test', filter: () => true },
    });
    const query = '*[_type == "marked"]{title, price, "first": tags[0].text, "loud": upper(title), "kind": "lamp"}';
    const [marked] = await client.fetch(query);
    const linkIn = (text) => decodeURIComponent(vercelStegaDecode(text)?.href ?? 'none');
    assert.match(linkIn(marked.title), /^https:\/\/studio\.test\/.*id=marked;type=marked;path=title/);
    assert.match(linkIn(marked.first), /path=tags\[_key=="a"\]\.text/);
    assert.deepEqual([linkIn(marked.loud), linkIn(marked.kind)], ['none', 'none']);
    assert.deepEqual(stegaClean(marked), { title: 'Lamp', price: 3, first: "it's", loud: 'LAMP', kind: 'lamp' });
  });

  test('renders portable text', async () => {
    const span = (text, marks = []) => ({ _type: 'span', text, marks });
    const block = (...children) => ({ _type: 'block', style: 'normal', markDefs: [], children });
    const body = [block(span('A lamp of '), span('brass', ['strong'])), block(span('And a <shade>'))];
    await editor.create({ _id: 'text', _type: 'text', body }, { autoGenerateArrayKeys: true });
    const value = await reader.fetch('*[_id == "text"][0].body');
    assert.equal(toPlainText(value), 'A lamp of brass\n\nAnd a <shade>');
    const html = renderToStaticMarkup(createElement(PortableText, { value, onMissingComponent: false }));
    assert.equal(html, '<p>A lamp of <strong>brass</strong></p><p>And a &lt;shade&gt;</p>');
  });

  test('reads the body of a webhook and checks its signature', async () => {
    const { id } = await editor.request({
      uri: '/hooks/projects/demo', method: 'POST',
      body: { type: 'document', name: 'tags', url: `${shop.url}/tags`, secret: 's3cret', rule: { on: ['create'], filter: '_type == "hooked"', projection: '{_type, "slug": slug.current}' } },
    });
    await editor.create({ _type: 'hooked', slug: { _type: 'slug', current: 'på-bord' } });
    const [{ body, headers }] = await shop.wait(({ path }) => path === '/tags');
    await editor.request({ uri: `/hooks/projects/demo/${id}`, method: 'DELETE' });
    const parse = (secret) => parseBody(new Request('http://shop/tags', { method: 'POST', headers, body }), secret, false);
    assert.deepEqual(await parse('s3cret'), { body: { _type: 'hooked', slug: 'på-bord' }, isValidSignature: true });
    assert.equal((await parse('another')).isValidSignature, false);
  });

  test('loads pictures in the width that it asks for', async () => {
    const asset = await editor.assets.upload('image', PNG.sync.write(new PNG({ width: 300, height: 200 })));
    const sizeOf = async (address) => {
      const answer = await fetch(address);
      const { width, height } = PNG.sync.read(Buffer.from(await answer.arrayBuffer()));
      return [width, height];
    };
    assert.deepEqual(await sizeOf(imageLoader({ src: asset.url, width: 90 })), [90, 60]);
    assert.deepEqual(await sizeOf(imageLoader({ src: asset.url, width: 640, quality: 50 })), [300, 200]);
    const cut = imageLoader({ src: `${asset.url}?w=200&h=200&fit=crop`, width: 100, quality: 50 });
    assert.deepEqual(await sizeOf(cut), [100, 100]);
  });
});

describe('defineLive', () => {
  const live = () => defineLive({
    client: reader.withConfig({ stega: { studioUrl: 'http://localhost:3333' } }),
    serverToken: secrets.lakeViewerToken, browserToken: false,
  });
  const query = '*[_type == "live"] | order(title){_id, title}';

  test('fetches with tags that expire when the content changes', async () => {
    await editor.createOrReplace({ _id: 'live', _type: 'live', title: 'before' });
    const { data, tags } = await live().sanityFetch({ query, tags: ['mine'] });
    assert.deepEqual(data, [{ _id: 'live', title: 'before' }]);
    assert.equal(tags[0], 'mine');
    const message = await new Promise((resolve, reject) => {
      const subscription = reader.live.events({ tag: 'next-loader.live' }).subscribe({
        next: (event) => {
          if (event.type === 'welcome') editor.patch('live').set({ title: 'after' }).commit().catch(reject);
          if (event.type !== 'message') return;
          subscription.unsubscribe();
          resolve(event);
        },
        error: reject,
      });
    });
    assert.ok(!tags.some((tag) => visitor.expired.has(tag)));
    await revalidateSyncTags(message.tags);
    assert.ok(tags.some((tag) => visitor.expired.has(tag)));
    const fresh = await live().sanityFetch({ query });
    assert.equal(fresh.data[0].title, 'after');
  });

  test('shows drafts and releases in draft mode, and to nobody else', async () => {
    await editor.createOrReplace({ _id: 'live', _type: 'live', title: 'published' });
    await editor.createOrReplace({ _id: 'drafts.live', _type: 'live', title: 'draft' });
    await editor.createOrReplace({ _id: 'versions.r1.live', _type: 'live', title: 'release' });
    const titles = async (options) => (await live().sanityFetch({ query, ...options })).data.map(({ title }) => stegaClean(title));
    assert.deepEqual(await titles(), ['published']);
    visitor.isDraft = true;
    assert.deepEqual(await titles(), ['draft']);
    assert.deepEqual(await titles({ perspective: ['r1', 'drafts'] }), ['release']);
  });

  test('is switched to drafts by a secret that the studio made', async () => {
    const { secret } = await createPreviewSecret(editor, '@sanity/presentation', 'http://localhost:3333', 'editor');
    const { GET } = defineEnableDraftMode({ client: reader.withConfig({ token: secrets.lakeViewerToken }) });
    const enter = (given) => GET(new Request(`http://shop/api/draft?sanity-preview-secret=${given}&sanity-preview-pathname=/lamps&sanity-preview-perspective=r1`));
    assert.equal((await enter('guessed')).status, 401);
    assert.equal(visitor.isDraft, false);
    const entered = await enter(secret);
    assert.equal(entered.headers.get('location'), '/lamps?sanity-preview-perspective=r1');
    assert.equal(visitor.isDraft, true);
    const { data } = await live().sanityFetch({ query });
    assert.equal(stegaClean(data[0].title), 'release');
  });
});
