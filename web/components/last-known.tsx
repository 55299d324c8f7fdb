// SPDX-License-Identifier: MIT
"use client";

/** Above an order whose newest state could not be read. */
export function LastKnown({ onRetry }: { readonly onRetry: () => void }) {
  return (
    <p role="status" className="mb-4 flex flex-wrap items-center gap-x-3 text-sm text-muted">
      We cannot reach the shop just now. This is the last we know; your order is safe.
      <button type="button" className="link min-h-11 font-semibold" onClick={onRetry}>
        Try again
      </button>
    </p>
  );
}
