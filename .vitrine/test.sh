# SPDX-License-Identifier: MIT
# Every test of the repository: one row a suite, one line at the end.

# name | what must be there | what it is | function with arguments
suites=(
  "engine-native | tests/engine   | C++ tests, GCC                       | test_native native"
  "engine-asan   | tests/engine   | C++ tests, clang with sanitizers     | test_native asan"
  "engine-wasm   | tests/engine   | engine tests as WebAssembly, in Node | test_native wasm-test"
  "assets        | tests/assets   | the demo catalog and its schema      | test_assets"
  "wasm          | tests/wasm     | the boundary and the npm package     | test_node tests/wasm"
  "bench         | tests/bench    | the bench's catalog and its oracle   | test_bench"
  "services      | tests/services | the local services over HTTP         | test_node tests/services"
  "web           | tests/web      | the shop in a browser                | test_web"
)

passed=0
failed=0

command_test() {
  local filter=${1:-} row name needs title command
  stop_upon_exit
  set_up_test
  for row in "${suites[@]}"; do
    IFS='|' read -r name needs title command <<<"$row"
    name=${name// /} needs=${needs// /}
    [[ $name == *"$filter"* ]] || continue
    run_suite "$name" "$needs" "$(sed 's/^ *//; s/ *$//' <<<"$title")" "$command"
  done
  ((passed + failed > 0)) || fail "No suite's name contains '$filter'."
  say ""
  say "$passed passed, $failed failed"
  ((failed == 0))
}

set_up_test() {
  ensure_packages "${packages_test[@]}" "${packages_shell[@]}"
  ensure_node
  ensure_toolchain
  export VITRINE_CHROMIUM=${VITRINE_CHROMIUM:-$(command -v chromium || true)}
  export VITRINE_SERVICES=$services_program VITRINE_INSPECTOR=$inspector_program
  export VITRINE_SNAPSHOT=$snapshot_program
}

run_suite() {
  local name=$1 needs=$2 title=$3 command=$4 status=0 counts
  if [[ ! -d $root/$needs ]]; then
    say "· $title: missing, there is no $needs"
    failed=$((failed + 1))
    return 0
  fi
  rm -f "$log_dir/test-$name.log"
  # shellcheck disable=SC2086 # a function and its arguments
  $command "$name" "$title" || status=$?
  counts=$(count_results "$log_dir/test-$name.log")
  # A suite that crashed, could not be built or ran nothing has failed, whatever it printed.
  if [[ $counts == "0 0" ]] || { ((status != 0)) && [[ $counts == *" 0" ]]; }; then
    counts="${counts% *} 1"
    ((status != 0)) || say "  $name ran no test."
  fi
  passed=$((passed + ${counts% *}))
  failed=$((failed + ${counts#* }))
  say "  $name: ${counts% *} passed, ${counts#* } failed"
}

# Prints "PASSED FAILED" from the closing lines of CTest, GoogleTest, and Node's test runner.
count_results() {
  [[ -e $1 ]] || { echo "0 0" && return; }
  awk '
    /% tests passed, [0-9]+ tests? failed out of [0-9]+/ {
      for (i = 2; i <= NF; i++) if ($i == "failed") bad = $(i - 2)
      failed += bad; passed += $NF - bad }
    /^\[  PASSED  \] [0-9]+ test/ { passed += $4 }
    /^\[  FAILED  \] [0-9]+ tests?, listed/ { failed += $4 }
    /^(#|ℹ) pass [0-9]+$/ { passed += $3 }
    /^(#|ℹ) (fail|cancelled) [0-9]+$/ { failed += $3 }
    END { print passed + 0, failed + 0 }' "$1"
}

## The kinds of suite. Each is called with its arguments, then the suite's name and title.

test_native() {
  local preset=$1 name=$2 title=$3
  case $preset in
    wasm-test) build_step wasm-test vitrine_tests || return ;;
    *) build_step "$preset" || return ;;
  esac
  step "test-$name" "Running: $title" run_ctest "$preset"
}

run_ctest() {
  if [[ $1 == wasm-test ]]; then
    node "$root/build/wasm-test/tests/engine/vitrine_tests.js" --gtest_brief=1
  else
    ctest --test-dir "$root/build/$1" --output-on-failure --parallel "$jobs" --timeout 300
  fi
}

test_assets() {
  local name=$1 title=$2
  npm_step wasm/package || return # has the TypeScript that reads the schema
  step "test-$name" "Running: $title" node --test --test-reporter=tap "$root/tests/assets"
}

test_bench() {
  local name=$1 title=$2
  npm_step tests/bench || return
  step "test-$name" "Running: $title" run_node_tests tests/bench
}

test_node() {
  local folder=$1 name=$2 title=$3
  build_package && build_step native vitrine_services vitrine_snapshot || return
  [[ ! -e $root/$folder/package-lock.json ]] || npm_step "$folder" || return
  step "test-$name" "Running: $title" run_node_tests "$folder"
}

run_node_tests() {
  cd "$root/$1"
  if [[ -e package.json ]]; then
    npm test
  else
    node --test --test-reporter=tap
  fi
}

# The browser tests get a shop of their own: the production build, free ports, an empty data folder.
test_web() {
  local name=$1 title=$2
  build_demo && npm_step tests/web || return
  step "test-$name" "Running: $title" run_web_tests "$(free_ports)"
}

run_web_tests() {
  start_test_shop "$1" web
  run_node_tests tests/web
}

# start_test_shop PORT NAME: a shop with data of its own, and where it is for the tests.
start_test_shop() {
  choose_ports "$1"
  demo_folder=$root/build/test-$2
  log_dir=$log_dir/$2
  stop_upon_exit
  rm -rf "$demo_folder"
  start_demo
  export VITRINE_TEST_URL=$shop_address VITRINE_LAKE_URL=$lake_address
  export VITRINE_PAY_URL=$pay_address VITRINE_PARCEL_URL=$parcel_address
  export VITRINE_SHOP_LOG=$log_dir/shop.log
}

# Four free ports in a row.
free_ports() {
  local first each
  for ((first = 4100; first < 9000; first += 10)); do
    for each in 0 1 2 3; do
      ! is_busy $((first + each)) || continue 2
    done
    echo "$first"
    return
  done
  fail "No four free ports in a row were found."
}
