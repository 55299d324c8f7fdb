# SPDX-License-Identifier: MIT
target_sources(vitrine_tests PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/catalog_catalog_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/catalog_decode_catalog_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/catalog_decode_product_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/catalog_facets_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/catalog_fold_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/catalog_frequent_terms_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/catalog_live_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/catalog_postings_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/catalog_price_steps_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/catalog_query_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/catalog_snapshot_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/catalog_text_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/catalog_to_groq_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/../parse_query.cpp)
