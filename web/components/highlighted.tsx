// SPDX-License-Identifier: MIT
import type { ProductCard } from "@vitrine/engine";

interface HighlightedProps {
  readonly text: string;
  readonly ranges: ProductCard["titleHighlights"];
}

/** A text in which what was searched for is marked. */
export function Highlighted({ text, ranges }: HighlightedProps) {
  return ranges.length === 0 ? (
    text
  ) : (
    <>
      {ranges.map(({ begin, end }, index) => (
        <span key={begin}>
          {text.slice(ranges[index - 1]?.end ?? 0, begin)}
          <mark className="rounded-xs bg-accent-soft text-ink">{text.slice(begin, end)}</mark>
        </span>
      ))}
      {text.slice(ranges.at(-1)?.end)}
    </>
  );
}
