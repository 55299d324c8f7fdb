# SPDX-License-Identifier: MIT
# CMake, npm and Next.js, each only when its inputs have changed.

jobs=$(nproc)
services_program=$root/build/native/shell/services/vitrine-services
inspector_program=$root/build/native/shell/inspector/vitrine-inspector
snapshot_program=$root/build/native/shell/snapshot/vitrine-snapshot

# The dependencies come from the cache, never from the internet; parts whose libraries are not
# installed (the tests' and the inspector's) are left out of the native build.
cmake_arguments() {
  case $1 in
    wasm*) point_at NLOHMANN_JSON nlohmann-json ;;
    *)
      point_at IMGUI imgui
      point_at HTTPLIB cpp-httplib
      [[ -d /usr/src/googletest ]] || echo "-DVITRINE_TESTS=OFF"
      ;;
  esac
}

point_at() {
  local folder
  folder=$(newest "$2")
  [[ -z $folder ]] || echo "-DFETCHCONTENT_SOURCE_DIR_$1=$folder"
}

# build_targets PRESET TARGET...
build_targets() {
  local preset=$1 arguments key
  shift
  mapfile -t arguments < <(cmake_arguments "$preset")
  key=$(hash_of CMakePresets.json)" ${VITRINE_EMSCRIPTEN_CMAKE:-} ${arguments[*]}"
  export PATH=$root/wasm/package/node_modules/.bin:$PATH
  if ! is_stamped "$root/build/$preset/.configured" "$key"; then
    (cd "$root" && cmake --no-warn-unused-cli --preset "$preset" "${arguments[@]}")
    stamp "$root/build/$preset/.configured" "$key"
  fi
  nice -n 5 cmake --build "$root/build/$preset" --parallel "$jobs" ${1:+--target "$@"}
}

build_step() {
  local preset=$1
  shift
  step "build-$preset" "Building ${*:-everything} ($preset)" build_targets "$preset" "$@"
}

## JavaScript

npm_ci() {
  (cd "$root/$1" && npm ci --no-audit --no-fund)
  stamp "$root/$1/node_modules/.vitrine" "$(npm_key "$1")"
}
npm_key() { echo "$(hash_of "$1/package.json" "$1/package-lock.json") $(node --version)"; }

npm_step() {
  is_stamped "$root/$1/node_modules/.vitrine" "$(npm_key "$1")" ||
    step "npm-${1//\//-}" "Installing the npm packages of $1" npm_ci "$1"
}

web_key() { echo "$(hash_of web wasm/package assets/brand) $(node --version)"; }
build_web() {
  (cd "$root/web" && NEXT_TELEMETRY_DISABLED=1 NODE_ENV=production nice -n 5 npm run build)
  stamp "$root/web/.next/.vitrine" "$(web_key)"
}

web_step() {
  npm_step web
  is_stamped "$root/web/.next/.vitrine" "$(web_key)" ||
    step build-web "Building the Next.js shop (one to two minutes when cold)" build_web
}

# Everything that the demo runs. (Joined by &&: a caller that tests the result suspends set -e.)
build_demo() {
  build_step native vitrine_services && build_package && web_step
}

build_package() {
  npm_step wasm/package && build_step wasm vitrine_wasm
}
