// SPDX-License-Identifier: MIT
export const peerNames = [
  "minisearch",
  "flexsearch",
  "sqlite",
  "ufuzzy",
  "orama",
  "itemsjs",
  "columns",
  "objects",
];
export const peerOf = async (name) => (await import(`./${name}.mjs`)).peer;
