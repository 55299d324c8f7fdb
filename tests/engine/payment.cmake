# SPDX-License-Identifier: MIT
target_sources(vitrine_tests PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/payment_amounts_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/payment_payment_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/payment_requests_test.cpp)
