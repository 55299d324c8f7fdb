// SPDX-License-Identifier: MIT
"use client";

import Link, { useLinkStatus } from "next/link";
import type { ComponentProps } from "react";

/** A link inside the shop that shows when its page takes long to come. */
export function ShopLink({ children, ...link }: ComponentProps<typeof Link>) {
  return (
    <Link {...link}>
      {children}
      <LinkPending />
    </Link>
  );
}

function LinkPending() {
  const { pending } = useLinkStatus();
  return pending ? <PendingBar /> : null;
}

/** Across the top of the window, after a moment in which most pages have come. */
export function PendingBar() {
  return <progress className="pending" aria-label="Loading the page" />;
}
