// SPDX-License-Identifier: MIT
// Writes EXIF as a camera does.
import { crc32 } from './crc32.mjs';

const types = { byte: [1, 1], text: [2, 1], short: [3, 2], long: [4, 4], rational: [5, 8], signed: [10, 8] };

/** Directories of entries [tag, type, values]; `image` refers to the other two. */
export function exifBlock(isBig, { image, exif, gps }) {
  const bytes = Buffer.alloc(4_096);
  let end = 8;
  const put = (value, size, at) => {
    const unsigned = value < 0 ? value + 2 ** 32 : value;
    if (isBig) bytes.writeUIntBE(unsigned, at, size);
    else bytes.writeUIntLE(unsigned, at, size);
  };
  const reserve = (size) => (end += size) - size;

  function putValues(type, values, at) {
    const [, size] = types[type];
    if (type === 'text') return bytes.write(`${values[0]}\0`, at, 'latin1');
    for (const [i, value] of values.entries()) {
      const halves = size === 8 ? value : [value];
      for (const [j, half] of halves.entries()) put(half, Math.min(size, 4), at + i * size + j * 4);
    }
  }

  function directory(entries) {
    const start = reserve(2 + entries.length * 12 + 4);
    put(entries.length, 2, start);
    for (const [i, [tag, type, values]] of entries.entries()) {
      const at = start + 2 + i * 12;
      const [code, size] = types[type];
      const count = type === 'text' ? values[0].length + 1 : values.length;
      put(tag, 2, at);
      put(code, 2, at + 2);
      put(count, 4, at + 4);
      const isInside = count * size <= 4;
      const place = isInside ? at + 8 : reserve(count * size);
      if (!isInside) put(place, 4, at + 8);
      putValues(type, values, place);
    }
    return start;
  }

  bytes.write(isBig ? 'MM' : 'II', 0, 'latin1');
  put(42, 2, 2);
  const others = [[0x8769, 'long', [directory(exif)]], [0x8825, 'long', [directory(gps)]]];
  put(directory([...image, ...others]), 4, 4);
  return Buffer.concat([Buffer.from('Exif\0\0'), bytes.subarray(0, end)]);
}

const word = 'Exif\0\0'.length; // before the block, in a JPEG only

/** Instead of the block that libvips wrote, which is the last chunk. */
function webpWithExif(webp, block) {
  const content = block.subarray(word);
  const head = Buffer.from('EXIF\0\0\0\0');
  head.writeUInt32LE(content.length, 4);
  const picture = webp.subarray(0, webp.lastIndexOf('EXIF'));
  const bytes = Buffer.concat([picture, head, content, Buffer.alloc(content.length % 2)]);
  bytes.writeUInt32LE(bytes.length - 8, 4);
  return bytes;
}

function pngWithExif(png, block) {
  const content = Buffer.concat([Buffer.from('eXIf'), block.subarray(word)]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length - 4);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(content));
  const afterHeader = 8 + 25;
  return Buffer.concat([png.subarray(0, afterHeader), length, content, sum, png.subarray(afterHeader)]);
}

function jpegWithExif(jpeg, block) {
  const length = Buffer.from([0xff, 0xe1, (block.length + 2) >> 8, (block.length + 2) & 255]);
  return Buffer.concat([jpeg.subarray(0, 2), length, block, jpeg.subarray(2)]);
}

/** The same picture with a block in it, by its extension. */
export const pictureWithExif = { jpg: jpegWithExif, webp: webpWithExif, png: pngWithExif };
