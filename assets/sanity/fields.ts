// SPDX-License-Identifier: MIT
// Rules that several documents share. Money is always a whole number of minor units (cents).
import {defineField, type NumberRule, type StringRule} from 'sanity'

export const CURRENCIES = ['EUR', 'USD', 'GBP', 'SEK', 'NOK', 'DKK', 'CHF', 'PLN']

export const whole = (rule: NumberRule) => rule.required().integer().min(0)
export const wholeOrAbsent = (rule: NumberRule) => rule.integer().min(0)
export const country = (rule: StringRule) =>
  rule.required().regex(/^[A-Z]{2}$/, {name: 'two capital letters, as in ISO 3166-1'})

export function money(name: string, title: string, description?: string) {
  return defineField({name, title, type: 'number', description, validation: whole})
}

export function optionalMoney(name: string, title: string, description?: string) {
  return defineField({name, title, type: 'number', description, validation: wholeOrAbsent})
}

export function currencyField() {
  return defineField({
    name: 'currency',
    title: 'Currency',
    type: 'string',
    options: {list: CURRENCIES},
    validation: (rule) => rule.required().regex(/^[A-Z]{3}$/, {name: 'ISO 4217 code'}),
  })
}

export function slugField() {
  return defineField({
    name: 'slug',
    title: 'Slug',
    type: 'slug',
    description: 'The last part of the page address.',
    options: {source: 'title', maxLength: 96},
    validation: (rule) => rule.required(),
  })
}

export function requiredText(name: string, title: string, longest = 200) {
  return defineField({
    name,
    title,
    type: 'string',
    validation: (rule) => rule.required().min(1).max(longest),
  })
}

// Written by the shop, never by an editor.
export const recordedTexts = (...names: string[]) => names.map((name) => recorded(name, name))

export function recorded(name: string, title: string, type: string = 'string') {
  return defineField({name, title, type, readOnly: true} as Parameters<typeof defineField>[0])
}
