# SPDX-License-Identifier: MIT
target_sources(vitrine_engine PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/contact.cpp
  ${CMAKE_CURRENT_LIST_DIR}/names.cpp
  ${CMAKE_CURRENT_LIST_DIR}/order.cpp
  ${CMAKE_CURRENT_LIST_DIR}/order_decode.cpp
  ${CMAKE_CURRENT_LIST_DIR}/order_document.cpp
  ${CMAKE_CURRENT_LIST_DIR}/order_status.cpp
  ${CMAKE_CURRENT_LIST_DIR}/order_view_json.cpp
  ${CMAKE_CURRENT_LIST_DIR}/sha256.cpp)
