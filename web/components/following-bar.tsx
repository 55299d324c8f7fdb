// SPDX-License-Identifier: MIT
"use client";

import type { ProductView } from "@vitrine/engine";
import { useEffect, useState, type RefObject } from "react";
import { formatMoney } from "@/lib/money";

interface FollowingBarProps {
  readonly product: ProductView;
  /** The form's own button: the bar is there only while that one is out of sight. */
  readonly button: RefObject<HTMLButtonElement | null>;
}

/** On a phone: price and button at the lower edge, part of the form that it stands in. */
export function FollowingBar({ product, button }: FollowingBarProps) {
  const [isAway, setIsAway] = useState(false);
  useEffect(() => {
    if (button.current === null) return;
    const watch = new IntersectionObserver(([entry]) => setIsAway(entry?.isIntersecting === false));
    watch.observe(button.current);
    return () => watch.disconnect();
  }, [button]);
  const { price, optionText } = product.selected;
  return (
    <div
      className={`following-bar page fixed inset-x-0 bottom-0 z-20 hidden items-center gap-5 border-t border-line bg-surface py-2.5 max-lg:tall:flex ${isAway ? "" : "invisible"}`}
    >
      <p className="shrink-0 leading-tight">
        <span className="block font-semibold tabular-nums">{formatMoney(price)}</span>
        <span className="text-sm text-muted">{optionText}</span>
      </p>
      <button type="submit" className="button button-primary flex-1">
        <span>
          Add <span className="sr-only">{product.title} </span>to cart
        </span>
      </button>
    </div>
  );
}
