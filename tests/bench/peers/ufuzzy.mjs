// SPDX-License-Identifier: MIT
// uFuzzy looks through the titles alone, one text after the other, and reads one typo a word.
import uFuzzy from "@leeoniya/ufuzzy";
import { fold } from "../fold.mjs";

const infoThreshold = 1_000; // more hits than this are not ranked

function search(fuzzy, titles, text) {
  const [rows, info, order] = fuzzy.search(titles, fold(text), 0, infoThreshold);
  return { rows: rows ?? [], ranked: order ? order.map((i) => info.idx[i]) : (rows ?? []) };
}

export const peer = {
  name: "uFuzzy",
  readsTypos: true,
  build(text) {
    const titles = JSON.parse(text).products.map((product) => fold(product.title));
    const oneTypo = { intraMode: 1, intraIns: 1, intraSub: 1, intraTrn: 1, intraDel: 1 };
    return {
      titles,
      plain: new uFuzzy({ interLft: 1 }),
      fuzzy: new uFuzzy({ interLft: 1, ...oneTypo }),
    };
  },
  find({ titles, plain, fuzzy }, text, typos) {
    const { rows, ranked } = search(typos ? fuzzy : plain, titles, text);
    return { total: rows.length, rows: ranked.slice(0, 10) };
  },
  hits: ({ titles, fuzzy }, text) => search(fuzzy, titles, text).ranked,
};
