# SPDX-License-Identifier: MIT
# Emscripten: the one on PATH if it is recent enough, otherwise Debian testing's, in the cache.

emscripten_tested=6.0.5
emscripten_minimum=4.0.23 # enum_value_type::string
imgui_tested=1.92.2b
httplib_tested=0.41.0

# The packages of `emscripten` that compiling needs, half of what it depends on. Left out: Node and
# Python (the system's own are used), ccache, native headers and what only those want.
emscripten_packages() {
  local wanted='emscripten|binaryen|node-acorn|(clang|lld|llvm)-[0-9]+|llvm-[0-9]+-linker-tools'
  wanted+='|libclang-common-[0-9]+-dev|libclang-cpp[0-9]+|libllvm[0-9]+|libc6|libgcc-s1'
  wanted+='|libstdc\+\+6|libedit2|libbsd0|libmd0|libtinfo6|libffi8|libxml2-[0-9]+'
  wanted+='|libz3-4|zlib1g|libzstd1'
  testing_apt apt-get install --simulate emscripten | awk '/^Inst/ { print $2 }' |
    grep -xE "$wanted"
}

# The programs get their own loader and libraries; a library's RUNPATH would hide what it inherits.
point_at_own_libraries() {
  local folder=$1 libraries llvm loader file
  libraries=$(echo "$folder"/usr/lib/*-linux-gnu)
  llvm=$(echo "$folder"/usr/lib/llvm-*)
  loader=$(echo "$libraries"/ld-linux*.so.*)
  find "$llvm/bin" "$folder"/usr/bin/wasm-* -type f -print0 | while IFS= read -r -d '' file; do
    [[ $(head -c 4 "$file" | tail -c 3) == ELF ]] || continue
    patchelf --set-interpreter "$loader" --force-rpath --set-rpath "$llvm/lib:$libraries" "$file"
  done
  find "$libraries" "$llvm/lib" -maxdepth 1 -type f \
    -regex '.*/lib\(LLVM\|clang\|xml2\|z3\)[^/]*\.so.*' \
    -exec patchelf --force-rpath --set-rpath "$llvm/lib:$libraries" {} ';'
}

write_emscripten_settings() {
  ln -sfn nodejs "$1/usr/share/node_modules"
  cat >"$1/usr/share/emscripten/.emscripten" <<SETTINGS
LLVM_ROOT = '$(echo "$1"/usr/lib/llvm-*)/bin'
BINARYEN_ROOT = '$1/usr'
NODE_JS = 'node'
CACHE = '$1/cache'
SETTINGS
}

# A link of each kind, as shipped (wasm/CMakeLists.txt) and as tested, makes Emscripten build its
# libc, libc++ and the like, once.
build_system_libraries() {
  local folder=$1 options lean
  lean="-fno-exceptions -fno-rtti -DEMSCRIPTEN_HAS_UNBOUND_TYPE_NAMES=0"
  cat >"$folder/warm.cpp" <<'SOURCE'
#include <emscripten/bind.h>
#include <emscripten/fetch.h>
#include <iostream>
int main() {
  emscripten_fetch_attr_t attributes;
  emscripten_fetch_attr_init(&attributes);
  emscripten_fetch(&attributes, "/");
  std::cout << "warm\n";
}
EMSCRIPTEN_BINDINGS(warm) { emscripten::function("main", &main); }
SOURCE
  for options in "-Oz -flto $lean -sMALLOC=emmalloc" -O0; do
    # shellcheck disable=SC2086 # several options
    "$folder/usr/share/emscripten/em++" $options -std=c++23 -lembind -sFETCH -sALLOW_MEMORY_GROWTH \
      -sENVIRONMENT=web,worker -sMODULARIZE -sEXPORT_ES6 "$folder/warm.cpp" -o "$folder/warm.mjs"
  done
  rm "$folder"/warm.*
}

install_emscripten() {
  local version folder part=$cache/part-emscripten
  version=$(testing_apt apt-cache show --no-all-versions emscripten | upstream_version)
  version_at_least "${version:-0}" "$emscripten_minimum" || {
    echo "Debian testing offers Emscripten ${version:-0}; Vitrine needs $emscripten_minimum."
    return 1
  }
  compare_with_tested Emscripten "$version" "$emscripten_tested"
  # The programs contain their folder's name, so it is filled in place; .complete comes last.
  folder=$cache/emscripten-$version
  rm -rf "$folder" "$part"
  mkdir -p "$part" "$folder"
  # shellcheck disable=SC2046 # one argument for each package
  (cd "$part" && testing_apt apt-get download $(emscripten_packages))
  find "$part" -name '*.deb' -exec dpkg -x {} "$folder" ';'
  point_at_own_libraries "$folder"
  write_emscripten_settings "$folder"
  build_system_libraries "$folder"
  rm -r "$part"
  touch "$folder/.complete"
}

## What the rest of the script asks for

is_emscripten_on_path() {
  command -v emcc >/dev/null &&
    version_at_least "$(emcc --version 2>/dev/null | first_version)" "$emscripten_minimum"
}

# Sets `emscripten` to the folder with emcc and cmake/Modules; fails when there is none yet.
find_emscripten() {
  if is_emscripten_on_path; then
    emscripten=$(dirname "$(readlink -f "$(command -v emcc)")")
  else
    emscripten=$(newest emscripten)
    emscripten=${emscripten:+$emscripten/usr/share/emscripten}
  fi
  [[ -n $emscripten ]]
}

# Where there is no Debian mirror, CMake downloads the pinned releases of the libraries itself.
has_sources() {
  [[ -n $(newest imgui) && -n $(newest cpp-httplib) ]] || [[ -z $(debian_mirror) ]]
}

has_toolchain() { find_emscripten && has_sources && [[ -n $(newest nlohmann-json) ]]; }

install_toolchain() {
  install_json_headers
  ! has_toolchain || return 0
  update_testing
  [[ -n $(newest imgui) ]] || install_source imgui "$imgui_tested"
  [[ -n $(newest cpp-httplib) ]] || install_source cpp-httplib "$httplib_tested"
  find_emscripten || install_emscripten
}
