# SPDX-License-Identifier: MIT
target_sources(vitrine_engine PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/arithmetic.cpp
  ${CMAKE_CURRENT_LIST_DIR}/casing.cpp
  ${CMAKE_CURRENT_LIST_DIR}/dataset.cpp
  ${CMAKE_CURRENT_LIST_DIR}/evaluate.cpp
  ${CMAKE_CURRENT_LIST_DIR}/evaluate_changed.cpp
  ${CMAKE_CURRENT_LIST_DIR}/evaluate_operator.cpp
  ${CMAKE_CURRENT_LIST_DIR}/evaluate_pipe.cpp
  ${CMAKE_CURRENT_LIST_DIR}/evaluate_traversal.cpp
  ${CMAKE_CURRENT_LIST_DIR}/filter.cpp
  ${CMAKE_CURRENT_LIST_DIR}/function_table.cpp
  ${CMAKE_CURRENT_LIST_DIR}/functions_array.cpp
  ${CMAKE_CURRENT_LIST_DIR}/functions_global.cpp
  ${CMAKE_CURRENT_LIST_DIR}/functions_math.cpp
  ${CMAKE_CURRENT_LIST_DIR}/functions_sanity.cpp
  ${CMAKE_CURRENT_LIST_DIR}/functions_string.cpp
  ${CMAKE_CURRENT_LIST_DIR}/invariants.cpp
  ${CMAKE_CURRENT_LIST_DIR}/lexer.cpp
  ${CMAKE_CURRENT_LIST_DIR}/match.cpp
  ${CMAKE_CURRENT_LIST_DIR}/parser.cpp
  ${CMAKE_CURRENT_LIST_DIR}/parser_call.cpp
  ${CMAKE_CURRENT_LIST_DIR}/parser_constructor.cpp
  ${CMAKE_CURRENT_LIST_DIR}/parser_expression.cpp
  ${CMAKE_CURRENT_LIST_DIR}/parser_function.cpp
  ${CMAKE_CURRENT_LIST_DIR}/parser_traversal.cpp
  ${CMAKE_CURRENT_LIST_DIR}/perspective.cpp
  ${CMAKE_CURRENT_LIST_DIR}/type.cpp)
