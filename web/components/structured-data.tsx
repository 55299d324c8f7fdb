// SPDX-License-Identifier: MIT
"use client";

import { useState, useSyncExternalStore } from "react";

const never = () => () => undefined;

/**
 * schema.org data for search engines, in the page that the server sends. A visitor who comes by a click
 * inside the shop does not need it, and making a script element there would break Trusted Types.
 */
export function StructuredData({ json }: { readonly json: string }) {
  const fromServer = useSyncExternalStore(
    never,
    () => false,
    () => true,
  );
  const [kept] = useState(fromServer);
  if (!kept) return null;
  return (
    <script
      type="application/ld+json"
      suppressHydrationWarning
      dangerouslySetInnerHTML={{ __html: json }}
    />
  );
}
