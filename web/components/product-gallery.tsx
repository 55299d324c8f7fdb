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
  const [shown, setShown] = useState(chosen);
  const [followed, setFollowed] = useState(chosen);
  const row = useRef<HTMLUListElement>(null);
  if (followed !== chosen) {
    setFollowed(chosen);
    setShown(chosen);
  }
  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    const list = row.current;
    list?.scrollTo({ left: list.clientWidth * shown, behavior: "smooth" });
  }, [shown]);
  return (
    <section aria-label="Pictures" className="min-w-0 space-y-3">
      <ul
        ref={row}
        tabIndex={0}
        aria-label="Pictures, scroll sideways"
        className="-mx-[clamp(1rem,4vw,3rem)] flex snap-x snap-mandatory overflow-x-auto [scrollbar-width:none] sm:mx-0 sm:rounded-card"
      >
        {images.map((image, index) => (
          <li key={image.url} className="w-full shrink-0 snap-center">
            <Picture
              image={image}
              sizes="(min-width: 1024px) 700px, 100vw"
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
                onClick={() => setShown(index)}
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
