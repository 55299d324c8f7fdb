// SPDX-License-Identifier: MIT
// The engine's GROQ over documents that it holds. Documents, and the values of columns that a
// projection consists of, are made JavaScript values once; answers share them, so that they are
// not to be changed.
import assert from "node:assert/strict";

const [json, oneDocument] = [1, 3]; // of groq_module.cpp

const documentsAlone = { names: [], columns: [] };

export class GroqEngine {
  #module;
  #decoder = new TextDecoder();
  #documents = [];
  #columns = new Map();
  #rows = new Map(); // by the number of the query: names and columns

  constructor(module, given) {
    this.#module = module;
    this.#give(JSON.stringify(given));
    assert.ok(module._open());
  }

  parse(text) {
    this.#give(text);
    assert.ok(this.#module._parse());
  }

  prepare(query, params) {
    this.#give(JSON.stringify({ query, params }));
    const number = this.#module._prepare();
    assert.ok(number >= 0, query);
    return number;
  }

  run(number) {
    const kind = this.#module._run(number);
    assert.ok(kind > 0, "a limit was broken");
    if (kind === json) return JSON.parse(this.#output());
    const { names, columns } = this.#rowsOf(number);
    const positions = this.#positions();
    if (kind === oneDocument) return positions.length === 0 ? null : this.#document(positions[0]);
    if (names.length > 0) return rows(positions, names, columns);
    return Array.from(positions.slice(), (position) => this.#document(position));
  }

  // Valid until the engine is called again.
  #positions() {
    const begin = this.#module._positions() >>> 0;
    return new Uint32Array(this.#memory(), begin, this.#module._positionCount());
  }

  #memory() {
    return this.#module.wasmMemory.buffer;
  }

  #give(text) {
    const bytes = new TextEncoder().encode(text);
    const begin = this.#module._room(bytes.length) >>> 0;
    new Uint8Array(this.#memory(), begin, bytes.length).set(bytes);
  }

  #output() {
    const begin = this.#module._output() >>> 0;
    const size = this.#module._outputSize() >>> 0;
    return this.#decoder.decode(new Uint8Array(this.#memory(), begin, size));
  }

  #document(position) {
    let document = this.#documents[position];
    if (document === undefined) {
      this.#module._writeDocument(position);
      this.#documents[position] = document = JSON.parse(this.#output());
    }
    return document;
  }

  #rowsOf(number) {
    if (this.#module._memberCount() === 0) return documentsAlone;
    const known = this.#rows.get(number);
    if (known !== undefined) return known;
    this.#module._writeMembers();
    const members = JSON.parse(this.#output());
    const made = {
      names: members.map(({ name }) => name),
      columns: members.map(({ column }, i) => this.#column(column, i)),
    };
    this.#rows.set(number, made);
    return made;
  }

  #column(text, member) {
    let column = this.#columns.get(text);
    if (column === undefined) {
      this.#module._writeColumn(member);
      column = JSON.parse(this.#output());
      this.#columns.set(text, column);
    }
    return column;
  }
}

function rows(positions, names, columns) {
  const result = new Array(positions.length);
  for (let i = 0; i < positions.length; ++i) {
    const position = positions[i];
    const row = {};
    for (let m = 0; m < names.length; ++m) row[names[m]] = columns[m][position];
    result[i] = row;
  }
  return result;
}
