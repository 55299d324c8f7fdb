// SPDX-License-Identifier: MIT
export function StaleNotice({ readAt }: { readonly readAt: number }) {
  const time = new Date(readAt).toISOString().slice(11, 16);
  return (
    <p role="status" className="page mt-6 text-sm text-muted">
      Our content service does not answer. Prices and stock are as of {time} UTC; the final price is
      checked before you pay.
    </p>
  );
}
