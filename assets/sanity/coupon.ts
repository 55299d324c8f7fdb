// SPDX-License-Identifier: MIT
// A code a shopper types. Its id is `coupon.` and the code: the dot keeps it from public queries.
import {defineField, defineType} from 'sanity'
import {requiredText, wholeOrAbsent} from './fields'
import {isComplete, reductionFields} from './reduction'

export const coupon = defineType({
  name: 'coupon',
  title: 'Coupon',
  type: 'document',
  validation: (rule) => rule.custom(isComplete),
  fields: [
    defineField({
      name: 'code',
      title: 'Code',
      type: 'string',
      validation: (rule) =>
        rule.required().regex(/^[A-Z0-9]{3,24}$/, {name: 'capital letters and digits'}),
    }),
    requiredText('name', 'Name', 120),
    ...reductionFields(['percent_off', 'amount_off']),
    defineField({name: 'startsAt', title: 'Starts at', type: 'datetime'}),
    defineField({
      name: 'endsAt',
      title: 'Ends at',
      type: 'datetime',
      validation: (rule) => rule.min(rule.valueOfField('startsAt')),
    }),
    defineField({
      name: 'usesLeft',
      title: 'Uses left',
      type: 'number',
      description: 'Absent: as often as you like. The shop counts it down.',
      validation: wholeOrAbsent,
    }),
    defineField({name: 'active', title: 'Active', type: 'boolean', initialValue: true}),
  ],
  preview: {select: {title: 'code', subtitle: 'name'}},
})
