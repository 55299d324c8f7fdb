// SPDX-License-Identifier: MIT
// What promotions and coupons have in common: by how much a price is reduced, and from when.
import {defineField} from 'sanity'
import {optionalMoney} from './fields'

interface Reduction {
  kind?: string
  basisPoints?: number
  amountMinor?: number
  buy?: number
  pay?: number
}

export function reductionFields(kinds: string[]) {
  return [
    defineField({
      name: 'kind',
      title: 'Kind',
      type: 'string',
      options: {list: kinds},
      validation: (rule) => rule.required(),
    }),
    defineField({
      name: 'basisPoints',
      title: 'Basis points',
      type: 'number',
      description: '1000 is 10 %.',
      hidden: ({parent}) => (parent as Reduction | undefined)?.kind !== 'percent_off',
      validation: (rule) => rule.integer().min(1).max(10_000),
    }),
    defineField({
      ...optionalMoney('amountMinor', 'Amount', 'In cents.'),
      hidden: ({parent}) => (parent as Reduction | undefined)?.kind !== 'amount_off',
    }),
    optionalMoney('minSubtotalMinor', 'From a subtotal of', 'Absent: from the first cent.'),
  ]
}

/** Every kind needs its own figure. */
export function isComplete(value: unknown): true | string {
  const {kind, basisPoints, amountMinor, buy, pay} = (value ?? {}) as Reduction
  if (kind === 'percent_off' && !basisPoints) return 'Say how many basis points.'
  if (kind === 'amount_off' && !amountMinor) return 'Say which amount.'
  if (kind === 'buy_x_pay_y' && !(buy && pay && pay < buy)) return 'Pay for fewer than are bought.'
  return true
}
