# SPDX-License-Identifier: MIT
# Measures the catalog and GROQ against the libraries that a shop would pick instead:
# tests/bench/README.md.

command_bench() {
  local what=${1:-}
  [[ $what == catalog || $what == groq ]] ||
    fail "There are two: ./vitrine bench catalog|groq [--sizes 1k,10k] [--json FILE]"
  shift
  stop_upon_exit
  ensure_packages "${packages_demo[@]}"
  ensure_node
  ensure_toolchain
  export VITRINE_CHROMIUM=${VITRINE_CHROMIUM:-$(command -v chromium || true)}
  npm_step tests/bench
  if [[ $what == groq ]]; then
    build_step wasm vitrine_wasm
    node "$root/tests/bench/groq.mjs" "$@"
  else
    build_step wasm vitrine_bench vitrine_bench_simd
    node "$root/tests/bench/run.mjs" "$@"
  fi
}
