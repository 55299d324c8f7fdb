// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createClient } from '@sanity/client';
import { createImageUrlBuilder } from '@sanity/image-url';
import { encode } from 'blurhash';
import readExif from 'exif-reader';
import { PNG } from 'pngjs';
import { rgbaToThumbHash } from 'thumbhash';
import { exifBlock, pictureWithExif } from './exif_block.mjs';
import { secrets, startServices } from './running.mjs';

let services;
let editor;
before(async () => {
  services = await startServices();
  editor = createClient({
    projectId: 'demo', dataset: 'production', apiVersion: '2025-02-19', apiHost: services.lake,
    useProjectHostname: false, useCdn: false, token: secrets.lakeToken,
  });
});
after(() => services.stop());

function png(width, height, colorAt) {
  const image = new PNG({ width, height });
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) image.data.set([...colorAt(x, y), 255].slice(0, 4), (y * width + x) * 4);
  }
  return PNG.sync.write(image, { colorType: 2 });
}

const red = [220, 30, 30];
const blue = [30, 30, 220];
/** Red on the left, blue on the right. */
const halves = (width, height) => png(width, height, (x) => (x < width / 2 ? red : blue));

async function fetchPng(url) {
  const answer = await fetch(url);
  assert.equal(answer.status, 200, url);
  const image = PNG.sync.read(Buffer.from(await answer.arrayBuffer()));
  const at = (x, y) => [...image.data.subarray((y * image.width + x) * 4, (y * image.width + x) * 4 + 3)];
  return { size: [image.width, image.height], at };
}

const isNear = (actual, expected) =>
  assert.ok(actual.every((value, i) => Math.abs(value - expected[i]) < 12), `${actual} is not ${expected}`);

