// SPDX-License-Identifier: MIT

const longestWaitMs = 100; // a page that nobody sees is not painted

/** Resolves once what has been changed is on the screen. */
export function painted(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, longestWaitMs);
  });
}
