# SPDX-License-Identifier: MIT
target_sources(vitrine_tests PRIVATE groq_suite_test.cpp)
