// SPDX-License-Identifier: MIT
// The engine's catalog as a WebAssembly module. Bytes are copied into its memory once and opened
// there; a search copies the text in and the rows out.

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export function vitrinePeer(name, program) {
  const address = new URL(`../../../build/wasm/tests/bench/${program}.mjs`, import.meta.url);

  async function load() {
    const { default: createEngine } = await import(address);
    return { engine: await createEngine(), buffer: null, text: null };
  }

  // A view of the text buffer; growing memory ends the one before.
  function textOf(state) {
    const { engine } = state;
    if (state.buffer !== engine.wasmMemory.buffer) {
      state.buffer = engine.wasmMemory.buffer;
      state.text = new Uint8Array(state.buffer, engine._text(), 8192);
    }
    return state.text;
  }
  const write = (state, text) => encoder.encodeInto(text, textOf(state)).written;
  const read = ({ engine }, size) =>
    decoder.decode(new Uint8Array(engine.wasmMemory.buffer, engine._output() >>> 0, size));

  function copy(bytes, { engine }) {
    const begin = engine._room(bytes.length) >>> 0;
    new Uint8Array(engine.wasmMemory.buffer, begin, bytes.length).set(bytes);
  }

  return {
    name,
    readsBytes: true,
    buildsNatively: true,
    readsTypos: true,
    load,
    copy,
    async build(bytes) {
      const state = await load();
      copy(bytes, state);
      if (!state.engine._build()) throw new Error("not built");
      return state;
    },
    save(state) {
      const size = state.engine._snapshot();
      return new Uint8Array(
        state.engine.wasmMemory.buffer,
        state.engine._output() >>> 0,
        size,
      ).slice();
    },
    open(bytes, state) {
      copy(bytes, state);
      if (!state.engine._open()) throw new Error("not opened");
      return state;
    },
    openSlice: ({ engine }) => engine._openSlice() !== 0,
    upsert(state, documents) {
      copy(encoder.encode(JSON.stringify(documents)), state);
      if (!state.engine._upsert()) throw new Error("not all documents were read");
    },
    remove: (state, id) => state.engine._removeProduct(write(state, id)),
    settle: ({ engine }) => engine._settle() !== 0,
    wasmBytes: ({ engine }) => engine.wasmMemory.buffer.byteLength,
    idOf: (state, row) => read(state, state.engine._idOf(row)),
    find(state, text, typos) {
      const { engine } = state;
      const total = engine._find(write(state, text), 10, typos ? 1 : 0);
      const count = engine._foundCount();
      const places = new Uint32Array(engine.wasmMemory.buffer, engine._found(), 2 * count);
      return { total, rows: Array.from({ length: count }, (_, i) => places[2 * i + 1]) };
    },
    prepare: (state, address) => state.engine._prepare(write(state, address)),
    page: ({ engine }, query) => engine._run(query),
    describe(state) {
      const { total, ids, facets, priceMin, priceMax } = JSON.parse(
        read(state, state.engine._describe()),
      );
      const values = Object.entries(facets).map(([facet, counts]) => [
        facet,
        new Map(Object.entries(counts)),
      ]);
      return { total, ids, priceMin, priceMax, facets: new Map(values) };
    },
  };
}

export const peer = vitrinePeer("Vitrine", "vitrine_bench");
