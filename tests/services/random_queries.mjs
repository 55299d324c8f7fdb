// SPDX-License-Identifier: MIT
// A small mixed dataset and GROQ queries from a seed, for the lake and groq-js to agree on.
//
// Left out, because groq-js deviates from the specification there:
// - array::unique of nulls: it keeps each of them;
// - geo: it does not know these functions;
// - `a-> in b` without parentheses: it takes `in` for an attribute;
// - score() and boost(): their numbers are each implementation's own.
import { below, pick } from '../bench/random.mjs';

const reference = (_ref, extra) => ({ _type: 'reference', _ref, ...extra });

export const documents = [
  ...['lamps', 'chairs', 'tables'].map((name, i) => ({
    _id: name, _type: 'category', title: name, rank: i, ...(i > 0 && { parent: reference('lamps') }),
  })),
  ...['Aurora', 'Björk', 'Cirrus', 'Dune', 'Ember', 'Fjäll'].map((title, i) => ({
    _id: `p${i}`,
    _type: 'product',
    title,
    slug: { _type: 'slug', current: title.toLowerCase() },
    price: i % 4 === 3 ? null : 10 * i + 0.5,
    stock: i,
    isNew: i % 2 === 0,
    madeOn: `2026-0${i + 1}-15T10:00:00Z`,
    tags: ['new', 'sale', 'oak', 'a b'].slice(0, i % 4),
    category: reference(['lamps', 'chairs', 'nobody'][i % 3], { _weak: true }),
    variants: Array.from({ length: i % 3 }, (_, j) => ({ _key: `k${j}`, size: ['S', 'M'][j], stock: j, price: i + j })),
    mixed: [1, 'one', null, true, [2], { a: { b: i } }].slice(i % 5),
    body: [{ _type: 'block', _key: 'b', children: [{ _type: 'span', text: `${title} is a lamp.` }] }],
  })),
  { _id: 'drafts.p0', _type: 'product', title: 'Aurora II', stock: 9 },
  { _id: 'order.1', _type: 'order', lines: [{ _key: 'l', product: reference('p1'), quantity: 2 }], total: 21 },
  { _id: 'odd', _type: 'odd', zero: 0, minus: -1.5, empty: '', list: [], object: {}, nothing: null, big: 2 ** 40 },
];

export const params = { type: 'product', slug: 'dune', limit: 3, ids: ['p1', 'p4', 'nobody'], word: 'a*', nothing: null };

const names = ['_id', '_type', 'title', 'price', 'stock', 'isNew', 'tags', 'category', 'variants', 'mixed', 'slug', 'missing',
  'rank', 'parent', 'total', 'lines', 'size', 'quantity', 'zero', 'minus', 'empty', 'list', 'object', 'madeOn', 'a', '_key'];

const literals = ['null', 'true', 'false', '0', '1', '2.5', '-3', '"x"', '"oak"', '"Aurora"', '""', '[]', '[1, "new", null]', '{"a": 1}',
  '1..3', '1...3', '$type', '$slug', '$limit', '$ids', '$word', '$nothing', '@', '^', '^.^', '*'];

const comparisons = ['==', '!=', '<', '<=', '>', '>='];

class Writer {
  constructor(random) {
    this.random = random;
  }

  pick(list) {
    return pick(this.random, list);
  }

  attribute() {
    return this.pick(names);
  }

  /** What follows a value: an attribute, a slice, a filter, a reference, a projection. */
  traversal(depth) {
    switch (below(this.random, 11)) {
      case 0:
        return `[${this.pick(['0', '1', '-1', '5', '0..1', '1...3', '-2..-1', '0...$limit'])}]`;
      case 1:
        return '[]';
      case 2:
        return `[${this.condition(depth - 1)}]`;
      case 3:
        return `[].${this.attribute()}`;
      case 4:
        return '->';
      case 5:
        return `->${this.attribute()}`;
      case 6:
        return this.projection(depth - 1);
      case 7:
        return `["${this.attribute()}"]`;
      default:
        return `.${this.attribute()}`;
    }
  }

  projection(depth) {
    const members = Array.from({ length: 1 + below(this.random, 3) }, (_, i) => {
      switch (below(this.random, 6)) {
        case 0:
          return '...';
        case 1:
          return `"k${i}": ${this.expression(depth - 1)}`;
        case 2:
          return `${this.condition(depth - 1)} => {"c${i}": ${this.expression(depth - 1)}}`;
        case 3:
          return `...${this.attribute()}{"s": ${this.attribute()}}`;
        default:
          return this.attribute();
      }
    });
    return `{${members.join(', ')}}`;
  }

