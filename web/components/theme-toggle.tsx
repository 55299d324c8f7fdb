// SPDX-License-Identifier: MIT
"use client";

import { MoonIcon, SunIcon } from "./icons";

function isDark(): boolean {
  const chosen = document.documentElement.dataset.theme;
  if (chosen !== undefined) return chosen === "dark";
  return matchMedia("(prefers-color-scheme: dark)").matches;
}

export function ThemeToggle() {
  const toggle = () => {
    const theme = isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = theme;
    try {
      localStorage.setItem("vitrine-theme", theme);
    } catch {
      // The choice then lasts until the page is left.
    }
  };
  return (
    <button
      type="button"
      onClick={toggle}
      className="with-scripts inline-flex size-11 items-center justify-center rounded-full hover:bg-sunken"
    >
      <SunIcon className="hidden size-5 dark:block" />
      <MoonIcon className="size-5 dark:hidden" />
      <span className="sr-only">Switch between light and dark</span>
    </button>
  );
}
