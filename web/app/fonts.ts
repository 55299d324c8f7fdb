// SPDX-License-Identifier: MIT
// Two variable typefaces under the Open Font Licence, from npm packages, served by the shop itself.
import localFont from "next/font/local";

export const titleFont = localFont({
  src: "../node_modules/@fontsource-variable/fraunces/files/fraunces-latin-opsz-normal.woff2",
  weight: "100 900",
  variable: "--font-title",
  display: "swap",
  adjustFontFallback: "Times New Roman",
});

export const textFont = localFont({
  src: "../node_modules/@fontsource-variable/instrument-sans/files/instrument-sans-latin-wght-normal.woff2",
  weight: "400 700",
  variable: "--font-text",
  display: "swap",
});
