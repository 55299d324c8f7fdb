// SPDX-License-Identifier: MIT
"use client";

import { Dialog } from "@base-ui/react/dialog";
import type { CatalogPage, CatalogQuery } from "@vitrine/engine";
import { createContext, memo, useContext } from "react";
import { counted } from "@/lib/text";
import { Facets } from "./facets";
import { FilterIcon } from "./icons";
import { PanelHeader } from "./panel-header";
import { useWide } from "./use-wide";

export interface ShownPage {
  readonly page: CatalogPage;
  readonly query: CatalogQuery;
}

/** For what is inside of something that should not be made again with each page. */
export const ShownPageContext = createContext<ShownPage | null>(null);

function useShownPage(): ShownPage {
  const shown = useContext(ShownPageContext);
  if (shown === null) throw new Error("useShownPage outside of the catalog");
  return shown;
}

interface FilterSheetState {
  readonly isOpen: boolean;
  readonly setOpen: (isOpen: boolean) => void;
}

/** Of the catalog's one sheet. */
export const FilterSheetContext = createContext<FilterSheetState>({
  isOpen: false,
  setOpen: () => undefined,
});

/** The filters on a phone; without scripts a native disclosure holds them. */
export const FilterSheet = memo(function FilterSheet() {
  const { isOpen, setOpen } = useContext(FilterSheetContext);
  const isPlain = useWide() === null;
  return (
    <div className="lg:hidden">
      {isPlain && (
        <details className="without-scripts">
          <summary className="button button-quiet min-h-11 px-4">Filter</summary>
          <ShownFacets idPrefix="plain" />
        </details>
      )}
      <Dialog.Root open={isOpen} onOpenChange={setOpen}>
        <Dialog.Trigger className="with-scripts button button-quiet min-h-11 px-4 py-1 text-[0.9375rem] font-medium">
          <FilterIcon /> Filter
          <AppliedCount />
        </Dialog.Trigger>
        <Dialog.Portal>
          <Dialog.Backdrop className="fixed inset-0 z-40 bg-[#14110d]/50 transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
          <Dialog.Popup className="fixed inset-x-0 bottom-0 z-50 flex max-h-[88dvh] flex-col rounded-t-2xl bg-surface outline-none transition-transform duration-300 ease-out-soft data-ending-style:translate-y-full data-starting-style:translate-y-full">
            <PanelHeader title="Filter" closeLabel="Close filters" />
            <div className="flex-1 overflow-y-auto overscroll-contain px-5 py-2">
              <ShownFacets idPrefix="sheet" />
            </div>
            <footer className="border-t border-line p-4">
              <Dialog.Close className="button button-primary w-full">
                Show <FoundCount />
              </Dialog.Close>
            </footer>
          </Dialog.Popup>
        </Dialog.Portal>
      </Dialog.Root>
    </div>
  );
});

function ShownFacets({ idPrefix }: { readonly idPrefix: string }) {
  return <Facets {...useShownPage()} idPrefix={idPrefix} />;
}

function AppliedCount() {
  const count = useShownPage().page.applied.length;
  return count > 0 && ` (${count})`;
}

function FoundCount() {
  return counted(useShownPage().page.total, "product");
}
