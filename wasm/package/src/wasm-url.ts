// SPDX-License-Identifier: MIT
// Where a browser finds the module: a file of its own, which bundlers see in this expression, give a
// hashed name and serve as application/wasm. On servers `#wasm` is wasm-embedded.js instead.

/** The address of engine.wasm, or its bytes. */
export const wasmSource = (): URL | Uint8Array<ArrayBuffer> => new URL("./engine.wasm", import.meta.url);
/** The bytes of what only servers run; a browser has none. */
export const serverSource = (): Uint8Array<ArrayBuffer> | undefined => undefined;
