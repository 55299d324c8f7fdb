// SPDX-License-Identifier: MIT
#include <emscripten/bind.h>

#include <cstdlib>
#include <typeinfo>

// Stands in for Embind's own bind.cpp, which names every number, string and view of memory that C++
// has to JavaScript (and prints with sprintf): here are the five types that cross.

using emscripten::internal::InitFunc;
using emscripten::internal::TypeID;

namespace {

InitFunc* bindings = nullptr;

}  // namespace

extern "C" {

// What an error calls a type that has not been named. JavaScript frees the text.
char* __getTypeName(const std::type_info* /*type*/) {
  return static_cast<char*>(std::calloc(1, 1));
}

void _embind_initialize_bindings() {
  for (const InitFunc* each = bindings; each != nullptr; each = each->next) each->init_func();
}

}  // extern "C"

namespace emscripten::internal {

extern "C" void _embind_register_bindings(InitFunc* binding) {
  binding->next = bindings;
  bindings = binding;
}

}  // namespace emscripten::internal

EMSCRIPTEN_BINDINGS(types) {
  namespace em = emscripten::internal;
  em::_embind_register_void(TypeID<void>::get(), "void");
  em::_embind_register_bool(TypeID<bool>::get(), "bool", true, false);
  em::_embind_register_float(TypeID<double>::get(), "double", sizeof(double));
  em::_embind_register_std_string(TypeID<std::string>::get(), "std::string");
  em::_embind_register_emval(TypeID<emscripten::val>::get());
}
