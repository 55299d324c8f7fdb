# SPDX-License-Identifier: MIT
target_sources(vitrine_engine PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/amounts.cpp
  ${CMAKE_CURRENT_LIST_DIR}/payment.cpp
  ${CMAKE_CURRENT_LIST_DIR}/paypal.cpp
  ${CMAKE_CURRENT_LIST_DIR}/requests.cpp
  ${CMAKE_CURRENT_LIST_DIR}/stripe.cpp)
