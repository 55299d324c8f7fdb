# SPDX-License-Identifier: MIT
target_sources(vitrine_tests PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/tracking_fold_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/tracking_vendors_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/tracking_view_test.cpp)
