// SPDX-License-Identifier: MIT
"use client";

import type { Engine } from "@vitrine/engine";
import { useEngine, useHasCatalog } from "@vitrine/engine/react";
import { createContext, useContext } from "react";

/** Whether the engine in the page holds the catalog. One that is too large stays in the lake. */
export const HeldCatalogContext = createContext(true);

/** The engine, once it answers what is asked of the catalog; until then, and else, the server does. */
export function useCatalogEngine(): Engine | null {
  const { engine } = useEngine();
  const hasCatalog = useHasCatalog();
  return useContext(HeldCatalogContext) && hasCatalog ? engine : null;
}
