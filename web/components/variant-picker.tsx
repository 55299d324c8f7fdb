// SPDX-License-Identifier: MIT
"use client";

import type { ProductView } from "@vitrine/engine";

interface VariantPickerProps {
  readonly product: ProductView;
  readonly onChoose: (sku: string) => void;
}

type Option = ProductView["options"][number];
type Value = Option["values"][number];

const states: Readonly<Record<Value["state"], string>> = {
  available: "",
  sold_out: ", sold out",
  missing: ", not made in this combination",
};

/**
 * One group of radio buttons per option. What cannot be had is visible before anybody chooses it.
 */
export function VariantPicker({ product, onChoose }: VariantPickerProps) {
  if (product.variants.length <= 1) return null;
  return (
    <div className="with-scripts space-y-4">
      {product.options.map((option) => (
        <fieldset key={option.name}>
          <legend className="mb-2 text-sm font-semibold">
            {option.name}
            <span className="font-normal text-muted">
              : {option.values.find((value) => value.selected)?.value}
            </span>
          </legend>
          <div className="flex flex-wrap gap-2">
            {option.values.map((value) => (
              <OptionValue key={value.value} name={option.name} value={value} onChoose={onChoose} />
            ))}
          </div>
        </fieldset>
      ))}
    </div>
  );
}

interface OptionValueProps {
  readonly name: string;
  readonly value: Value;
  readonly onChoose: (sku: string) => void;
}

function OptionValue({ name, value, onChoose }: OptionValueProps) {
  const missing = value.state === "missing";
  const crossed = value.state === "available" ? "" : "border-dashed text-muted line-through";
  return (
    <label
      className={`inline-flex min-h-11 min-w-11 items-center justify-center rounded-full border border-line-strong px-4 has-checked:border-ink has-checked:bg-ink has-checked:text-paper has-checked:chosen-outline has-focus-visible:outline-2 has-focus-visible:outline-offset-3 has-focus-visible:outline-accent ${missing ? "opacity-60" : "cursor-pointer hover:border-ink"} ${crossed}`}
    >
      <input
        type="radio"
        name={`option-${name}`}
        value={value.value}
        checked={value.selected}
        disabled={missing}
        onChange={() => value.sku !== null && onChoose(value.sku)}
        className="sr-only"
      />
      {value.value}
      <span className="sr-only">{states[value.state]}</span>
    </label>
  );
}
