// SPDX-License-Identifier: MIT
"use client";

import type { CheckoutFields, CheckoutView, EngineError, Gateway } from "@vitrine/engine";
import { useEngine } from "@vitrine/engine/react";
import { useEffect, useRef, useState, type FormEvent } from "react";
import { formatMoney } from "@/lib/money";
import { AddressSection, ContactSection } from "./checkout-fields";
import { DeliverySection, PaymentSection } from "./checkout-choices";
import type { CheckoutPageProps } from "./checkout-page";
import { CheckoutProblems } from "./checkout-problems";
import { LockIcon } from "./icons";

interface CheckoutFormProps extends Omit<CheckoutPageProps, "initial"> {
  readonly checkout: CheckoutView;
  readonly onPlaced: (order: NonNullable<CheckoutView["order"]>) => void;
}

export type ShownErrors = Readonly<Partial<Record<string, EngineError>>>;

/**
 * One plain form of four short sections. With the engine it is checked while you type and sent
 * once.
 */
export function CheckoutForm({ checkout, gateways, idempotencyKey, onPlaced }: CheckoutFormProps) {
  const { engine } = useEngine();
  const form = useRef<HTMLFormElement>(null);
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [tried, setTried] = useState(false);
  const [refused, setRefused] = useState<readonly string[]>([]);
  useTypedBeforeEngine(form, checkout);

  const visible = (name: string) => engine === null || tried || touched.has(name);
  const errors = Object.fromEntries(
    Object.entries(checkout.errors).filter(([name]) => visible(name)),
  ) as ShownErrors;

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    if (engine === null) return;
    event.preventDefault();
    setTried(true);
    engine.setCheckoutFields(typedFields(event.currentTarget));
    engine.setGateway(chosenGateway(event.currentTarget));
    const [first, ...others] = Object.keys(engine.checkout().errors);
    setRefused(first === undefined ? [] : [first, ...others]);
    if (first !== undefined) return focusField(event.currentTarget, first);
    const placed = await engine.placeOrder();
    setRefused(Object.keys(placed.errors));
    if (placed.state === "placed" && placed.order !== null) onPlaced(placed.order);
  };
  const placing = checkout.state === "placing";
  return (
    <form
      ref={form}
      method="post"
      action="/api/orders"
      noValidate={engine !== null}
      onSubmit={(event) => void submit(event)}
      onBlur={(event) => {
        const name = (event.target as Element).getAttribute("name");
        if (name !== null) setTouched((before) => new Set(before).add(name));
      }}
      onInput={(event) => {
        if (event.target instanceof HTMLInputElement && event.target.type !== "radio") {
          engine?.setCheckoutFields({ [event.target.name]: event.target.value });
        }
      }}
      className="min-w-0 space-y-10"
    >
      <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
      <input type="hidden" name="agreedTotalMinor" value={checkout.quote.total.amountMinor} />
      <input type="hidden" name="agreedCurrency" value={checkout.quote.total.currency} />
      <CheckoutProblems
        checkout={checkout}
        refused={engine === null ? Object.keys(errors) : refused}
      />
      <ContactSection fields={checkout.fields} errors={errors} />
      <AddressSection
        fields={{ ...checkout.fields, country: checkout.fields.country || checkout.quote.country }}
        countries={checkout.countries}
        errors={errors}
      />
      <DeliverySection checkout={checkout} error={errors.shippingMethodId} />
      <PaymentSection checkout={checkout} gateways={gateways} error={errors.gateway} />
      <div className="space-y-3">
        <button
          type="submit"
          className="button button-primary w-full text-lg"
          disabled={placing}
          aria-busy={placing}
        >
          <LockIcon />
          {placing ? "Placing the order" : `Pay ${formatMoney(checkout.quote.total)}`}
        </button>
        <p className="text-center text-sm text-muted">
          You pay on the next page. Your card number never reaches this shop.
        </p>
      </div>
    </form>
  );
}

/**
 * What was typed before the engine was ready is kept; what it remembers from before is filled in.
 */
function useTypedBeforeEngine(
  form: React.RefObject<HTMLFormElement | null>,
  checkout: CheckoutView,
): void {
  const { engine } = useEngine();
  const remembered = useRef(checkout.fields);
  remembered.current = checkout.fields;
  useEffect(() => {
    const element = form.current;
    if (engine === null || element === null) return;
    for (const [name, value] of Object.entries(engine.checkout().fields)) {
      const field = element.elements.namedItem(name);
      if (field instanceof HTMLInputElement && field.value === "") field.value = value;
      if (field instanceof HTMLSelectElement && value !== "") field.value = value;
    }
    engine.setCheckoutFields(typedFields(element));
  }, [engine, form]);
}

const fieldNames = [
  "email",
  "name",
  "line1",
  "line2",
  "postalCode",
  "city",
  "region",
  "country",
  "phone",
] as const;

function typedFields(form: HTMLFormElement): Partial<CheckoutFields> {
  const typed = new FormData(form);
  return Object.fromEntries(fieldNames.map((name) => [name, String(typed.get(name) ?? "")]));
}

function chosenGateway(form: HTMLFormElement): Gateway {
  return new FormData(form).get("gateway") === "paypal" ? "paypal" : "stripe";
}

function focusField(form: HTMLFormElement, name: string): void {
  const field = form.elements.namedItem(name);
  const target = field instanceof RadioNodeList ? field[0] : field;
  if (target instanceof HTMLElement) target.focus();
}
