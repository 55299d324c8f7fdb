# SPDX-License-Identifier: MIT
target_sources(vitrine_engine PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/answers.cpp
  ${CMAKE_CURRENT_LIST_DIR}/cart_view.cpp
  ${CMAKE_CURRENT_LIST_DIR}/catalog_views.cpp
  ${CMAKE_CURRENT_LIST_DIR}/checkout_form.cpp
  ${CMAKE_CURRENT_LIST_DIR}/inputs.cpp
  ${CMAKE_CURRENT_LIST_DIR}/live_orders.cpp
  ${CMAKE_CURRENT_LIST_DIR}/placing.cpp
  ${CMAKE_CURRENT_LIST_DIR}/product_view.cpp
  ${CMAKE_CURRENT_LIST_DIR}/record.cpp
  ${CMAKE_CURRENT_LIST_DIR}/replay.cpp
  ${CMAKE_CURRENT_LIST_DIR}/saved_cart.cpp
  ${CMAKE_CURRENT_LIST_DIR}/saved_orders.cpp
  ${CMAKE_CURRENT_LIST_DIR}/shop.cpp
  ${CMAKE_CURRENT_LIST_DIR}/slot.cpp
  ${CMAKE_CURRENT_LIST_DIR}/store.cpp
  ${CMAKE_CURRENT_LIST_DIR}/store_cart.cpp
  ${CMAKE_CURRENT_LIST_DIR}/store_catalog.cpp
  ${CMAKE_CURRENT_LIST_DIR}/store_checkout.cpp
  ${CMAKE_CURRENT_LIST_DIR}/store_orders.cpp
  ${CMAKE_CURRENT_LIST_DIR}/store_snapshot.cpp)
