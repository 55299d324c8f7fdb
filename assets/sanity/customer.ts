// SPDX-License-Identifier: MIT
// A shopper who asked to be remembered, and the cart kept for them. Private: their ids have a dot.
import {defineArrayMember, defineField, defineType} from 'sanity'
import {currencyField, recorded, requiredText} from './fields'

export const customer = defineType({
  name: 'customer',
  title: 'Customer',
  type: 'document',
  fields: [
    defineField({
      name: 'email',
      title: 'E-mail',
      type: 'string',
      validation: (rule) => rule.required().email(),
    }),
    requiredText('name', 'Name', 120),
    defineField({
      name: 'addresses',
      title: 'Addresses',
      type: 'array',
      of: [defineArrayMember({type: 'address'})],
    }),
    recorded('createdAt', 'Customer since', 'datetime'),
  ],
  preview: {select: {title: 'name', subtitle: 'email'}},
})

const cartLine = defineArrayMember({
  type: 'object',
  fields: [
    requiredText('sku', 'SKU', 40),
    defineField({
      name: 'quantity',
      title: 'Quantity',
      type: 'number',
      validation: (rule) => rule.required().integer().min(1),
    }),
    recorded('addedAt', 'Added at', 'datetime'),
  ],
  preview: {select: {title: 'sku', subtitle: 'quantity'}},
})

export const cart = defineType({
  name: 'cart',
  title: 'Cart',
  type: 'document',
  readOnly: true,
  fields: [
    defineField({
      name: 'customer',
      title: 'Customer',
      type: 'reference',
      to: [{type: 'customer'}],
      weak: true,
    }),
    currencyField(),
    defineField({name: 'lines', title: 'Lines', type: 'array', of: [cartLine]}),
    recorded('couponCode', 'Coupon'),
    recorded('updatedAt', 'Changed at', 'datetime'),
  ],
  preview: {select: {title: '_id', subtitle: 'updatedAt'}},
})