describe('what an upload is known by', () => {
  test('its dimensions, preview, palette and blurhash', async () => {
    const bytes = png(48, 32, (x) => (x < 36 ? red : [120, 120, 110]));
    const { metadata } = await editor.assets.upload('image', bytes, { filename: 'red.png' });
    assert.deepEqual(metadata.dimensions, { _type: 'sanity.imageDimensions', width: 48, height: 32, aspectRatio: 1.5 });
    assert.match(metadata.lqip, /^data:image\//);
    const pixels = PNG.sync.read(bytes);
    assert.equal(metadata.blurHash, encode(new Uint8ClampedArray(pixels.data), 48, 32, 4, 3));
    assert.equal(metadata.palette.dominant.population, 75);
    assert.deepEqual([metadata.palette.vibrant.background, metadata.palette.vibrant.foreground], ['#dc1e1e', '#fff']);
    assert.equal(metadata.palette.muted.background, '#78786e');
    assert.equal(metadata.isOpaque, true);
  });

  test('its thumbhash, when it is asked for', async () => {
    const shapes = [[48, 32, () => 255], [31, 64, () => 255], [9, 9, () => 255], [64, 5, (x) => x * 4], [20, 20, () => 0]];
    for (const [width, height, alphaAt] of shapes) {
      const image = new PNG({ width, height });
      for (let y = 0; y < height; y += 1) {
        for (let x = 0; x < width; x += 1) image.data.set([x * 4, y * 3, (x * y) % 256, alphaAt(x)], (y * width + x) * 4);
      }
      const { metadata } = await editor.assets.upload('image', PNG.sync.write(image), { extract: ['thumbhash'] });
      // Five bytes of header, then terms of four bits, which another cosine may round otherwise.
      const nibbles = (bytes) => [...bytes].flatMap((byte) => [byte & 15, byte >> 4]);
      const actual = Buffer.from(metadata.thumbHash, 'base64');
      const expected = Buffer.from(rgbaToThumbHash(width, height, image.data));
      assert.deepEqual(actual.subarray(0, 5), expected.subarray(0, 5), `${width} x ${height}`);
      const wanted = nibbles(expected);
      assert.ok(nibbles(actual).every((term, i) => Math.abs(term - wanted[i]) <= 1), `${width} x ${height}`);
      assert.equal(actual.length, expected.length);
      assert.ok(!metadata.lqip && !metadata.blurHash);
    }
    const { metadata } = await editor.assets.upload('image', halves(6, 6));
    assert.ok(metadata.blurHash && !('thumbHash' in metadata));
  });

  for (const endian of ['big', 'small']) {
    test(`what its camera wrote, ${endian} end first, when it is asked for`, async () => {
      const block = exifBlock(endian === 'big', {
        image: [[0x10f, 'text', ['Vitrine']], [0x112, 'short', [1]], [0x11a, 'rational', [[72, 1]]], [0x132, 'text', ['2026:11:22 16:07:00']], [0xc612, 'byte', [1, 4, 0, 0]]],
        exif: [[0x829a, 'rational', [[1, 640]]], [0x829d, 'rational', [[28, 10]]], [0x8827, 'short', [100]], [0x9003, 'text', ['2026:13:22 16:07:00']],
          [0x9204, 'signed', [[-1, 3]]], [0x9206, 'rational', [[0, 0]]], [0xa432, 'rational', [[24, 1], [70, 1], [28, 10], [4, 1]]], [0xa434, 'text', ['50 mm']]],
        gps: [[1, 'text', ['S']], [2, 'rational', [[35, 1], [11, 1], [1777, 100]]], [3, 'text', ['E']], [4, 'rational', [[139, 1], [8, 1], [7, 1]]], [5, 'byte', [1]], [6, 'rational', [[25, 2]]]],
      });
      const plain = await editor.assets.upload('image', halves(16, 8));
      const jpeg = Buffer.from(await (await fetch(`${plain.url}?fm=jpg`)).arrayBuffer());
      const photo = pictureWithExif.jpg(jpeg, block);
      const { metadata } = await editor.assets.upload('image', photo, { extract: ['image', 'exif', 'location'] });
      const read = JSON.parse(JSON.stringify(readExif(block)));
      delete read.image.DNGVersion; // of a negative, not of a picture for the web
      for (const name of ['DateTimeOriginal', 'SubjectDistance']) delete read.exif[name]; // no date, no number
      assert.deepEqual(metadata.image, { ...read.image, _type: 'sanity.imageExifTags' });
      assert.deepEqual(metadata.exif, { ...read.exif, _type: 'sanity.imageExifMetadata' });
      assert.deepEqual(metadata.location, { _type: 'geopoint', lat: -(35 + (11 + 17.77 / 60) / 60), lng: 139 + (8 + 7 / 60) / 60, alt: -12.5 });
      const again = Buffer.concat([photo, Buffer.from([0])]); // another asset
      const unasked = await editor.assets.upload('image', again);
      assert.ok(!('exif' in unasked.metadata || 'image' in unasked.metadata || 'location' in unasked.metadata));
    });
  }

  // Stored lying on its left side, as a camera does that is held upright: what is left there is above.
  for (const [format, withExif] of Object.entries(pictureWithExif)) {
    test(`how its camera was held, of a ${format}`, async () => {
      const block = exifBlock(true, {
        image: [[0x10f, 'text', ['Vitrine']], [0x112, 'short', [6]]], exif: [[0x8827, 'short', [100]]],
        gps: [[1, 'text', ['N']], [2, 'rational', [[48, 1], [12, 1], [0, 1]]], [3, 'text', ['E']], [4, 'rational', [[16, 1], [30, 1], [0, 1]]]],
      });
      const plain = await editor.assets.upload('image', halves(48, 16));
      const bytes = Buffer.from(await (await fetch(`${plain.url}?fm=${format}&q=95`)).arrayBuffer());
      const asset = await editor.assets.upload('image', withExif(bytes, block), { extract: ['image', 'exif', 'location', 'lqip'] });
      assert.equal(asset.extension, format);
      assert.match(asset._id, new RegExp(`-16x48-${format}$`));
      const { dimensions, image, exif, location, lqip } = asset.metadata;
      assert.deepEqual(dimensions, { _type: 'sanity.imageDimensions', width: 16, height: 48, aspectRatio: 1 / 3 });
      assert.deepEqual([image.Make, image.Orientation, exif.ISO], ['Vitrine', 6, 100]);
      assert.deepEqual(location, { _type: 'geopoint', lat: 48.2, lng: 16.5 });
      const preview = await editor.assets.upload('image', Buffer.from(lqip.split(',')[1], 'base64'));
      assert.ok(preview.metadata.dimensions.aspectRatio < 0.4);
      const { size, at } = await fetchPng(`${asset.url}?fm=png&w=16`);
      assert.deepEqual(size, [16, 48]);
      isNear(at(8, 12), red);
      isNear(at(8, 36), blue);
    });
  }

  test('what was asked for, and what the uploader says', async () => {
    const asset = await editor.assets.upload('image', halves(8, 8), {
      filename: 'a.png', extract: ['lqip'], title: 'Halves', description: 'Two colours', label: 'l', creditLine: 'me',
      source: { id: '1', name: 'shelf', url: 'https://shelf.example/1' },
    });
    assert.ok(asset.metadata.lqip && !asset.metadata.palette && !asset.metadata.blurHash);
    assert.deepEqual([asset.title, asset.description, asset.label, asset.creditLine], ['Halves', 'Two colours', 'l', 'me']);
    assert.deepEqual(asset.source, { id: '1', name: 'shelf', url: 'https://shelf.example/1' });
  });

  test('a file is kept as it is', async () => {
    const asset = await editor.assets.upload('file', Buffer.from('%PDF-1.7'), { filename: 'Price list.PDF', contentType: 'application/pdf' });
    assert.match(asset._id, /^file-[0-9a-f]{40}-pdf$/);
    assert.deepEqual([asset._type, asset.mimeType, asset.size, asset.originalFilename], ['sanity.fileAsset', 'application/pdf', 8, 'Price list.PDF']);
    const answer = await fetch(`${asset.url}?dl=`);
    assert.equal(await answer.text(), '%PDF-1.7');
    assert.match(answer.headers.get('content-disposition'), /^attachment/);
    await assert.rejects(editor.assets.upload('image', Buffer.from('%PDF-1.7')), { statusCode: 400 });
  });
});

describe('the pipeline does what @sanity/image-url asks for', () => {
  let image;
  let builder;
  before(async () => {
    const asset = await editor.assets.upload('image', halves(200, 100));
    image = { _type: 'image', asset: { _type: 'reference', _ref: asset._id } };
    builder = createImageUrlBuilder(editor);
  });
  const ask = (source, change) => fetchPng(change(builder.image(source)).format('png').url());

  const sizes = [
    ['a width', (url) => url.width(50), [50, 25]],
    ['a height', (url) => url.height(50), [100, 50]],
    ['clip', (url) => url.ignoreImageParams().size(50, 50).fit('clip'), [50, 25]],
    ['crop', (url) => url.size(50, 50).fit('crop'), [50, 50]],
    ['fill', (url) => url.size(50, 50).fit('fill').bg('00ff00'), [50, 50]],
    ['fillmax', (url) => url.size(400, 400).fit('fillmax').bg('00ff00'), [400, 400]],
    ['max', (url) => url.ignoreImageParams().size(400, 400).fit('max'), [200, 100]],
    ['min', (url) => url.size(400, 400).fit('min'), [100, 100]],
    ['scale', (url) => url.size(50, 70).fit('scale'), [50, 70]],
    ['a bound above', (url) => url.maxWidth(40), [40, 20]],
    ['a bound below', (url) => url.width(10).minWidth(40), [40, 20]],
    ['a density', (url) => url.width(50).dpr(2), [100, 50]],
    ['a part', (url) => url.rect(100, 0, 20, 10), [20, 10]],
    ['a turn', (url) => url.orientation(90), [100, 200]],
    ['padding', (url) => url.width(50).pad(5), [50, 30]],
  ];
  for (const [name, change, size] of sizes) {
    test(`with ${name}: ${size.join(' x ')}`, async () => assert.deepEqual((await ask(image, change)).size, size));
  }

  test('a crop and a hotspot of the document choose the part', async () => {
    const crop = { top: 0, bottom: 0, left: 0.5, right: 0 };
    const hotspot = { x: 0.9, y: 0.5, width: 0.1, height: 0.1 };
    const right = await ask({ ...image, crop, hotspot }, (url) => url.size(50, 50));
    assert.deepEqual(right.size, [50, 50]);
    isNear(right.at(2, 25), blue);
  });

  test('a focal point and a crop by side choose the part', async () => {
    const focal = await ask(image, (url) => url.size(50, 50).fit('crop').crop('focalpoint').focalPoint(0.9, 0.5));
    isNear(focal.at(5, 25), blue);
    const left = await ask(image, (url) => url.size(50, 50).fit('crop').crop('left'));
    isNear(left.at(25, 25), red);
  });

  test('flipped, inverted, grey, blurred and sharpened', async () => {
    isNear((await ask(image, (url) => url.flipHorizontal())).at(10, 50), blue);
    isNear((await ask(image, (url) => url.flipVertical())).at(10, 50), red);
    isNear((await ask(image, (url) => url.invert(true))).at(10, 50), red.map((value) => 255 - value));
    const [r, g, b] = (await ask(image, (url) => url.saturation(-100))).at(10, 50);
    assert.ok(r === g && g === b);
    const [blurred] = (await ask(image, (url) => url.blur(200))).at(100, 50);
    assert.ok(blurred > 60 && blurred < 200, `${blurred}`);
    assert.deepEqual((await ask(image, (url) => url.sharpen(50))).size, [200, 100]);
    isNear((await ask(image, (url) => url.width(50).pad(5).bg('00ff00'))).at(1, 1), [0, 255, 0]);
  });

  test('in the format asked for, or that the reader takes', async () => {
    const type = async (change, headers) => (await fetch(change(builder.image(image)).url(), { headers })).headers.get('content-type');
    assert.equal(await type((url) => url.format('webp')), 'image/webp');
    assert.equal(await type((url) => url.format('jpg').quality(40)), 'image/jpeg');
    assert.equal(await type((url) => url.auto('format').width(30), { accept: 'image/webp,*/*' }), 'image/webp');
    assert.equal(await type((url) => url.auto('format').width(30), { accept: 'image/png' }), 'image/png');
  });

  test('the first frame of a moving picture', async () => {
    const frame = (pixels) => Buffer.from([0x21, 0xf9, 4, 0, 10, 0, 0, 0, 0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, ...pixels, 0]);
    const start = Buffer.from([1, 0, 1, 0, 0x80, 0, 0, ...red, ...blue]);
    const bytes = Buffer.concat([Buffer.from('GIF89a'), start, frame([0x44, 1]), frame([0x4c, 1]), Buffer.from([0x3b])]);
    const asset = await editor.assets.upload('image', bytes);
    const still = builder.image(asset).frame(1);
    const moving = await fetch(`${asset.url}?w=1&fm=png`);
    assert.deepEqual(Buffer.from(await moving.arrayBuffer()), bytes);
    isNear((await fetchPng(still.format('png').url())).at(0, 0), red);
    const gif = await fetch(still.url());
    assert.equal(gif.headers.get('content-type'), 'image/gif');
    const found = Buffer.from(await gif.arrayBuffer());
    assert.equal(found.subarray(0, 6).toString(), 'GIF89a');
    assert.equal(found.toString('latin1').split('\x2c\0\0\0\0\x01\0\x01\0').length, 2);
  });

  test('and nothing that makes no sense', async () => {
    const url = builder.image(image).url();
    for (const query of ['w=-1', 'w=99999', 'q=101', 'or=45', 'blur=9999', 'dpr=9', 'pad=-1', 'min-w=x',
      'rect=0,0,1,50&w=8000', 'fit=odd', 'crop=odd', 'crop=top,left,top']) {
      assert.equal((await fetch(`${url}?${query}`)).status, 400, query);
    }
  });
});
