# SPDX-License-Identifier: MIT
# Measures the catalog and GROQ against the libraries that a shop would pick instead, the lake under
# load, and the filters on a slow phone: tests/bench/README.md.

command_bench() {
  local what=${1:-}
  [[ $what =~ ^(catalog|groq|lake|filters)$ ]] ||
    fail "There are four: ./vitrine bench catalog|groq [--sizes 1k,10k], lake [--minutes 10]," \
      "and filters [--slowdown 4]"
  shift
  stop_upon_exit
  ensure_packages "${packages_demo[@]}"
  ensure_node
  ensure_toolchain
  if [[ $what == lake ]]; then
    build_step native vitrine_services
    VITRINE_SERVICES=$services_program node "$root/tests/bench/lake.mjs" "$@"
    return
  fi
  export VITRINE_CHROMIUM=${VITRINE_CHROMIUM:-$(command -v chromium || true)}
  if [[ $what == filters ]]; then
    build_demo && npm_step tests/web
    start_test_shop "$(free_ports)" bench
    node "$root/tests/bench/filters.mjs" "$@"
    return
  fi
  npm_step tests/bench
  if [[ $what == groq ]]; then
    build_step wasm vitrine_wasm
    node "$root/tests/bench/groq.mjs" "$@"
  else
    build_step native vitrine_snapshot
    export VITRINE_SNAPSHOT=$snapshot_program
    build_step wasm vitrine_bench vitrine_bench_simd
    node "$root/tests/bench/run.mjs" "$@"
  fi
}
