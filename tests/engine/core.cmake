# SPDX-License-Identifier: MIT
target_sources(vitrine_tests PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/core_decimal_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/core_json_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/core_money_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/core_ordering_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/core_timestamp_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/core_value_test.cpp)
