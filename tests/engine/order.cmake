# SPDX-License-Identifier: MIT
target_sources(vitrine_tests PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/order_contact_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/order_document_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/order_order_test.cpp)
