// SPDX-License-Identifier: MIT
// A product and the objects it owns: options, variants, pictures.
import {defineArrayMember, defineField, defineType} from 'sanity'
import {currencyField, money, optionalMoney, requiredText, slugField, whole} from './fields'

interface Option {
  name?: string
  values?: string[]
}

interface Variant {
  sku?: string
  optionValues?: string[]
}

export const productOption = defineType({
  name: 'productOption',
  title: 'Option',
  type: 'object',
  fields: [
    requiredText('name', 'Name', 40),
    defineField({
      name: 'values',
      title: 'Values',
      type: 'array',
      of: [defineArrayMember({type: 'string'})],
      validation: (rule) => rule.required().min(1).max(20).unique(),
    }),
  ],
  preview: {
    select: {title: 'name', values: 'values'},
    prepare: ({title, values}) => ({title, subtitle: values?.join(', ')}),
  },
})

export const productVariant = defineType({
  name: 'productVariant',
  title: 'Variant',
  type: 'object',
  fields: [
    defineField({
      name: 'sku',
      title: 'SKU',
      type: 'string',
      description: 'Unique in the whole shop: carts and orders name the variant by it.',
      validation: (rule) => rule.required().regex(/^[A-Z0-9][A-Z0-9-]{1,39}$/, {name: 'SKU'}),
    }),
    defineField({
      name: 'optionValues',
      title: 'Option values',
      type: 'array',
      description: 'One value for each option of the product, in the same order.',
      of: [defineArrayMember({type: 'string'})],
    }),
    money('priceMinor', 'Price', 'In cents: 4900 is 49.00.'),
    optionalMoney('compareAtMinor', 'Earlier price', 'Struck through; above the price.'),
    defineField({name: 'stock', title: 'Stock', type: 'number', validation: whole}),
    defineField({name: 'weightGrams', title: 'Weight (g)', type: 'number', validation: whole}),
  ],
  validation: (rule) =>
    rule.custom((variant) => {
      const {priceMinor, compareAtMinor} = (variant ?? {}) as Record<string, number | undefined>
      if (compareAtMinor === undefined || priceMinor === undefined) return true
      return compareAtMinor > priceMinor || 'The earlier price must be higher than the price.'
    }),
  preview: {
    select: {title: 'sku', values: 'optionValues', stock: 'stock'},
    prepare: ({title, values, stock}) => ({
      title,
      subtitle: `${values?.join(' · ') || 'Only variant'} (${stock ?? 0} in stock)`,
    }),
  },
})

const picture = defineArrayMember({
  type: 'image',
  options: {hotspot: true},
  fields: [
    defineField({
      name: 'alt',
      title: 'Alternative text',
      type: 'string',
      validation: (rule) => rule.required().max(160),
    }),
    defineField({
      name: 'optionValue',
      title: 'Shows the value',
      type: 'string',
      description: 'Such as “Sand”: the picture chosen when a shopper picks that value.',
    }),
  ],
})

function oneVariantPerChoice(variants: Variant[] | undefined, options: Option[] = []) {
  const seen = new Set<string>()
  const skus = new Set<string>()
  for (const {sku = '', optionValues = []} of variants ?? []) {
    if (optionValues.length !== options.length) return `${sku}: one value for each option, please.`
    const stranger = optionValues.find((value, place) => !options[place]?.values?.includes(value))
    if (stranger !== undefined) return `${sku}: no option has the value “${stranger}”.`
    if (seen.has(optionValues.join('\n'))) return `${sku}: the same choice twice.`
    if (skus.has(sku)) return `${sku} is used twice.`
    seen.add(optionValues.join('\n'))
    skus.add(sku)
  }
  return true
}

export const product = defineType({
  name: 'product',
  title: 'Product',
  type: 'document',
  groups: [
    {name: 'story', title: 'Story', default: true},
    {name: 'shop', title: 'Price and stock'},
  ],
  fields: [
    {...requiredText('title', 'Title', 120), group: 'story'},
    {...slugField(), group: 'story'},
    {...requiredText('brand', 'Brand', 60), group: 'story'},
    defineField({
      name: 'category',
      title: 'Category',
      type: 'reference',
      group: 'story',
      to: [{type: 'category'}],
      validation: (rule) => rule.required(),
    }),
    defineField({
      name: 'summary',
      title: 'Summary',
      type: 'text',
      rows: 2,
      group: 'story',
      validation: (rule) => rule.required().max(200),
    }),
    defineField({
      name: 'description',
      title: 'Description',
      type: 'array',
      group: 'story',
      of: [defineArrayMember({
        type: 'block',
        styles: [{title: 'Normal', value: 'normal'}, {title: 'Heading', value: 'h3'}],
        lists: [{title: 'Bullets', value: 'bullet'}],
      })],
    }),
    defineField({
      name: 'tags',
      title: 'Tags',
      type: 'array',
      group: 'story',
      of: [defineArrayMember({type: 'string'})],
      options: {layout: 'tags'},
      validation: (rule) => rule.unique(),
    }),
    {...currencyField(), group: 'shop'},
    defineField({
      name: 'featured',
      title: 'On the home page',
      type: 'boolean',
      group: 'story',
      initialValue: false,
    }),
    defineField({
      name: 'popularity',
      title: 'Popularity',
      type: 'number',
      group: 'shop',
      description: '0 to 100: the order of “Most loved”.',
      initialValue: 0,
      validation: (rule) => rule.integer().min(0).max(100),
    }),
    defineField({
      name: 'rating',
      title: 'Rating',
      type: 'object',
      group: 'shop',
      fields: [
        defineField({
          name: 'average',
          title: 'Average',
          type: 'number',
          validation: (rule) => rule.min(0).max(5),
        }),
        defineField({name: 'count', title: 'Reviews', type: 'number', validation: whole}),
      ],
    }),
    defineField({
      name: 'publishedAt',
      title: 'Published at',
      type: 'datetime',
      group: 'shop',
      validation: (rule) => rule.required(),
    }),
    defineField({
      name: 'options',
      title: 'Options',
      type: 'array',
      group: 'shop',
      of: [defineArrayMember({type: 'productOption'})],
      validation: (rule) => rule.max(3),
    }),
    defineField({
      name: 'images',
      title: 'Pictures',
      type: 'array',
      group: 'story',
      of: [picture],
      validation: (rule) => rule.required().min(1).max(12),
    }),
    defineField({
      name: 'variants',
      title: 'Variants',
      type: 'array',
      group: 'shop',
      of: [defineArrayMember({type: 'productVariant'})],
      validation: (rule) =>
        rule.required().min(1).max(100).custom((variants, {document}) => {
          const options = document?.options as Option[] | undefined
          return oneVariantPerChoice(variants as Variant[] | undefined, options)
        }),
    }),
  ],
  preview: {select: {title: 'title', subtitle: 'brand', media: 'images.0'}},
})
