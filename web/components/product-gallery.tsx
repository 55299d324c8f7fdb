// SPDX-License-Identifier: MIT
"use client";

import type { ImageView } from "@vitrine/engine";
import { useEffect, useRef, useState } from "react";
import { Picture } from "./picture";

interface ProductGalleryProps {
  readonly images: readonly ImageView[];
  readonly chosen: number;
}

/**
 * A row to swipe on a phone, a large picture with thumbnails on a wide screen. It follows the
 * variant.
 */
export function ProductGallery({ images, chosen }: ProductGalleryProps) {
  const [shown, setShown] = useState(0);
  const row = useRef<HTMLUListElement>(null);
  const show = (index: number) => {
    const list = row.current;
    list?.scrollTo({ left: list.clientWidth * index });
  };
  useEffect(() => show(chosen), [chosen]);
  return (
    <section aria-label="Pictures" className="relative min-w-0 space-y-3">
      {images.length > 1 && (
        <p
          aria-hidden="true"
          className="with-scripts absolute top-3 right-3 z-10 rounded-full bg-surface px-2.5 py-0.5 text-xs font-semibold tabular-nums sm:hidden"
        >
          {shown + 1} / {images.length}
        </p>
      )}
      <ul
        ref={row}
        tabIndex={0}
        aria-label="Pictures, scroll sideways"
        onScroll={({ currentTarget: list }) =>
          setShown(Math.round(list.scrollLeft / list.clientWidth))
        }
        className="-mx-[clamp(1rem,4vw,3rem)] flex snap-x snap-mandatory overflow-x-auto scroll-smooth [scrollbar-width:none] focus-visible:-outline-offset-2 motion-reduce:scroll-auto sm:mx-0 sm:rounded-card"
      >
        {images.map((image, index) => (
          <li key={image.url} className="w-full shrink-0 snap-center">
            <Picture
              image={image}
              sizes="(min-width: 1024px) 700px, (min-width: 768px) 50vw, 100vw"
              eager={index === 0}
              className="aspect-[4/3] w-full object-cover sm:aspect-square"
            />
          </li>
        ))}
      </ul>
      {images.length > 1 && (
        <ul className="with-scripts hidden gap-3 sm:flex">
          {images.map((image, index) => (
            <li key={image.url}>
              <button
                type="button"
                onClick={() => show(index)}
                aria-label={`Show picture ${index + 1}: ${image.alt}`}
                aria-pressed={index === shown}
                className={`block overflow-hidden rounded-lg border-2 ${index === shown ? "border-ink" : "border-transparent"}`}
              >
                <Picture image={image} sizes="80px" decorative className="size-20 object-cover" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
