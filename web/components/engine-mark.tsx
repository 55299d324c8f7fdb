// SPDX-License-Identifier: MIT
"use client";

import { useEngine } from "@vitrine/engine/react";
import { useEffect } from "react";

/** Writes the engine's state where style sheets, measurements and tests can see it. */
export function EngineMark() {
  const { status } = useEngine();
  useEffect(() => {
    document.documentElement.dataset.engine = status;
    performance.mark(`engine ${status}`);
  }, [status]);
  return null;
}
