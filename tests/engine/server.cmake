# SPDX-License-Identifier: MIT
target_sources(vitrine_tests PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/scripted_gateways.cpp
  ${CMAKE_CURRENT_LIST_DIR}/scripted_lake.cpp
  ${CMAKE_CURRENT_LIST_DIR}/scripted_shop.cpp
  ${CMAKE_CURRENT_LIST_DIR}/server_place_order_test.cpp)
