// SPDX-License-Identifier: MIT
"use client";

import { useEffect, useRef, useState, type ReactNode } from "react";

interface SubmitButtonProps {
  readonly className: string;
  readonly children: ReactNode;
}

/**
 * The button of a form that posts by itself: sent once, busy until the next page is there, and not
 * sent into a dead network, which would cost the page.
 */
export function SubmitButton({ className, children }: SubmitButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    const form = button.current?.form;
    const submit = (event: SubmitEvent) => {
      if (!navigator.onLine || busy) event.preventDefault();
      else setBusy(true);
    };
    const comeBack = () => setBusy(false);
    form?.addEventListener("submit", submit);
    window.addEventListener("pageshow", comeBack);
    return () => {
      form?.removeEventListener("submit", submit);
      window.removeEventListener("pageshow", comeBack);
    };
  }, [busy]);
  return (
    <button ref={button} type="submit" className={className} aria-busy={busy}>
      {busy ? "One moment" : children}
    </button>
  );
}
