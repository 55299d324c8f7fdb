// SPDX-License-Identifier: MIT
/**
 * A vendor's refusal or silence: its status (0 = no answer), its body, and whether to try again.
 */
export class VendorFailure extends Error {
  constructor(
    readonly status: number,
    readonly body: unknown,
    readonly transient: boolean,
  ) {
    super(`vendor answered ${status}`);
    this.name = "VendorFailure";
  }
}

export function isTransient(status: number): boolean {
  return status === 0 || status === 408 || status === 409 || status === 429 || status >= 500;
}
