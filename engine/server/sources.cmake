# SPDX-License-Identifier: MIT
target_sources(vitrine_engine PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/capture.cpp
  ${CMAKE_CURRENT_LIST_DIR}/close.cpp
  ${CMAKE_CURRENT_LIST_DIR}/inspect.cpp
  ${CMAKE_CURRENT_LIST_DIR}/label.cpp
  ${CMAKE_CURRENT_LIST_DIR}/lookup.cpp
  ${CMAKE_CURRENT_LIST_DIR}/order_access.cpp
  ${CMAKE_CURRENT_LIST_DIR}/place.cpp
  ${CMAKE_CURRENT_LIST_DIR}/reconcile.cpp
  ${CMAKE_CURRENT_LIST_DIR}/refund.cpp
  ${CMAKE_CURRENT_LIST_DIR}/request.cpp
  ${CMAKE_CURRENT_LIST_DIR}/respond.cpp
  ${CMAKE_CURRENT_LIST_DIR}/run.cpp
  ${CMAKE_CURRENT_LIST_DIR}/session.cpp
  ${CMAKE_CURRENT_LIST_DIR}/settle.cpp
  ${CMAKE_CURRENT_LIST_DIR}/shop_read.cpp
  ${CMAKE_CURRENT_LIST_DIR}/step.cpp
  ${CMAKE_CURRENT_LIST_DIR}/stock.cpp
  ${CMAKE_CURRENT_LIST_DIR}/track.cpp)
