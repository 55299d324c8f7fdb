// SPDX-License-Identifier: MIT
// Every type of the shop, for `schema.types` of a Sanity Studio.
import {category} from './category'
import {coupon} from './coupon'
import {cart, customer} from './customer'
import {address, order, orderPayment} from './order'
import {product, productOption, productVariant} from './product'
import {shopSettings} from './shop_settings'

export const schemaTypes = [
  product, productOption, productVariant, category, shopSettings, coupon,
  order, orderPayment, address, customer, cart,
]