  condition(depth) {
    if (depth <= 0) return `${this.attribute()} == ${this.pick(literals)}`;
    switch (below(this.random, 10)) {
      case 0:
        return `${this.condition(depth - 1)} ${this.pick(['&&', '||'])} ${this.condition(depth - 1)}`;
      case 1:
        return `!(${this.condition(depth - 1)})`;
      case 2:
        return `defined(${this.expression(depth - 1)})`;
      case 3:
        return `(${this.expression(depth - 1)}) in ${this.pick(['tags', '$ids', '[1, 2, "oak"]', '0..3', 'path("drafts.**")', 'path("*")', 'mixed', '"A".."D"', '0...stock', '$limit..5', '3..1',
          'dateTime("2026-02-01T00:00:00Z")..dateTime("2026-04-15T10:00:00Z")'])}`;
      case 4:
        return `(${this.expression(depth - 1)}) match ${this.pick(['"a*"', '$word', '"lamp"', '["a*", "b*"]', '"*"', 'title'])}`;
      case 5:
        return `references(${this.pick(['"lamps"', '"p1"', '^._id', '$ids', '*[_type == "category"]._id'])})`;
      case 6:
        return `_type == ${this.pick(['"product"', '"category"', '$type', '"order"'])}`;
      default:
        return `${this.expression(depth - 1)} ${this.pick(comparisons)} ${this.expression(depth - 1)}`;
    }
  }

  call(depth) {
    const one = () => this.expression(depth - 1);
    return this.pick([
      () => `coalesce(${one()}, ${one()})`,
      () => `count(${one()})`,
      () => `length(${one()})`,
      () => `lower(${one()})`,
      () => `upper(${one()})`,
      () => `string(${one()})`,
      () => `round(${one()}, ${below(this.random, 3)})`,
      () => `select(${this.condition(depth - 1)} => ${one()}, ${this.condition(depth - 1)} => ${one()}, ${one()})`,
      () => `string::split(${one()}, ${this.pick(['" "', '""', '"o"'])})`,
      () => `string::startsWith(${one()}, ${this.pick(['"A"', '"p"', one()])})`,
      () => `array::join(${one()}, ", ")`,
      () => `array::compact(${one()})`,
      () => `array::unique(array::compact(${one()}))`,
      () => `array::intersects(${one()}, ${one()})`,
      () => `math::sum(${one()})`,
      () => `math::avg(${one()})`,
      () => `math::min(${one()})`,
      () => `math::max(${one()})`,
      () => `pt::text(${this.pick(['body', one()])})`,
      () => `dateTime(${this.pick(['madeOn', one()])})`,
      () => `(dateTime(madeOn) ${this.pick(['-', '+', '<'])} ${this.pick(['3600', 'dateTime("2026-03-01T00:00:00Z")', 'dateTime(^.madeOn)'])})`,
      () => `shop::card(${this.pick(['@', '^', 'category->', one()])})`,
    ])();
  }

  expression(depth) {
    if (depth <= 0) return this.pick([this.attribute(), this.attribute(), this.pick(literals)]);
    switch (below(this.random, 12)) {
      case 0:
        return `(${this.expression(depth - 1)} ${this.pick(['+', '-', '*', '/', '%', '**'])} ${this.expression(depth - 1)})`;
      case 1:
      case 2:
        return this.call(depth);
      case 3:
        return `(${this.condition(depth - 1)})`;
      case 4:
        return `[${this.expression(depth - 1)}, ...${this.expression(depth - 1)}]`;
      case 5:
        return `{"o": ${this.expression(depth - 1)}}`;
      case 6:
        return `(${this.query(depth - 1)})`;
      case 7:
        return `${this.pick(['-', '+'])}${this.attribute()}`;
      case 8:
      case 9:
      case 10:
        return `${this.pick([this.attribute(), '@', '^', '^.^'])}${this.traversal(depth)}`;
      default:
        return this.expression(0);
    }
  }

  query(depth) {
    let text = `*[${this.condition(depth)}]`;
    if (below(this.random, 2) === 0) {
      text += ` | order(${this.expression(depth - 1)}${this.pick([' asc', ' desc', ''])}, _id)`;
    }
    for (let i = below(this.random, 3); i > 0; i -= 1) text += this.traversal(depth);
    return text;
  }
}

export function randomQuery(random) {
  const writer = new Writer(random);
  const depth = 1 + below(random, 4);
  const text = below(random, 3) === 0 ? writer.expression(depth) : writer.query(depth);
  return text.includes('shop::card(') ? `fn shop::card($x) = $x{title, "in": category->title}; ${text}` : text;
}
