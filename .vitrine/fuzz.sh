# SPDX-License-Identifier: MIT
# The fuzzers of tests/fuzz: what they learn stays in build/fuzz/corpus, what breaks is named.

fuzzers=(snapshot text_query groq patch exif lake_request)

command_fuzz() {
  local seconds=${1:-60} name failed=0
  stop_upon_exit
  set_up_test
  build_step fuzz "${fuzzers[@]/#/fuzz_}" || return
  for name in "${fuzzers[@]}"; do
    step "fuzz-$name" "Fuzzing: $name, for $seconds s" run_fuzzer "$name" "$seconds" || failed=1
  done
  return "$failed"
}

run_fuzzer() {
  local folder=$root/build/fuzz/corpus/$1
  mkdir -p "$folder"
  "$root/build/fuzz/tests/fuzz/fuzz_$1" -max_total_time="$2" -max_len=16384 -timeout=10 \
    -rss_limit_mb=2048 -artifact_prefix="$root/build/fuzz/$1-" "$folder"
}
