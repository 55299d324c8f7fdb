// SPDX-License-Identifier: MIT
// Orders are written by the shop's server. In the studio they are read, not edited.
import {defineArrayMember, defineField, defineType} from 'sanity'
import {country, money, optionalMoney, recorded, recordedTexts, requiredText, whole} from './fields'

const ORDER_STATUS = [
  'awaiting_payment', 'paid', 'fulfilling', 'shipped', 'delivered', 'cancelled', 'expired',
  'refund_pending', 'refunded', 'disputed',
]
const PAYMENT_STATUS = [
  'created', 'pending', 'requires_action', 'authorised', 'paid', 'failed', 'cancelled', 'refunded',
  'partially_refunded', 'unknown',
]

export const address = defineType({
  name: 'address',
  title: 'Address',
  type: 'object',
  fields: [
    requiredText('name', 'Name', 120),
    requiredText('line1', 'Street', 200),
    recorded('line2', 'More'),
    requiredText('postalCode', 'Postal code', 20),
    requiredText('city', 'City', 120),
    recorded('region', 'Region'),
    defineField({name: 'country', title: 'Country', type: 'string', validation: country}),
    recorded('phone', 'Phone'),
  ],
})

const orderLine = defineArrayMember({
  type: 'object',
  fields: [
    defineField({
      name: 'product',
      title: 'Product',
      type: 'reference',
      to: [{type: 'product'}],
      weak: true,
    }),
    requiredText('sku', 'SKU', 40),
    requiredText('title', 'Title'),
    recorded('optionText', 'Options'),
    recorded('imageRef', 'Picture'),
    defineField({
      name: 'quantity',
      title: 'Quantity',
      type: 'number',
      validation: (rule) => rule.required().integer().min(1),
    }),
    money('unitPriceMinor', 'Unit price'),
    money('discountMinor', 'Discount'),
    money('totalMinor', 'Total'),
    defineField({name: 'weightGrams', title: 'Weight (g)', type: 'number', validation: whole}),
  ],
  preview: {select: {title: 'title', subtitle: 'sku'}},
})

const adjustment = defineArrayMember({
  type: 'object',
  fields: [
    recorded('rule', 'Rule'),
    recorded('label', 'Label'),
    recorded('amountMinor', 'Amount', 'number'),
    recorded('sku', 'SKU'),
  ],
})

export const orderPayment = defineType({
  name: 'orderPayment',
  title: 'Payment',
  type: 'object',
  fields: [
    defineField({
      name: 'gateway',
      title: 'Gateway',
      type: 'string',
      options: {list: ['stripe', 'paypal']},
    }),
    defineField({name: 'status', title: 'Status', type: 'string', options: {list: PAYMENT_STATUS}}),
    recorded('attempt', 'Attempt', 'number'),
    ...recordedTexts('sessionId', 'redirectUrl', 'intentId', 'captureId', 'message'),
    optionalMoney('amountMinor', 'Amount'),
    optionalMoney('capturedMinor', 'Captured'),
    optionalMoney('refundedMinor', 'Refunded'),
  ],
})

const trackingEvent = defineArrayMember({
  type: 'object',
  fields: [
    recorded('at', 'At', 'datetime'),
    ...recordedTexts('status', 'description', 'location', 'rawStatus'),
  ],
})

const shipment = defineArrayMember({
  type: 'object',
  fields: [
    ...recordedTexts('labelId', 'carrierCode', 'trackingNumber', 'trackingUrl', 'status'),
    recorded('statusAt', 'Status at', 'datetime'),
    recorded('estimatedDeliveryAt', 'Expected at', 'datetime'),
    defineField({name: 'events', title: 'Events', type: 'array', of: [trackingEvent]}),
  ],
  preview: {select: {title: 'trackingNumber', subtitle: 'status'}},
})

const change = defineArrayMember({
  type: 'object',
  fields: [
    recorded('at', 'At', 'datetime'),
    recorded('from', 'From'),
    recorded('to', 'To'),
    recorded('reason', 'Reason'),
  ],
  preview: {select: {title: 'to', subtitle: 'reason'}},
})

export const order = defineType({
  name: 'order',
  title: 'Order',
  type: 'document',
  readOnly: true,
  fields: [
    requiredText('number', 'Number', 20),
    defineField({name: 'accessToken', title: 'Access token', type: 'string', hidden: true}),
    defineField({
      name: 'status',
      title: 'Status',
      type: 'string',
      options: {list: ORDER_STATUS},
      validation: (rule) => rule.required(),
    }),
    defineField({
      name: 'email',
      title: 'E-mail',
      type: 'string',
      validation: (rule) => rule.required().email(),
    }),
    requiredText('name', 'Name', 120),
    defineField({name: 'shippingAddress', title: 'Ship to', type: 'address'}),
    recorded('shippingMethodId', 'Shipping method'),
    recorded('currency', 'Currency'),
    defineField({
      name: 'lines',
      title: 'Lines',
      type: 'array',
      of: [orderLine],
      validation: (rule) => rule.required().min(1),
    }),
    defineField({name: 'adjustments', title: 'Adjustments', type: 'array', of: [adjustment]}),
    recorded('coupon', 'Coupon'),
    money('subtotalMinor', 'Subtotal'),
    money('discountMinor', 'Discount'),
    money('shippingMinor', 'Shipping'),
    money('taxMinor', 'Tax'),
    money('totalMinor', 'Total'),
    defineField({name: 'payment', title: 'Payment', type: 'orderPayment'}),
    defineField({name: 'shipments', title: 'Shipments', type: 'array', of: [shipment]}),
    recorded('placedAt', 'Placed at', 'datetime'),
    recorded('expiresAt', 'Expires at', 'datetime'),
    recorded('paidAt', 'Paid at', 'datetime'),
    recorded('updatedAt', 'Changed at', 'datetime'),
    defineField({name: 'history', title: 'History', type: 'array', of: [change]}),
  ],
  orderings: [{title: 'Newest', name: 'newest', by: [{field: 'placedAt', direction: 'desc'}]}],
  preview: {select: {title: 'number', subtitle: 'status'}},
})
