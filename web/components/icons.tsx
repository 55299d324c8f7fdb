// SPDX-License-Identifier: MIT
// Line icons, drawn for this shop on a 24-unit grid. All are decoration: the text beside them
// speaks.
import type { ReactNode } from "react";

interface IconProps {
  readonly className?: string;
}

function icon(drawing: ReactNode) {
  return function Icon({ className = "" }: IconProps) {
    const size = className.includes("size-") ? "" : "size-5";
    return (
      <svg
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
        className={`shrink-0 ${size} ${className}`}
      >
        {drawing}
      </svg>
    );
  };
}

export const SearchIcon = icon(
  <>
    <circle cx="11" cy="11" r="6.5" />
    <path d="m16 16 4.5 4.5" />
  </>,
);
export const BagIcon = icon(
  <>
    <path d="M5 8h14l1 12.5H4z" />
    <path d="M8.5 10.5V7a3.5 3.5 0 0 1 7 0v3.5" />
  </>,
);
export const CloseIcon = icon(<path d="m5.5 5.5 13 13m0-13-13 13" />);
export const CheckIcon = icon(<path d="m5 12.5 4.5 4.5L19 7.5" />);
export const MinusIcon = icon(<path d="M6 12h12" />);
export const PlusIcon = icon(<path d="M6 12h12M12 6v12" />);
export const ChevronIcon = icon(<path d="m8.5 5.5 6.5 6.5-6.5 6.5" />);
export const ArrowIcon = icon(<path d="M4 12h16m-6-6 6 6-6 6" />);
export const FilterIcon = icon(<path d="M4 7h16M7 12h10m-7 5h4" />);
export const TruckIcon = icon(
  <>
    <path d="M2.5 6h11v11h-11zM13.5 10H18l3.5 3.5V17h-8z" />
    <circle cx="7" cy="17.5" r="2" />
    <circle cx="17.5" cy="17.5" r="2" />
  </>,
);
export const ReturnIcon = icon(
  <>
    <path d="M4 9h10.5a5 5 0 0 1 0 10H8" />
    <path d="M8 4.5 3.5 9 8 13.5" />
  </>,
);
export const LockIcon = icon(
  <>
    <rect x="5" y="10.5" width="14" height="9.5" rx="2" />
    <path d="M8 10.5V8a4 4 0 0 1 8 0v2.5" />
  </>,
);
export const SunIcon = icon(
  <>
    <circle cx="12" cy="12" r="4" />
    <path d="M12 2.5v2m0 15v2M2.5 12h2m15 0h2M5.3 5.3l1.4 1.4m10.6 10.6 1.4 1.4m0-13.4-1.4 1.4M6.7 17.3l-1.4 1.4" />
  </>,
);
export const MoonIcon = icon(<path d="M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z" />);
export const AlertIcon = icon(
  <>
    <path d="M12 3.5 2.5 20h19z" />
    <path d="M12 10v4.5m0 2.5v.2" />
  </>,
);
export const PackageIcon = icon(
  <>
    <path d="m12 3 8.5 4.5v9L12 21l-8.5-4.5v-9z" />
    <path d="m3.5 7.5 8.5 4.5 8.5-4.5M12 12v9" />
  </>,
);

export function StarIcon({ className = "size-4" }: IconProps) {
  return (
    <svg
      viewBox="0 0 24 24"
      fill="currentColor"
      aria-hidden="true"
      className={`shrink-0 ${className}`}
    >
      <path d="m12 2.8 2.8 6 6.5.8-4.8 4.5 1.3 6.5L12 17.4l-5.8 3.2 1.3-6.5-4.8-4.5 6.5-.8z" />
    </svg>
  );
}
