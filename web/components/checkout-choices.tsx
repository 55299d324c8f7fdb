// SPDX-License-Identifier: MIT
"use client";

import type { CheckoutView, EngineError, Gateway } from "@vitrine/engine";
import { useEngine } from "@vitrine/engine/react";
import type { ReactNode } from "react";
import { formatMoney } from "@/lib/money";
import { deliverySentence, sentenceFor } from "@/lib/text";
import { Section } from "./checkout-fields";

interface DeliverySectionProps {
  readonly checkout: CheckoutView;
  readonly error: EngineError | undefined;
}

export function DeliverySection({ checkout, error }: DeliverySectionProps) {
  const { engine } = useEngine();
  return (
    <Section title="Delivery">
      <div className="space-y-3">
        {checkout.quote.shippingMethods.map((method) => (
          <Choice
            key={`${method.methodId} ${method.selected}`}
            name="shippingMethodId"
            value={method.methodId}
            chosen={method.selected}
            onChoose={() => engine?.setShippingMethod(method.methodId)}
            title={method.name}
            detail={deliverySentence(method)}
            aside={method.free ? "Free" : formatMoney(method.price)}
          />
        ))}
      </div>
      {error !== undefined && (
        <p role="alert" className="text-sm font-medium text-bad">
          {sentenceFor(error)}
        </p>
      )}
    </Section>
  );
}

interface PaymentSectionProps extends DeliverySectionProps {
  readonly gateways: readonly Gateway[];
}

const gatewayTexts: Readonly<Record<Gateway, { readonly title: string; readonly detail: string }>> =
  {
    stripe: { title: "Card", detail: "Visa, Mastercard, American Express, through Stripe" },
    paypal: { title: "PayPal", detail: "With your PayPal account" },
  };

export function PaymentSection({ checkout, gateways, error }: PaymentSectionProps) {
  const { engine } = useEngine();
  const chosen = gateways.find((gateway) => gateway === checkout.gateway) ?? gateways[0];
  return (
    <Section title="Payment">
      <div className="space-y-3">
        {gateways.map((gateway) => (
          <Choice
            key={`${gateway} ${gateway === chosen}`}
            name="gateway"
            value={gateway}
            chosen={gateway === chosen}
            onChoose={() => engine?.setGateway(gateway)}
            title={gatewayTexts[gateway].title}
            detail={gatewayTexts[gateway].detail}
          />
        ))}
      </div>
      {gateways.length === 0 && (
        <p role="alert" className="text-bad">
          Payment is not set up in this shop yet.
        </p>
      )}
      {error !== undefined && (
        <p role="alert" className="text-sm font-medium text-bad">
          {sentenceFor(error)}
        </p>
      )}
    </Section>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly value: string;
  readonly chosen: boolean;
  readonly onChoose: () => void;
  readonly title: string;
  readonly detail: string;
  readonly aside?: ReactNode;
}

function Choice({ name, value, chosen, onChoose, title, detail, aside }: ChoiceProps) {
  return (
    <label className="flex min-h-16 cursor-pointer items-center gap-4 rounded-xl border border-line-strong bg-surface px-4 py-3 has-checked:border-ink has-checked:shadow-[inset_0_0_0_1px_var(--ink)] has-checked:chosen-outline">
      <input
        type="radio"
        name={name}
        value={value}
        defaultChecked={chosen}
        onChange={onChoose}
        className="size-5"
      />
      <span className="flex-1">
        <span className="block font-medium">{title}</span>
        <span className="text-sm text-muted">{detail}</span>
      </span>
      {aside !== undefined && <span className="font-medium tabular-nums">{aside}</span>}
    </label>
  );
}
