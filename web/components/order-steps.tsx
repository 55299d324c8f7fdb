// SPDX-License-Identifier: MIT
import type { OrderView } from "@vitrine/engine";
import { formatDay, formatMoment, orderStatusNames, orderStatusTexts } from "@/lib/text";
import { AlertIcon, CheckIcon } from "./icons";

type Step = OrderView["steps"][number];

const names: Readonly<Record<Step["key"], readonly [done: string, ahead: string]>> = {
  placed: ["Ordered", "Ordered"],
  paid: ["Paid", "Payment"],
  packed: ["Packed", "Packing"],
  shipped: ["On its way", "On its way"],
  delivered: ["Delivered", "Delivery"],
};

/** What did not happen is the end of the way, under the name of what happened instead. */
function shownSteps({ steps, status }: OrderView) {
  const end = steps.findIndex((step) => step.state === "failed");
  return (end === -1 ? steps : steps.slice(0, end + 1)).map((step) => {
    const [done, ahead] = names[step.key];
    const failed = step.state === "failed" ? (orderStatusNames[status] ?? status) : null;
    return { ...step, name: failed ?? (step.state === "done" ? done : ahead) };
  });
}

const looks: Readonly<Record<Step["state"], string>> = {
  done: "border-good bg-good text-paper",
  current: "border-good bg-good-soft text-good",
  upcoming: "border-line-strong bg-surface text-muted",
  failed: "border-bad bg-bad text-paper",
};

const states: Readonly<Record<Step["state"], string>> = {
  done: "done",
  current: "now",
  upcoming: "still to come",
  failed: "the end",
};

/** The way of an order, top to bottom on a phone, left to right on a wide screen. */
export function OrderSteps({ order }: { readonly order: OrderView }) {
  const explanation = orderStatusTexts[order.status];
  return (
    <section aria-label="Progress" className="card space-y-6 p-5 sm:p-7">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <p className="title text-3xl">{orderStatusNames[order.status] ?? order.status}</p>
        {order.estimatedDeliveryAt !== null && order.status !== "delivered" && (
          <p className="text-muted">Expected {formatDay(order.estimatedDeliveryAt)}</p>
        )}
        {explanation !== undefined && <p className="w-full text-muted">{explanation}</p>}
      </div>
      <ol className="grid gap-4 sm:grid-cols-5 sm:gap-2">
        {shownSteps(order).map((step, index) => (
          <li
            key={step.key}
            className="relative flex items-center gap-4 sm:flex-col sm:items-start sm:gap-3"
          >
            {index > 0 && (
              <span
                aria-hidden="true"
                className={`absolute -top-4 left-4 h-4 w-px sm:top-4 sm:right-[calc(100%+0.5rem)] sm:left-auto sm:h-px sm:w-[calc(100%-2.5rem)] ${step.state === "upcoming" ? "bg-line" : "bg-good"}`}
              />
            )}
            <span
              className={`grid size-8 shrink-0 place-items-center rounded-full border-2 ${looks[step.state]}`}
            >
              {step.state === "done" && <CheckIcon className="size-4" />}
              {step.state === "current" && <span className="size-2 rounded-full bg-current" />}
              {step.state === "failed" && <AlertIcon className="size-4" />}
            </span>
            <span>
              <span
                className={`block text-sm ${step.state === "upcoming" ? "text-muted" : "font-medium"}`}
              >
                {step.name}
                <span className="sr-only">, {states[step.state]}</span>
              </span>
              {step.at !== null && (
                <time dateTime={step.at} className="text-xs text-muted">
                  {formatMoment(step.at)}
                </time>
              )}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
