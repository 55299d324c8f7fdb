# SPDX-License-Identifier: MIT
target_sources(vitrine_tests PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/cart_cart_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/cart_codec_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/cart_merge_test.cpp)
