// SPDX-License-Identifier: MIT
// How good the answers are: whether a title finds its product, whether a typo finds what was meant,
// and whether totals, facets and pages are those of plain JavaScript over objects.
import { wordsIn } from "./fold.mjs";

/** `find(text)` answers rows, `titleOf(row)` the title of one. */
export async function foundOf(texts, titleOf, find) {
  const found = { title: [0, 0], typo: [0, 0], "two typos": [0, 0] };
  for (const { kind, text, title, meant } of texts) {
    if (!found[kind]) continue;
    const { rows } = await find(text);
    const good =
      kind === "title"
        ? rows.length > 0 && titleOf(rows[0]) === title
        : rows
            .slice(0, 10)
            .some((row) => meant.every((word) => wordsIn(titleOf(row)).includes(word)));
    found[kind][0] += good ? 1 : 0;
    found[kind][1] += 1;
  }
  return found;
}

export const plainAnswer = ({ total, ids, facets, priceMin, priceMax }) => ({
  total,
  ids,
  priceMin,
  priceMax,
  facets: Object.fromEntries(
    [...facets].map(([name, values]) => [name, Object.fromEntries(values)]),
  ),
});

function sameFacets(answer, oracle) {
  if (
    oracle.total > 0 &&
    (answer.priceMin !== oracle.priceMin || answer.priceMax !== oracle.priceMax)
  )
    return false;
  return Object.entries(oracle.facets).every(([name, values]) => {
    const own = answer.facets[name];
    if (!own || Object.keys(own).length < Object.keys(values).length) return false;
    return Object.entries(values).every(([value, count]) => (own[value] ?? count) === count);
  });
}

/** How many answers agree in total, in all facets with the price range, and in the page. */
export function agreementOf(answers, oracles, addresses) {
  const agreement = { total: [0, 0], facets: [0, 0], page: [0, 0] };
  const count = (name, good) => {
    agreement[name][0] += good ? 1 : 0;
    agreement[name][1] += 1;
  };
  oracles.forEach((oracle, i) => {
    if (oracle.isClear === false) return;
    count("total", answers[i].total === oracle.total);
    count("facets", sameFacets(answers[i], oracle));
    const ranked = addresses[i].startsWith("q=") && !addresses[i].includes("sort=");
    if (!ranked) count("page", answers[i].ids.join() === oracle.ids.join());
  });
  return agreement;
}
