# SPDX-License-Identifier: MIT
target_sources(vitrine_tests PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/store_cart_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/store_catalog_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/store_orders_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/store_placing_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/store_record_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/store_replay_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/store_snapshot_test.cpp)
