// SPDX-License-Identifier: MIT
"use client";

import { textFont, titleFont } from "./fonts";
import "./globals.css";

export default function GlobalError({
  reset,
}: {
  readonly error: Error;
  readonly reset: () => void;
}) {
  return (
    <html lang="en" className={`${titleFont.variable} ${textFont.variable}`}>
      <body>
        <main className="page flex flex-col items-center gap-5 py-24 text-center" role="alert">
          <h1 className="title text-5xl">The shop could not be shown</h1>
          <p className="text-muted">Your cart and your orders are safe.</p>
          <button type="button" className="button button-primary" onClick={reset}>
            Try again
          </button>
        </main>
      </body>
    </html>
  );
}
