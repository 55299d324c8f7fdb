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
      loading={eager ? "eager" : "lazy"}
      fetchPriority={eager ? "high" : "auto"}
      decoding="async"
      width={image.width}
      height={image.height}
      alt={decorative ? "" : image.alt}
      sizes={sizes}
      srcSet={sourceSet(image)}
      src={imageUrl(image, 800)} // last: the browser chooses again whenever one of the three is set
      className={`bg-sunken ${className}`}
    />
  );
}
