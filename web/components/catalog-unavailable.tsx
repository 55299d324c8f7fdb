// SPDX-License-Identifier: MIT
import { AlertIcon } from "./icons";

export function CatalogUnavailable() {
  return (
    <div className="flex flex-col items-center gap-4 py-16 text-center">
      <span className="grid size-16 place-items-center rounded-full bg-bad-soft text-bad">
        <AlertIcon className="size-7" />
      </span>
      <p className="title text-2xl">The catalog cannot be read right now</p>
      <p className="max-w-md text-muted">
        Our content service does not answer. Your cart and your orders are safe. Try again in a
        minute.
      </p>
      <a href="" className="button button-primary">
        Try again
      </a>
    </div>
  );
}
