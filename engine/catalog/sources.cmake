# SPDX-License-Identifier: MIT
target_sources(vitrine_engine PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/catalog.cpp
  ${CMAKE_CURRENT_LIST_DIR}/columns.cpp
  ${CMAKE_CURRENT_LIST_DIR}/decode_catalog.cpp
  ${CMAKE_CURRENT_LIST_DIR}/decode_description.cpp
  ${CMAKE_CURRENT_LIST_DIR}/decode_product.cpp
  ${CMAKE_CURRENT_LIST_DIR}/field_reader.cpp
  ${CMAKE_CURRENT_LIST_DIR}/fold.cpp
  ${CMAKE_CURRENT_LIST_DIR}/product.cpp
  ${CMAKE_CURRENT_LIST_DIR}/query.cpp
  ${CMAKE_CURRENT_LIST_DIR}/text_index.cpp
  ${CMAKE_CURRENT_LIST_DIR}/to_groq.cpp)
