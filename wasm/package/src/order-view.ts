// SPDX-License-Identifier: MIT
// An order as its owner sees it: the JSON of engine/order/order_view.h, which shop server and engine share.
import type { Adjustment, ErrorCode, ImageView, Money } from "./engine.js";

export interface TrackingEventView {
  readonly at: string;
  readonly status: string;
  readonly description: string;
  readonly location: string;
}

export interface OrderStep {
  readonly key: "placed" | "paid" | "packed" | "shipped" | "delivered";
  readonly state: "done" | "current" | "upcoming" | "failed";
  readonly at: string | null;
}

export interface ShipmentView {
  readonly status:
    | "label_requested" | "label_created" | "in_transit" | "out_for_delivery" | "available_for_pickup"
    | "delivery_attempted" | "delivered" | "exception" | "returned" | "unknown"
    | "returning" | "failed" | "cancelled" | "expired";
  readonly statusAt: string | null;
  readonly carrier: string;
  readonly trackingNumber: string;
  readonly trackingUrl: string;
  readonly estimatedDeliveryAt: string | null;
  readonly events: readonly TrackingEventView[];
}

export interface OrderLineView {
  readonly sku: string;
  readonly slug: string;
  readonly title: string;
  readonly optionText: string;
  readonly image: ImageView | null;
  readonly quantity: number;
  readonly unitPrice: Money;
  readonly total: Money;
}

export type OrderStatus =
  | "awaiting_payment" | "paid" | "fulfilling" | "shipped" | "delivered"
  | "cancelled" | "expired" | "refund_pending" | "refunded" | "disputed";

export interface OrderView {
  readonly id: string;
  readonly number: string;
  readonly status: OrderStatus;
  readonly placedAt: string;
  readonly paidAt: string | null;
  readonly expiresAt: string | null;
  readonly updatedAt: string;
  readonly email: string;
  readonly name: string;
  readonly shippingAddress: {
    readonly name: string;
    readonly line1: string;
    readonly line2: string;
    readonly postalCode: string;
    readonly city: string;
    readonly region: string;
    readonly country: string;
  };
  readonly lines: readonly OrderLineView[];
  readonly adjustments: readonly Adjustment[];
  readonly subtotal: Money;
  readonly discount: Money;
  readonly shipping: Money;
  readonly tax: Money;
  readonly total: Money;
  readonly taxIncluded: boolean;
  readonly shippingMethod: string;
  readonly payment: {
    readonly gateway: "stripe" | "paypal";
    readonly status: string;
    readonly failure: { readonly code: ErrorCode; readonly field?: string; readonly message?: string } | null;
    readonly refunded: Money;
  };
  readonly steps: readonly OrderStep[];
  readonly shipments: readonly ShipmentView[];
  readonly estimatedDeliveryAt: string | null;
  readonly canPay: boolean;
  readonly canCancel: boolean;
  readonly settled: boolean;
}
