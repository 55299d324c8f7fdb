// SPDX-License-Identifier: MIT
// Every `next/…` that is imported is next.mjs.
const next = new URL('next.mjs', import.meta.url).href;

export const resolve = (specifier, context, resolveElse) =>
  specifier.startsWith('next/') ? { url: next, shortCircuit: true } : resolveElse(specifier, context);
