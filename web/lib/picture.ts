// SPDX-License-Identifier: MIT
// Addresses of Sanity's image pipeline: width, format and quality are parameters of the CDN.
import type { ImageView } from "@vitrine/engine";

const widths = [160, 320, 480, 640, 800, 1000, 1200, 1600] as const;

export function imageUrl(image: ImageView, width: number): string {
  return `${image.url}?w=${width}&fm=webp&q=75`;
}

export function sourceSet(image: ImageView): string {
  const fitting = widths.filter((width) => width <= image.width);
  const offered = fitting.length > 0 ? fitting : [image.width];
  return offered.map((width) => `${imageUrl(image, width)} ${width}w`).join(", ");
}
