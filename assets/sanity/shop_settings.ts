// SPDX-License-Identifier: MIT
// One document, `shop-settings`: what holds for the whole shop.
import {defineArrayMember, defineField, defineType} from 'sanity'
import {
  country,
  currencyField,
  money,
  optionalMoney,
  requiredText,
  whole,
  wholeOrAbsent,
} from './fields'
import {isComplete, reductionFields} from './reduction'

const countries = defineField({
  name: 'countries',
  title: 'Countries',
  type: 'array',
  of: [defineArrayMember({type: 'string'})],
  validation: (rule) => rule.required().min(1).unique(),
})

const taxRate = defineArrayMember({
  type: 'object',
  fields: [
    defineField({name: 'country', title: 'Country', type: 'string', validation: country}),
    defineField({
      name: 'basisPoints',
      title: 'Basis points',
      type: 'number',
      description: '1900 is 19 %.',
      validation: whole,
    }),
    requiredText('name', 'Name', 40),
  ],
  preview: {select: {title: 'country', subtitle: 'basisPoints'}},
})

const shippingMethod = defineArrayMember({
  type: 'object',
  fields: [
    requiredText('methodId', 'Id', 40),
    requiredText('name', 'Name', 80),
    money('priceMinor', 'Price', 'In cents.'),
    optionalMoney('freeFromMinor', 'Free from', 'In cents of goods.'),
    countries,
    defineField({name: 'minDays', title: 'Days, at least', type: 'number', validation: whole}),
    defineField({name: 'maxDays', title: 'Days, at most', type: 'number', validation: whole}),
    requiredText('carrierCode', 'Carrier code', 60),
    requiredText('serviceCode', 'Service code', 60),
  ],
  preview: {select: {title: 'name', subtitle: 'methodId'}},
})

const promotion = defineArrayMember({
  type: 'object',
  validation: (rule) => rule.custom(isComplete),
  fields: [
    requiredText('promotionId', 'Id', 60),
    requiredText('name', 'Name', 120),
    ...reductionFields(['percent_off', 'amount_off', 'buy_x_pay_y']),
    defineField({name: 'buy', title: 'Buy', type: 'number', validation: wholeOrAbsent}),
    defineField({name: 'pay', title: 'Pay', type: 'number', validation: wholeOrAbsent}),
    defineField({
      name: 'categoryIds',
      title: 'Only categories',
      type: 'array',
      description: 'Document ids, such as category-travel.',
      of: [defineArrayMember({type: 'string'})],
    }),
    defineField({
      name: 'tags',
      title: 'Only tags',
      type: 'array',
      of: [defineArrayMember({type: 'string'})],
    }),
  ],
  preview: {select: {title: 'name', subtitle: 'kind'}},
})

export const shopSettings = defineType({
  name: 'shopSettings',
  title: 'Shop settings',
  type: 'document',
  fields: [
    requiredText('name', 'Name', 80),
    currencyField(),
    defineField({
      name: 'rounding',
      title: 'Rounding',
      type: 'object',
      fields: [
        defineField({
          name: 'scope',
          title: 'Round each',
          type: 'string',
          options: {list: ['line', 'order']},
          validation: (rule) => rule.required(),
        }),
        defineField({
          name: 'mode',
          title: 'Halves',
          type: 'string',
          options: {list: ['half_up', 'half_even']},
          validation: (rule) => rule.required(),
        }),
      ],
      validation: (rule) => rule.required(),
    }),
    defineField({
      name: 'pricesIncludeTax',
      title: 'Prices include tax',
      type: 'boolean',
      initialValue: true,
    }),
    defineField({
      name: 'maxQuantityPerLine',
      title: 'Most of one thing in an order',
      type: 'number',
      validation: (rule) => rule.required().integer().min(1).max(999),
    }),
    defineField({name: 'taxRates', title: 'Tax rates', type: 'array', of: [taxRate]}),
    defineField({
      name: 'shippingMethods',
      title: 'Shipping methods',
      type: 'array',
      of: [shippingMethod],
      validation: (rule) => rule.required().min(1),
    }),
    defineField({name: 'promotions', title: 'Promotions', type: 'array', of: [promotion]}),
    defineField({
      name: 'search',
      title: 'Search',
      type: 'object',
      fields: [
        defineField({
          name: 'synonyms',
          title: 'Words that mean the same',
          description: 'A group a line, such as: couch, sofa, settee',
          type: 'array',
          of: [{type: 'string'}],
        }),
        defineField({
          name: 'stopWords',
          title: 'Words that are not looked for',
          type: 'array',
          of: [{type: 'string'}],
        }),
      ],
    }),
  ],
  preview: {select: {title: 'name', subtitle: 'currency'}},
})
