// SPDX-License-Identifier: MIT
// Chance from a seed: the same seed gives the same catalog and the same queries on every machine.

/** sfc32: a function that answers a number in [0, 1) at each call. */
export function randomOf(seed) {
  let [a, b, c, counter] = [seed | 0, 0x9e3779b9 | 0, 0x243f6a88 | 0, 1];
  const next = () => {
    const sum = (((a + b) | 0) + counter++) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 4294967296;
  };
  for (let i = 0; i < 16; ++i) next();
  return next;
}

export const below = (random, count) => Math.floor(random() * count);
export const pick = (random, list) => list[below(random, list.length)];

/** A normally distributed number (Box and Muller). */
export const normal = (random) =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

export const logNormal = (random, median, sigma) => median * Math.exp(sigma * normal(random));

export const within = (value, min, max) => Math.min(max, Math.max(min, value));

export function shuffle(random, list) {
  for (let i = list.length - 1; i > 0; --i) {
    const j = below(random, i + 1);
    [list[i], list[j]] = [list[j], list[i]];
  }
  return list;
}

/** Draws ranks 0 to count - 1, rank r as often as 1 / (r + shift) ^ exponent. */
export function zipfOf(count, exponent = 1, shift = 1) {
  const sums = new Float64Array(count);
  let sum = 0;
  for (let rank = 0; rank < count; ++rank) sums[rank] = sum += 1 / (rank + shift) ** exponent;
  return (random) => {
    const wanted = random() * sum;
    let [low, high] = [0, count - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sums[middle] > wanted) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}
