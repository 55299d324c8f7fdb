// SPDX-License-Identifier: MIT
import { Dialog } from "@base-ui/react/dialog";
import { CloseIcon } from "./icons";

/** The head of a dialog that comes in from an edge: its title, and the button that closes it. */
export function PanelHeader({ title, closeLabel }: { title: string; closeLabel: string }) {
  return (
    <header className="flex items-center justify-between border-b border-line py-2 pr-2 pl-5">
      <Dialog.Title className="title text-2xl">{title}</Dialog.Title>
      <Dialog.Close className="inline-flex size-11 items-center justify-center rounded-full hover:bg-sunken">
        <CloseIcon />
        <span className="sr-only">{closeLabel}</span>
      </Dialog.Close>
    </header>
  );
}
