// SPDX-License-Identifier: MIT
// What Vitrine's catalog promises, as ratios of one run. Meant for 100,000 products.

const ratio = (value) => (value >= 10 ? `${Math.round(value)} ×` : `${value.toFixed(2)} ×`);
const times = (theirs, ours, bar) => ({
  measured: ratio(theirs / ours),
  met: theirs / ours >= bar,
});
const atMost = (ours, theirs, bar) => ({
  measured: ratio(ours / theirs),
  met: ours / theirs <= bar,
});

const within = (ms, most) => ({ measured: `${ms.toFixed(2)} ms`, met: ms <= most });

const shareOf = ([good, all]) => good / all;
// Beyond the bars: the same hits counted by typed arrays, the fastest that plain JavaScript can.
const beyond = (theirs, ours) => ({ measured: ratio(theirs / ours) });

const agreements = (peer) =>
  ["pages", "combined"].flatMap((kind) =>
    Object.values(peer[`${kind}Agreement`] ?? {}).map(shareOf),
  );

const bars = [
  [
    "search with typos, p50, MiniSearch",
    "at least 150 ×",
    (p) => times(p.minisearch.findTypos.p50, p.vitrine.findTypos.p50, 150),
  ],
  [
    "search with typos, p50, uFuzzy over titles",
    "at least 80 ×",
    (p) => times(p.ufuzzy.findTypos.p50, p.vitrine.findTypos.p50, 80),
  ],
  [
    "search with typos, p99",
    "under 3 ms",
    (p) => within(p.vitrine.findTypos.p99, 3),
  ],
  [
    "search without typos, p50, FlexSearch",
    "at least 1 ×",
    (p) => times(p.flexsearch.find.p50, p.vitrine.find.p50, 1),
  ],
  [
    "search without typos, p99, FlexSearch",
    "at least 20 ×",
    (p) => times(p.flexsearch.find.p99, p.vitrine.find.p99, 20),
  ],
  [
    "filter + facets + sort + page, p50, typed arrays",
    "at least 3 ×",
    (p) => times(p.columns.pages.p50, p.vitrine.pages.p50, 3),
  ],
  [
    "filter + facets + sort + page, p50, objects",
    "at least 50 ×",
    (p) => times(p.objects.pages.p50, p.vitrine.pages.p50, 50),
  ],
  [
    "combined, p50, MiniSearch",
    "at least 100 ×",
    (p) => times(p.minisearch.combined.p50, p.vitrine.combined.p50, 100),
  ],
  [
    "combined, p50, FlexSearch",
    "at least 40 ×",
    (p) => times(p.flexsearch.combined.p50, p.vitrine.combined.p50, 40),
  ],
  [
    "combined, p50, MiniSearch over typed arrays",
    "no bar",
    (p) => beyond(p.minisearch.combinedColumns.p50, p.vitrine.combined.p50),
  ],
  [
    "combined, p50, FlexSearch over typed arrays",
    "no bar",
    (p) => beyond(p.flexsearch.combinedColumns.p50, p.vitrine.combined.p50),
  ],
  [
    "open, SQLite's image",
    "at least 1 ×",
    (p) => times(p.sqlite.open.median, p.vitrine.open.median, 1),
  ],
  [
    "open, MiniSearch's index",
    "at least 500 ×",
    (p) => times(p.minisearch.open.median, p.vitrine.open.median, 500),
  ],
  [
    "open, a copy of the bytes",
    "at most 3 ×",
    (p) => atMost(p.vitrine.open.median, p.vitrine.copy.median, 3),
  ],
  [
    "build from JSON, MiniSearch",
    "at least 15 ×",
    (p) => times(p.minisearch.build.median, p.vitrine.build.median, 15),
  ],
  [
    "build from JSON, JSON.parse",
    "at most 2 ×",
    (p) => atMost(p.vitrine.build.median, p.objects.parse.median, 2),
  ],
  [
    "memory after opening, MiniSearch",
    "at most 0.20 ×",
    (p) => atMost(p.vitrine.memory.rss, p.minisearch.memory.rss, 0.2),
  ],
  [
    "on the wire, JSON and MiniSearch's index",
    "at most 0.33 ×",
    (p) => atMost(p.vitrine.snapshot.wire, p.objects.json.wire + p.minisearch.snapshot.wire, 1 / 3),
  ],
  ...["findTypos", "pages", "combined"].map((kind) => [
    `after 5,000 changes, p50, ${{ findTypos: "search with typos" }[kind] ?? kind}`,
    "at most 1.10 ×",
    ({ vitrine: { live } }) => atMost(live.after[kind].p50, live.before[kind].p50, 1.1),
  ]),
  ["longest slice of joining changes", "4 ms", ({ vitrine }) => within(vitrine.live.settling, 4)],
  ...[
    ["longest slice of opening", "opening"],
    ["longest first question", "first"],
    ["longest batch of 20 changes", "applying"],
  ].map(([name, step]) => [name, "50 ms", ({ vitrine }) => within(vitrine.live[step], 50)]),
  [
    "quality: exact title first",
    "the best peer's",
    (p) => bestOf(p, (peer) => peer.found && shareOf(peer.found.title)),
  ],
  ["quality: one typo found in the first ten", "all", (p) => allOf(p.vitrine.found.typo)],
  ["quality: two typos found in the first ten", "all", (p) => allOf(p.vitrine.found["two typos"])],
  [
    "quality: totals, facets, pages as plain JavaScript",
    "all",
    (p) => {
      const least = Math.min(...agreements(p.vitrine));
      return { measured: `${(100 * least).toFixed(1)} %`, met: least === 1 };
    },
  ],
];

const allOf = ([good, all]) => ({ measured: `${good} of ${all}`, met: good === all });

function bestOf(peers, measure) {
  const own = measure(peers.vitrine);
  const best = Math.max(
    ...Object.values(peers)
      .map(measure)
      .filter((value) => value !== undefined),
  );
  return {
    measured: `${(100 * own).toFixed(0)} %, best ${(100 * best).toFixed(0)} %`,
    met: own >= best,
  };
}

/** Each bar with what was measured; "not measured" when a peer of it has not finished. */
export function barsOf(peers) {
  return bars.map(([name, bar, measure]) => {
    try {
      return { name, bar, ...measure(peers) };
    } catch {
      return { name, bar, measured: "not measured", met: false };
    }
  });
}
