// SPDX-License-Identifier: MIT
// The same in Node and in a browser: how a list of queries is timed. Each is run in several rounds
// after a warm-up; its time is the median of its rounds, so that what else the machine does in one
// of them does not count. p50 and p99 are over the queries; the maximum is the longest single run.

const warmUpMs = 3_000;
const roundsMs = 12_000;
const mostRounds = 15;
const limitMs = 45_000; // of the first round; what was not asked until then is not measured

export const now = () => performance.now();

async function timed(run, query) {
  const begin = now();
  const answer = run(query);
  if (answer instanceof Promise) await answer;
  return now() - begin;
}

export function quantile(sorted, share) {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

const ascending = (a, b) => a - b;

// Every seventh, then those after them, and so on: what is asked before the limit is of all kinds.
const stride = 7;
const mixed = (list) =>
  Array.from({ length: stride }, (_, first) => list.filter((__, i) => i % stride === first)).flat();

export async function timeAll(given, run) {
  const queries = mixed(given);
  const warm = now();
  for (let round = 0; round < 3 && now() - warm < warmUpMs; ++round)
    for (const query of queries) if (now() - warm < warmUpMs) await timed(run, query);
  const times = queries.map(() => []);
  const begin = now();
  for (let round = 0; round < mostRounds && (round === 0 || now() - begin < roundsMs); ++round) {
    for (let i = 0; i < queries.length; ++i) {
      if (round === 0 && now() - begin > limitMs) break;
      if (times[i].length === round) times[i].push(await timed(run, queries[i]));
    }
  }
  const measured = times.filter((list) => list.length > 0).map((list) => list.sort(ascending));
  const medians = measured.map((list) => quantile(list, 0.5)).sort(ascending);
  return {
    p50: quantile(medians, 0.5),
    p99: quantile(medians, 0.99),
    max: Math.max(...measured.map((list) => list.at(-1))),
    queries: measured.length,
    of: queries.length,
    rounds: measured[0].length,
  };
}

/** The median of up to five runs that together take a few seconds, and the first by itself. */
export async function timeSome(run) {
  const times = [];
  const begin = now();
  do times.push(await timed(run));
  while (times.length < 5 && now() - begin < 4_000);
  return { first: times[0], median: quantile([...times].sort(ascending), 0.5), runs: times.length };
}
