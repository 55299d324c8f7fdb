# SPDX-License-Identifier: MIT
target_sources(vitrine_tests PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/scripted_gateways.cpp
  ${CMAKE_CURRENT_LIST_DIR}/scripted_lake.cpp
  ${CMAKE_CURRENT_LIST_DIR}/scripted_shop.cpp
  ${CMAKE_CURRENT_LIST_DIR}/server_close_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/server_crash_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/server_lookup_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/server_pay_again_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/server_place_order_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/server_request_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/server_settle_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/server_simulation_test.cpp)
