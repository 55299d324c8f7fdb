// SPDX-License-Identifier: MIT
// A shelf of the shop.
import {defineField, defineType} from 'sanity'
import {requiredText, slugField, whole} from './fields'

export const category = defineType({
  name: 'category',
  title: 'Category',
  type: 'document',
  fields: [
    requiredText('title', 'Title', 60),
    slugField(),
    requiredText('summary', 'Summary'),
    defineField({
      name: 'image',
      title: 'Picture',
      type: 'image',
      options: {hotspot: true},
      fields: [defineField({
        name: 'alt',
        title: 'Alternative text',
        type: 'string',
        validation: (rule) => rule.required().max(160),
      })],
      validation: (rule) => rule.required(),
    }),
    defineField({
      name: 'parent',
      title: 'Part of',
      type: 'reference',
      to: [{type: 'category'}],
    }),
    defineField({name: 'order', title: 'Place in the menu', type: 'number', validation: whole}),
  ],
  orderings: [{title: 'Menu', name: 'menu', by: [{field: 'order', direction: 'asc'}]}],
  preview: {select: {title: 'title', subtitle: 'summary', media: 'image'}},
})
