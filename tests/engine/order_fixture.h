// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "engine/order/order.h"

namespace vitrine {

// An order with every member set: 2 x 49.00, 10.00 off, 4.90 shipping.
inline Order sampleOrder() {
  Order order;
  order.id = OrderId("order.0123456789abcdef0123456789abcdef");
  order.revision = "r1";
  order.number = "VT-7K3M-9QXD";
  order.accessToken = "fedcba9876543210fedcba9876543210";
  order.requestHash = sha256Hex("request");
  order.stockReserved = true;
  order.email = "ada@example.org";
  order.name = "Ada Lovelace";
  order.shippingAddress = {"Ada Lovelace", "Hafenstrasse 1", "Hof", "20457", "Hamburg", "HH", "DE",
                           "+49 40 123"};
  order.shippingMethod = {"standard", "Standard", "ups", "ups_ground", 2, 4};
  order.lines = {{.key = "l1",
                  .product = ProductId("product-aurora"),
                  .sku = Sku("NL-AUR-SND"),
                  .variantKey = "v1",
                  .slug = "aurora",
                  .title = "Aurora lamp",
                  .optionText = "Sand",
                  .imageRef = "image-abc123-1200x900-webp",
                  .imageAlt = "A lamp",
                  .quantity = 2,
                  .unitPriceMinor = 4900,
                  .discountMinor = 1000,
                  .totalMinor = 8800,
                  .weightGrams = 1600}};
  order.adjustments = {{"a1", "coupon:WELCOME", "Welcome", -1000, "NL-AUR-SND"}};
  order.coupon = "WELCOME";
  order.subtotalMinor = 9800;
  order.discountMinor = 1000;
  order.shippingMinor = 490;
  order.taxMinor = 1483;
  order.totalMinor = 9290;
  order.payment.attemptAt = Timestamp{1'764'000'000'000};
  order.payment.amountMinor = 9290;
  order.placedAt = Timestamp{1'764'000'000'000};
  order.expiresAt = order.placedAt.plusMs(30 * kMinuteMs);
  order.updatedAt = order.placedAt;
  order.nextCheckAt = order.placedAt.plusMs(kMinuteMs);
  return order;
}

}  // namespace vitrine
