// SPDX-License-Identifier: MIT
"use client";

import Link, { useLinkStatus } from "next/link";
import { useRouter } from "next/navigation";
import { useTransition, type ComponentProps, type MouseEvent, type ReactNode } from "react";

/** A link inside the shop that shows when its page takes long to come. */
export function ShopLink({ children, ...link }: ComponentProps<typeof Link>) {
  return (
    <Link {...link}>
      {children}
      <LinkPending />
    </Link>
  );
}

interface ListLinkProps {
  readonly href: string;
  readonly className: string;
  readonly children: ReactNode;
}

/** The same for long lists, which are made and dropped at once: Next.js's own does much to prefetch. */
export function ListLink({ href, className, children }: ListLinkProps) {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const follow = (event: MouseEvent) => {
    if (isForBrowser(event)) return;
    event.preventDefault();
    startTransition(() => router.push(href));
  };
  return (
    <a href={href} onClick={follow} className={className}>
      {children}
      {isPending && <PendingBar />}
    </a>
  );
}

/** Whether a click is to open another tab or a menu. */
export function isForBrowser(event: MouseEvent): boolean {
  return event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0;
}

function LinkPending() {
  const { pending } = useLinkStatus();
  return pending ? <PendingBar /> : null;
}

/** Across the top of the window, after a moment in which most pages have come. */
export function PendingBar() {
  return <progress className="pending" aria-label="Loading the page" />;
}
