# SPDX-License-Identifier: MIT
target_sources(vitrine_tests PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/pricing_coupon_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/pricing_price_list_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/pricing_properties_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/pricing_quote_test.cpp)
