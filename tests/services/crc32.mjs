// SPDX-License-Identifier: MIT
/** CRC-32 of bytes, or of a text's UTF-8 bytes, as an unsigned number. */
export function crc32(content) {
  let crc = 0xffffffff;
  for (const byte of Buffer.from(content)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
