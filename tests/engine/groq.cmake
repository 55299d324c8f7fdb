# SPDX-License-Identifier: MIT
target_sources(vitrine_tests PRIVATE
  groq_evaluate_test.cpp
  groq_function_test.cpp
  groq_geo_test.cpp
  groq_lexer_test.cpp
  groq_operator_test.cpp
  groq_parser_test.cpp
  groq_plan_test.cpp
  groq_random_test.cpp
  groq_reads_test.cpp
  groq_suite_test.cpp
  groq_traversal_test.cpp)
