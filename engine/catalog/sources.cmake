# SPDX-License-Identifier: MIT
target_sources(vitrine_engine PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/build_snapshot.cpp
  ${CMAKE_CURRENT_LIST_DIR}/card.cpp
  ${CMAKE_CURRENT_LIST_DIR}/catalog.cpp
  ${CMAKE_CURRENT_LIST_DIR}/columns.cpp
  ${CMAKE_CURRENT_LIST_DIR}/decode_catalog.cpp
  ${CMAKE_CURRENT_LIST_DIR}/decode_description.cpp
  ${CMAKE_CURRENT_LIST_DIR}/decode_product.cpp
  ${CMAKE_CURRENT_LIST_DIR}/facet_list.cpp
  ${CMAKE_CURRENT_LIST_DIR}/facets.cpp
  ${CMAKE_CURRENT_LIST_DIR}/field_reader.cpp
  ${CMAKE_CURRENT_LIST_DIR}/fold.cpp
  ${CMAKE_CURRENT_LIST_DIR}/live_changes.cpp
  ${CMAKE_CURRENT_LIST_DIR}/product.cpp
  ${CMAKE_CURRENT_LIST_DIR}/product_record.cpp
  ${CMAKE_CURRENT_LIST_DIR}/query.cpp
  ${CMAKE_CURRENT_LIST_DIR}/search_settings.cpp
  ${CMAKE_CURRENT_LIST_DIR}/segment.cpp
  ${CMAKE_CURRENT_LIST_DIR}/shop_section.cpp
  ${CMAKE_CURRENT_LIST_DIR}/snapshot.cpp
  ${CMAKE_CURRENT_LIST_DIR}/suggest.cpp
  ${CMAKE_CURRENT_LIST_DIR}/text_index.cpp
  ${CMAKE_CURRENT_LIST_DIR}/text_query.cpp
  ${CMAKE_CURRENT_LIST_DIR}/text_table.cpp
  ${CMAKE_CURRENT_LIST_DIR}/to_groq.cpp
  ${CMAKE_CURRENT_LIST_DIR}/typos.cpp)
