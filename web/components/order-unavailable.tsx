// SPDX-License-Identifier: MIT
export function OrderUnavailable() {
  return (
    <div className="page flex flex-col items-center gap-4 py-24 text-center" role="alert">
      <h1 className="title text-4xl">Your order cannot be read right now</h1>
      <p className="max-w-md text-muted">
        It is safe. One of our services does not answer: try again in a minute.
      </p>
      <a href="" className="button button-primary">
        Try again
      </a>
    </div>
  );
}
