// SPDX-License-Identifier: MIT
export const peerNames = [
  "vitrine",
  "vitrine_simd",
  "minisearch",
  "flexsearch",
  "sqlite",
  "ufuzzy",
  "columns",
  "orama",
  "itemsjs",
  "objects",
];
export const peerOf = async (name) => (await import(`./${name}.mjs`)).peer;
