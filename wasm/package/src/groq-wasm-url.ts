// SPDX-License-Identifier: MIT
// Where a browser finds groq.wasm, as wasm-url.ts does for engine.wasm.

/** The address of groq.wasm, or its bytes. */
export const groqSource = (): URL | Uint8Array<ArrayBuffer> => new URL("./groq.wasm", import.meta.url);
