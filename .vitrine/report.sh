# SPDX-License-Identifier: MIT
# How the script talks and runs things: sentences on the terminal, all output in build/log.

log_dir="$root/build/log"
groups=() # process groups that must not outlive the script

say() { printf '%s\n' "$*"; }
warn() { printf 'vitrine: %s\n' "$*" >&2; }
fail() {
  warn "$*"
  exit 1
}

## Processes

# Starts a command in its own process group (Ctrl-C reaches the script alone, which then ends them
# all) and leaves its id in `started`. The kernel ends it even if the script is killed.
start() {
  setsid setpriv --pdeathsig TERM "$@" </dev/null 8>&- &
  started=$!
  groups+=("$started")
}

# Ended processes that nobody has collected yet (state Z) do not count.
is_running() { pgrep --pgroup "$1" --runstates D,R,S,T >/dev/null; }

stop_everything() {
  local group patience=50
  for group in "${groups[@]}"; do kill -TERM -- "-$group" 2>/dev/null || true; done
  for group in "${groups[@]}"; do
    while is_running "$group" && ((patience-- > 0)); do sleep 0.1; done
    kill -KILL -- "-$group" 2>/dev/null || true
  done
  groups=()
}

stop_upon_exit() {
  trap stop_everything EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
}

## Steps

elapsed() { printf '%ds' $((SECONDS - $1)); }

# step NAME SENTENCE FUNCTION...: says what is done, runs the function in a process of its own (so
# that `set -e` holds within it) with its output in build/log/NAME.log, and says how long it took.
step() {
  local name=$1 sentence=$2 begun=$SECONDS status=0
  shift 2
  mkdir -p "$log_dir"
  printf '· %s ... ' "$sentence"
  start "$BASH" "$root/vitrine" _do "$@" >"$log_dir/$name.log" 2>&1
  await "$started" "$begun" || status=$?
  unset 'groups[-1]'
  if ((status == 0)); then
    say "done in $(elapsed "$begun")"
    grep '^Note: ' "$log_dir/$name.log" | sed 's/^Note: /  /' || true
  else
    say "failed after $(elapsed "$begun")"
    show_failures "$name"
    show_tail "$name"
  fi
  return "$status"
}

# On a terminal the seconds are counted while the step runs; elsewhere its one line is enough.
await() {
  if [[ -t 1 ]]; then
    while kill -0 "$1" 2>/dev/null; do
      printf '\0337%s \0338' "$(elapsed "$2")"
      sleep 1
    done
  fi
  wait "$1"
}

# What Node's test runner says of each test that failed: far from the end where others pass after.
show_failures() {
  awk '
    /^ *not ok / { told = 1; room = 40 }
    told && room-- > 0 && shown++ < 120 { print "  | " $0 }
    /^ *\.\.\.$/ { told = 0 }' "$log_dir/$1.log"
}

show_tail() {
  say "  The end of build/log/$1.log:"
  tail -n "${2:-30}" "$log_dir/$1.log" | sed 's/^/  | /'
}

# Runs a function while no other vitrine, of this clone or another, fills the cache.
with_cache_lock() {
  mkdir -p "$cache"
  exec 9>"$cache/.lock"
  if ! flock --nonblock 9; then
    echo "Waiting for another vitrine that is filling $cache."
    flock 9
  fi
  "$@" 9>&-
  exec 9>&-
}

## Stamps: the content hash of inputs, so that what is up to date is not made again

hash_of() {
  (cd "$root" && find "$@" -name node_modules -prune -o -name .next -prune -o \
    -name next-env.d.ts -o -name '*.tsbuildinfo' -o -type f -print0 | sort -z |
    xargs -0 --no-run-if-empty sha256sum | sha256sum | cut -c1-20)
}
is_stamped() { [[ -e $1 && $(<"$1") == "$2" ]]; }
stamp() {
  mkdir -p "$(dirname "$1")"
  printf '%s\n' "$2" >"$1"
}
