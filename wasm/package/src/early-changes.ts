// SPDX-License-Identifier: MIT
// The storage notes a cart over the one that it has read. What is changed before is noted here, and
// made again by the page that comes next: in the tab's own storage, or other tabs would make it too.
import type { Store } from "./engine.js";

const verbs = [
  "addLine", "setQuantity", "removeLine", "undo", "applyCoupon", "removeCoupon", "setDestination", "setShippingMethod",
] as const;
type Verb = (typeof verbs)[number];
export type CartChange = { [V in Verb]: readonly [V, ...Parameters<Store[V]>] }[Verb];

export class EarlyChanges {
  readonly #place: string;
  #changes: CartChange[];

  constructor(storageName: string) {
    this.#place = `vitrine:${storageName}:changes`;
    this.#changes = noted(this.#place);
  }

  add(change: CartChange): void {
    this.#changes.push(change);
    try {
      sessionStorage.setItem(this.#place, JSON.stringify(this.#changes));
    } catch {
      // Full or forbidden: then they last as long as the page.
    }
  }

  /** Those noted, which are forgotten: whoever makes them again adds them again. */
  take(): readonly CartChange[] {
    const changes = this.#changes;
    if (changes.length === 0) return changes;
    this.#changes = [];
    try {
      sessionStorage.removeItem(this.#place);
    } catch {
      // Nothing was noted.
    }
    return changes;
  }
}

function noted(place: string): CartChange[] {
  try {
    const changes = JSON.parse(sessionStorage.getItem(place) ?? "[]") as CartChange[];
    return changes.filter(([verb]) => verbs.includes(verb));
  } catch {
    return [];
  }
}
