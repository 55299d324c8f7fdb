# SPDX-License-Identifier: MIT
target_sources(vitrine_engine PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/coupon.cpp
  ${CMAKE_CURRENT_LIST_DIR}/discounts.cpp
  ${CMAKE_CURRENT_LIST_DIR}/encode_quote.cpp
  ${CMAKE_CURRENT_LIST_DIR}/price_list.cpp
  ${CMAKE_CURRENT_LIST_DIR}/quote.cpp
  ${CMAKE_CURRENT_LIST_DIR}/rule_reader.cpp
  ${CMAKE_CURRENT_LIST_DIR}/shipping.cpp)
