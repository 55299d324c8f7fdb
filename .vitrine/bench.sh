# SPDX-License-Identifier: MIT
# Measures the catalog against the libraries that a shop would pick instead: tests/bench/README.md.

command_bench() {
  [[ ${1:-} == catalog ]] ||
    fail "There is one bench: ./vitrine bench catalog [--sizes 1k,10k] [--json FILE] [--no-browser]"
  shift
  stop_upon_exit
  ensure_packages "${packages_demo[@]}"
  ensure_node
  ensure_toolchain
  export VITRINE_CHROMIUM=${VITRINE_CHROMIUM:-$(command -v chromium || true)}
  npm_step tests/bench
  build_step wasm vitrine_bench vitrine_bench_simd
  node "$root/tests/bench/run.mjs" "$@"
}
