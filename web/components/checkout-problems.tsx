// SPDX-License-Identifier: MIT
"use client";

import type { CheckoutView, EngineError } from "@vitrine/engine";
import { useEffect, useRef } from "react";
import { sentenceFor } from "@/lib/text";
import { CheckIcon } from "./icons";
import { QuoteChanged } from "./quote-changed";

const fieldNames: Readonly<Record<string, string>> = {
  email: "E-mail",
  name: "Full name",
  line1: "Street and number",
  line2: "Company, floor or apartment",
  postalCode: "Postcode",
  city: "Town or city",
  region: "Region or county",
  country: "Country",
  phone: "Phone",
};

interface CheckoutProblemsProps {
  readonly checkout: CheckoutView;
  /** What was not right when the form was last sent; it stays until the form is sent again. */
  readonly refused: readonly string[];
}

/** Above the form: what changed, what failed, and the way to each field that is not right yet. */
export function CheckoutProblems({ checkout, refused }: CheckoutProblemsProps) {
  if (checkout.state === "placing") return checkout.failure === null ? null : <TryingAgain />;
  const changed = checkout.state === "quote_changed";
  const problem = generalProblem(checkout);
  const fields = Object.keys(fieldNames).filter((name) => refused.includes(name));
  // The button that was pressed is far below on a phone: what came of it must not stay out of sight.
  const box = useRef<HTMLDivElement>(null);
  const isRefused = changed || problem !== null;
  useEffect(() => {
    if (isRefused) box.current?.focus();
  }, [isRefused]);
  if (!isRefused && fields.length === 0) return null;
  return (
    <div ref={box} id="problems" tabIndex={-1} className="space-y-4 outline-none">
      {changed && <QuoteChanged checkout={checkout} />}
      {problem !== null && (
        <p role="alert" className="rounded-xl bg-bad-soft p-4 font-medium text-bad">
          {sentenceFor(problem)}
        </p>
      )}
      {fields.length > 0 && <FieldList fields={fields} errors={checkout.errors} />}
    </div>
  );
}

function TryingAgain() {
  return (
    <p id="problems" role="status" className="rounded-xl bg-accent-soft p-4 font-medium">
      The shop does not answer, so we are trying again. Your cart and what you typed are kept, and
      nothing is ordered twice.
    </p>
  );
}

interface FieldListProps {
  readonly fields: readonly string[];
  readonly errors: Readonly<Record<string, EngineError>>;
}

/** The list keeps its size while the fields are put right, so nothing moves under the fingers. */
function FieldList({ fields, errors }: FieldListProps) {
  return (
    <div className="rounded-xl bg-bad-soft p-4 text-bad">
      <p role="alert" className="font-medium">
        {fields.length === 1 ? "One field needs" : `${fields.length} fields need`} another look:
      </p>
      <ul className="flex flex-wrap gap-x-4">
        {fields.map((name) => (
          <li key={name}>
            <a href={`#${name}`} className="link inline-flex min-h-11 items-center gap-1">
              {fieldNames[name]}
              {errors[name] === undefined && <CheckIcon className="size-4" />}
              {errors[name] === undefined && <span className="sr-only">(done)</span>}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A refusal that belongs to a field is said there, not twice. */
function generalProblem({ failure, errors, state }: CheckoutView): EngineError | null {
  if (state === "quote_changed") return null;
  const belongsToField = Object.values(errors).some((error) => error.code === failure?.code);
  return (belongsToField ? null : failure) ?? errors.cart ?? null;
}
