// SPDX-License-Identifier: MIT
// Snapshots that keep their identity: made anew only when the engine says that their topic has changed.

const kept = 24;

/** Values by key, all of one version; the oldest go first. */
export class Snapshots<T> {
  #version = -1;
  #values = new Map<string, T>();
  #before = new Map<string, T>();

  get(version: number, key: string, make: () => T): T {
    if (version !== this.#version) {
      this.#before = this.#values;
      this.#values = new Map();
      this.#version = version;
    }
    const known = this.#values.get(key);
    if (known !== undefined) return known;
    const value = make();
    if (this.#values.size >= kept) this.#values.delete(this.#values.keys().next().value as string);
    this.#values.set(key, value);
    return value;
  }

  /** The last value made, of this version or the one before: what to show while the engine restarts. */
  last(key: string): T | undefined {
    return this.#values.get(key) ?? this.#before.get(key);
  }
}
