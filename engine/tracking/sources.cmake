# SPDX-License-Identifier: MIT
target_sources(vitrine_engine PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/fold.cpp
  ${CMAKE_CURRENT_LIST_DIR}/order_view.cpp
  ${CMAKE_CURRENT_LIST_DIR}/reasons.cpp
  ${CMAKE_CURRENT_LIST_DIR}/status_map.cpp
  ${CMAKE_CURRENT_LIST_DIR}/vendors.cpp
  ${CMAKE_CURRENT_LIST_DIR}/view.cpp)
