// SPDX-License-Identifier: MIT
"use client";

import type { CheckoutFields, EngineError } from "@vitrine/engine";
import { useEngine } from "@vitrine/engine/react";
import { useState, type InputHTMLAttributes, type ReactNode } from "react";
import { countryName, sentenceFor } from "@/lib/text";
import type { ShownErrors } from "./checkout-form";
import { AlertIcon } from "./icons";

interface SectionProps {
  readonly fields: CheckoutFields;
  readonly errors: ShownErrors;
}

export function Section({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}) {
  return (
    <fieldset className="min-w-0">
      <legend className="title mb-4 text-2xl">{title}</legend>
      <div className="space-y-4">{children}</div>
    </fieldset>
  );
}

export function ContactSection({ fields, errors }: SectionProps) {
  return (
    <Section title="Contact">
      <Field
        name="email"
        label="E-mail"
        type="email"
        inputMode="email"
        autoComplete="email"
        required
        defaultValue={fields.email}
        error={errors.email}
        hint="For the receipt and news about the parcel. Nothing else."
      />
    </Section>
  );
}

export function AddressSection({
  fields,
  errors,
  countries,
}: SectionProps & { readonly countries: readonly string[] }) {
  return (
    <Section title="Delivery address">
      <Field
        name="name"
        label="Full name"
        autoComplete="name"
        required
        defaultValue={fields.name}
        error={errors.name}
      />
      <Field
        name="line1"
        label="Street and number"
        autoComplete="address-line1"
        required
        defaultValue={fields.line1}
        error={errors.line1}
      />
      <MoreFields
        title="Add company, floor or region"
        filled={fields.line2 + fields.region !== "" || Boolean(errors.line2 ?? errors.region)}
      >
        <Field
          name="line2"
          label="Company, floor or apartment"
          autoComplete="address-line2"
          defaultValue={fields.line2}
          error={errors.line2}
        />
        <Field
          name="region"
          label="Region or county"
          autoComplete="address-level1"
          defaultValue={fields.region}
          error={errors.region}
        />
      </MoreFields>
      <div className="grid gap-4 sm:grid-cols-[10rem_1fr]">
        <Field
          name="postalCode"
          label="Postcode"
          autoComplete="postal-code"
          required
          defaultValue={fields.postalCode}
          error={errors.postalCode}
        />
        <Field
          name="city"
          label="Town or city"
          autoComplete="address-level2"
          required
          defaultValue={fields.city}
          error={errors.city}
        />
      </div>
      <CountryField country={fields.country} countries={countries} error={errors.country} />
      <MoreFields
        title="Add a phone number"
        filled={fields.phone !== "" || errors.phone !== undefined}
      >
        <Field
          name="phone"
          label="Phone"
          type="tel"
          inputMode="tel"
          autoComplete="tel"
          defaultValue={fields.phone}
          error={errors.phone}
          hint="Only for the carrier, if the door cannot be found."
        />
      </MoreFields>
    </Section>
  );
}

interface CountryFieldProps {
  readonly country: string;
  readonly countries: readonly string[];
  readonly error: EngineError | undefined;
}

function CountryField({ country, countries, error }: CountryFieldProps) {
  const { engine } = useEngine();
  return (
    <div>
      <label htmlFor="country" className="mb-1.5 block text-sm font-semibold">
        Country
      </label>
      <select
        id="country"
        name="country"
        autoComplete="country"
        className="field"
        key={country}
        defaultValue={country}
        onChange={(event) => engine?.setCheckoutFields({ country: event.currentTarget.value })}
      >
        {countries.map((code) => (
          <option key={code} value={code}>
            {countryName(code)}
          </option>
        ))}
      </select>
      <FieldError id="country-error" error={error} label="Country" />
    </div>
  );
}

interface MoreFieldsProps {
  readonly title: string;
  readonly filled: boolean;
  readonly children: ReactNode;
}

/** Fields that few people need, out of the way until opened; it never closes under the cursor. */
function MoreFields({ title, filled, children }: MoreFieldsProps) {
  const [opened, setOpened] = useState(filled);
  if (filled && !opened) setOpened(true);
  return (
    <details open={opened}>
      <summary className="link inline-flex min-h-11 list-none items-center text-sm">
        {title}
      </summary>
      <div className="mt-2 space-y-4">{children}</div>
    </details>
  );
}

interface FieldProps extends InputHTMLAttributes<HTMLInputElement> {
  readonly name: string;
  readonly label: string;
  readonly error?: EngineError | undefined;
  readonly hint?: string;
}

function Field({ name, label, error, hint, ...input }: FieldProps) {
  const described = [error ? `${name}-error` : "", hint ? `${name}-hint` : ""]
    .filter(Boolean)
    .join(" ");
  return (
    <div>
      <label htmlFor={name} className="mb-1.5 block text-sm font-semibold">
        {label}
      </label>
      <input
        id={name}
        name={name}
        type="text"
        maxLength={200}
        className="field"
        {...input}
        {...(error ? { "aria-invalid": true } : {})}
        {...(described ? { "aria-describedby": described } : {})}
      />
      <FieldError id={`${name}-error`} error={error} label={label} />
      {hint && (
        <p id={`${name}-hint`} className="mt-1.5 text-sm text-muted">
          {hint}
        </p>
      )}
    </div>
  );
}

interface FieldErrorProps {
  readonly id: string;
  readonly label: string;
  readonly error: EngineError | undefined;
}

function FieldError({ id, label, error }: FieldErrorProps) {
  if (error === undefined) return null;
  return (
    <p id={id} className="mt-1.5 flex gap-1.5 text-sm font-medium text-bad">
      <AlertIcon className="mt-0.5 size-4" />
      {isMissing(error) ? `Enter the ${label.toLowerCase()}.` : sentenceFor(error)}
    </p>
  );
}

function isMissing({ code }: EngineError): boolean {
  return code === "address_incomplete" || code === "missing_field";
}
