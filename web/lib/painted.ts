// SPDX-License-Identifier: MIT

/** Resolves once what has been changed is on the screen. */
export function painted(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}
