// SPDX-License-Identifier: MIT
// Documents and patches from a seed, for the lake and @sanity/mutator to agree on.
//
// Left out, because the official patcher fails there or contradicts the official client:
// - a negative bound of a slice: to the client, which sends it for splice(), -1 is the array's very
//   end; to the patcher it is the last item;
// - an empty slice: the client sends it for splice(a, 1, 0, x); the patcher doubles the array;
// - an insert after a slice: the patcher takes the slice's end for a part of it;
// - unions in setIfMissing, inc and dec: the patcher keeps the last attribute only, and counts what
//   is named twice twice;
// - null, true and "" beside a number: the patcher compares as JavaScript does, where null is 0;
// - a step in a slice: the patcher reads it and goes on as if it were not there;
// - text patches of text that has changed within: the lake wants a patch's context as it was.
import { makePatches, stringifyPatches } from '@sanity/diff-match-patch';
import { below, pick } from '../bench/random.mjs';

const names = ['n', 'text', 'flag', 'nothing', 'list', 'words', 'rows', 'nested', 'blank', 'missing', 'v', 'deep', '_key'];
const keys = ['a', 'b', 'c', 'nobody'];
const values = [0, 1, 2.5, -3, 'x', 'Ünïcode', { v: 1 }];

const value = (random) => pick(random, values);

const row = (random, _key) => ({
  _key,
  v: below(random, 5),
  text: pick(random, ['x', 'y']),
  ...(below(random, 2) === 0 && { deep: { v: below(random, 3), list: [1, 2] } }),
});

export const randomDocument = (random) => ({
  _id: 'patched',
  _type: 'thing',
  n: below(random, 10),
  text: pick(random, ['x', 'lorem ipsum dolor', 'Köttbullar på fat', 'Flygande bäckasiner söka hwila på mjuka tuvor']),
  flag: below(random, 2) === 0,
  nothing: null,
  list: Array.from({ length: below(random, 5) }, () => below(random, 4)),
  words: Array.from({ length: below(random, 4) }, () => pick(random, ['x', 'y', 'z'])),
  rows: keys.slice(0, below(random, 4)).map((key) => row(random, key)),
  nested: { deep: { v: below(random, 5), list: [3, 2, 1] }, rows: [row(random, 'a'), row(random, 'b')] },
  blank: {},
});

const index = (random) => below(random, 7) - 2;

function element(random) {
  const sign = () => pick(random, ['==', '!=', '<', '<=', '>', '>=']);
  switch (below(random, 6)) {
    case 0:
      return `_key=="${pick(random, keys)}"`;
    case 1:
      return `v${sign()}${below(random, 5)}`;
    case 2:
      return `@${pick(random, ['==', '!='])}${below(random, 4)}`;
    case 3:
      return `${below(random, 3)}:${3 + below(random, 3)}`;
    case 4:
      return `deep.v${sign()}${below(random, 3)}`;
    default:
      return `${index(random)}`;
  }
}

const bracket = (random) =>
  `[${Array.from({ length: pick(random, [1, 1, 1, 1, 2, 3]) }, () => element(random)).join(',')}]`;

function step(random) {
  switch (below(random, 8)) {
    case 0:
    case 1:
    case 2:
      return bracket(random);
    case 3:
      return `[${pick(random, names)},${pick(random, names)}]`;
    case 4:
      return `['${pick(random, names)}']`;
    default:
      return `.${pick(random, names)}`;
  }
}

/** One that mostly means something in `randomDocument`. */
function path(random, { mayBeUnion = true } = {}) {
  const known = ['rows', 'list', 'list[@>1]', 'words', 'nested.deep', 'nested.rows', 'nested.deep.list', 'n', 'text', 'blank', 'nothing'];
  let text = below(random, 12) === 0 ? `..${pick(random, ['v', 'list', 'deep', 'text'])}` : pick(random, known);
  for (let i = pick(random, [0, 1, 1, 1, 2, 2, 3]); i > 0; i -= 1) {
    const next = step(random);
    if (next.includes(',') && !mayBeUnion) continue;
    text += next;
  }
  return text;
}

const byPath = (random, valueOf, options) =>
  Object.fromEntries(
    Array.from({ length: 1 + below(random, 2) }, () => [path(random, options), valueOf(random)]),
  );

function edited(random, text, margin) {
  const characters = [...text];
  const place = margin + below(random, characters.length - 2 * margin + 1);
  const added = pick(random, ['', 'a', 'øre ', '%+', '😀']);
  return [...characters.slice(0, place), added, ...characters.slice(place + below(random, 4))].join('');
}

/** A patch of the document's text, or of what it was before it began with something more. */
function textPatch(random, document) {
  const base = document.text;
  if (base.length < 30) return { text: stringifyPatches(makePatches(base, edited(random, base, 0))) };
  document.text = `Once upon a time, ${base}`;
  return { text: stringifyPatches(makePatches(base, edited(random, base, 10))) };
}

const operations = {
  set: (random) => byPath(random, value),
  setIfMissing: (random) => byPath(random, value, { mayBeUnion: false }),
  unset: (random) => [path(random), path(random)].slice(below(random, 2)),
  inc: (random) => byPath(random, (r) => below(r, 9) / 2, { mayBeUnion: false }),
  dec: (random) => byPath(random, (r) => below(r, 9) / 2, { mayBeUnion: false }),
  diffMatchPatch: textPatch,
  insert: (random) => {
    const array = pick(random, ['rows', 'list', 'words', 'nested.deep.list', 'nested.rows', 'blank.missing']);
    const place = bracket(random);
    const where = place.includes(':') ? ['before', 'replace'] : ['before', 'after', 'replace'];
    return {
      [pick(random, where)]: array + place,
      items: Array.from({ length: below(random, 3) }, () => value(random)),
    };
  },
};

export function randomPatch(random, document) {
  const patch = {};
  for (let i = pick(random, [1, 1, 2, 3]); i > 0; i -= 1) {
    const name = pick(random, Object.keys(operations));
    patch[name] = operations[name](random, document);
  }
  return patch;
}
