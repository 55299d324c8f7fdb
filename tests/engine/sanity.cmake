# SPDX-License-Identifier: MIT
target_sources(vitrine_tests PRIVATE
  sanity_answer_test.cpp
  sanity_image_test.cpp
  sanity_mutation_test.cpp
  sanity_request_test.cpp)
