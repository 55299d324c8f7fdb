// SPDX-License-Identifier: MIT
"use client";

import Link, { useLinkStatus } from "next/link";
import { useRouter } from "next/navigation";
import {
  createContext,
  useCallback,
  useContext,
  useTransition,
  type ComponentProps,
  type MouseEvent,
  type ReactNode,
} from "react";

type Follow = (href: string, options?: { readonly scroll: boolean }) => void;
const FollowContext = createContext<Follow>(() => undefined);

/** Follows addresses that no link of Next.js does, and shows when one takes long to come. */
export function FollowProvider({ children }: { readonly children: ReactNode }) {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const follow: Follow = useCallback(
    (href, options) => startTransition(() => router.push(href, options)),
    [router],
  );
  return (
    <FollowContext value={follow}>
      {isPending && <PendingBar />}
      {children}
    </FollowContext>
  );
}

export function useFollow(): Follow {
  return useContext(FollowContext);
}

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
  const follow = useFollow();
  const click = (event: MouseEvent) => {
    if (isForBrowser(event)) return;
    event.preventDefault();
    follow(href);
  };
  return (
    <a href={href} onClick={click} className={className}>
      {children}
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
function PendingBar() {
  return <progress className="pending" aria-label="Loading the page" />;
}
