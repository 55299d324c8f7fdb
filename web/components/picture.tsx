// SPDX-License-Identifier: MIT
import type { ImageView } from "@vitrine/engine";
import { imageUrl, sourceSet } from "@/lib/picture";

interface PictureProps {
  readonly image: ImageView | null;
  readonly sizes: string;
  readonly className?: string;
  readonly eager?: boolean;
  readonly decorative?: boolean;
}

/**
 * A plain picture: the browser chooses a width from Sanity's pipeline, and space is reserved
 * before it loads.
 */
export function Picture({
  image,
  sizes,
  className = "",
  eager = false,
  decorative = false,
}: PictureProps) {
  if (image === null) return <span className={`block bg-sunken ${className}`} aria-hidden="true" />;
  return (
    <img
      src={imageUrl(image, 800)}
      srcSet={sourceSet(image)}
      sizes={sizes}
      width={image.width}
      height={image.height}
      alt={decorative ? "" : image.alt}
      loading={eager ? "eager" : "lazy"}
      fetchPriority={eager ? "high" : "auto"}
      decoding="async"
      className={`bg-sunken ${className}`}
    />
  );
}
