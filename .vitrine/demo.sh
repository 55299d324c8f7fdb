# SPDX-License-Identifier: MIT
# The whole shop on this machine: local services, the Next.js server, and an orderly end.

port=3000
demo_folder=$root/build/demo
demo_pids=()
declare -A demo_names

## Environment

# Random values that stay the same as long as the data does, and are nobody else's to read.
load_secrets() {
  local file=$demo_folder/secrets name
  mkdir -p "$demo_folder"
  [[ -e $file ]] || (
    umask 077
    for name in cron lake; do
      echo "${name}_secret=$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')"
    done >"$file"
  )
  # shellcheck source=/dev/null
  source "$file"
}

# The environment of the shop server. A vendor whose key is set by the user is the real one; for any
# other, its local service stands in.
set_shop_environment() {
  load_secrets
  export NODE_ENV=production NEXT_TELEMETRY_DISABLED=1
  export PORT=$port SHOP_URL=${SHOP_URL:-$shop_address}
  [[ -n ${SANITY_PROJECT_ID:-} ]] || export SANITY_PROJECT_ID=demo SANITY_DATASET=production \
    SANITY_TOKEN=$lake_secret SANITY_API_HOST=$lake_address
  [[ -n ${STRIPE_SECRET_KEY:-} ]] || export STRIPE_SECRET_KEY=sk_test_demo \
    STRIPE_WEBHOOK_SECRET=whsec_demo STRIPE_API_HOST=$pay_address
  [[ -n ${PAYPAL_CLIENT_ID:-} ]] || export PAYPAL_CLIENT_ID=demo PAYPAL_CLIENT_SECRET=demo \
    PAYPAL_WEBHOOK_ID=WH-DEMO PAYPAL_API_HOST=$pay_address
  [[ -n ${SHIPENGINE_API_KEY:-} ]] ||
    export SHIPENGINE_API_KEY=TEST_demo SHIPENGINE_API_HOST=$parcel_address
  export VITRINE_CRON_SECRET=${VITRINE_CRON_SECRET:-$cron_secret}
}

## Ports

# The shop's port, and the three after it.
choose_ports() {
  port=$1
  shop_address=http://127.0.0.1:$port
  lake_address=http://127.0.0.1:$((port + 1))
  pay_address=http://127.0.0.1:$((port + 2))
  parcel_address=http://127.0.0.1:$((port + 3))
}

is_busy() { (: <"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

holder_of() {
  local user
  user=$(ss -Hltnp "sport = :$1" 2>/dev/null | grep -oE '"[^"]+",pid=[0-9]+' | head -n 1) || true
  [[ -z $user ]] || sed -E 's/"([^"]+)",pid=([0-9]+)/, by \1 (process \2)/' <<<"$user"
}

refuse_busy_ports() {
  local each
  for each in "$port" $((port + 1)) $((port + 2)) $((port + 3)); do
    ! is_busy "$each" || fail "Port $each is in use$(holder_of "$each"). Choose another with:" \
      "./vitrine demo --port $((port + 10)) (it takes that port and the three after it)."
  done
}

# Two demos on the same data would disagree about what is sold: the second one is told so.
lock_demo_folder() {
  mkdir -p "$demo_folder"
  exec 8>"$demo_folder/.lock"
  flock --nonblock 8 ||
    fail "A demo of this clone is running already; stop it with Ctrl-C in its terminal."
}

## Processes

launch() {
  local name=$1
  shift
  start "$@" >"$log_dir/$name.log" 2>&1
  demo_pids+=("$started")
  demo_names[$started]=$name
}

launch_services() {
  launch services "$services_program" --port-lake $((port + 1)) --port-pay $((port + 2)) \
    --port-parcel $((port + 3)) --data "$demo_folder/data" --seed "$root/assets/catalog" \
    --shop-url "$shop_address" --cron-secret "$VITRINE_CRON_SECRET" --lake-token "$lake_secret" \
    --stripe-webhook-secret "${STRIPE_WEBHOOK_SECRET:-}" \
    --paypal-webhook-id "${PAYPAL_WEBHOOK_ID:-}"
}

launch_shop() {
  launch shop env --chdir="$root/web" node server.mjs
}

# wait_until_healthy NAME ADDRESS: up to two minutes, for the first start fills the catalog.
wait_until_healthy() {
  local name=$1 url=$2/health begun=$SECONDS
  until curl --silent --fail --max-time 5 --output /dev/null "$url"; do
    kill -0 "$started" 2>/dev/null || {
      show_tail "$name"
      fail "The $name ended while starting."
    }
    ((SECONDS - begun < 120)) || {
      show_tail "$name"
      fail "The $name did not answer on $url for two minutes."
    }
    sleep 0.2
  done
}

start_demo() {
  local begun=$SECONDS
  mkdir -p "$log_dir" "$demo_folder/data"
  set_shop_environment
  printf '· Starting the local services (the first start fills the catalog) ... '
  launch_services
  wait_until_healthy services "$lake_address"
  wait_until_healthy services "$pay_address"
  wait_until_healthy services "$parcel_address"
  say "done in $(elapsed "$begun")"
  begun=$SECONDS
  printf '· Starting the shop ... '
  launch_shop
  wait_until_healthy shop "$shop_address"
  say "done in $(elapsed "$begun")"
}

describe() { if [[ -n $1 ]]; then echo "$1, in place of $2"; else echo "$2"; fi; }

show_addresses() {
  cat <<ADDRESSES

The shop is open at $shop_address

  products and orders   $(describe "${SANITY_API_HOST:-}" Sanity)
  cards                 $(describe "${STRIPE_API_HOST:-}" Stripe)
  PayPal                $(describe "${PAYPAL_API_HOST:-}" PayPal)
  parcels               $(describe "${SHIPENGINE_API_HOST:-}" ShipEngine)

Data in ${demo_folder#"$root"/} (--reset starts anew), logs in build/log. Ctrl-C stops everything.
ADDRESSES
}

# Returns only when something has ended by itself, which none of the processes should.
watch_demo() {
  local ended status=0
  wait -n -p ended "${demo_pids[@]}" || status=$?
  show_tail "${demo_names[$ended]}"
  fail "The ${demo_names[$ended]} ended by itself with status $status, so everything is stopped."
}

## The command

command_demo() {
  local reset=0
  while (($#)); do
    case $1 in
      --port) port=${2:-} && shift ;;
      --port=*) port=${1#*=} ;;
      --reset) reset=1 ;;
      *) fail "demo knows --port N and --reset, not '$1'." ;;
    esac
    shift || true
  done
  if ! [[ $port =~ ^[0-9]{4,5}$ ]] || ((port < 1024 || port > 65532)); then
    fail "A port is a number from 1024 to 65532, not '$port'."
  fi
  choose_ports "$port"
  stop_upon_exit
  lock_demo_folder
  refuse_busy_ports
  ((!reset)) || rm -rf "$demo_folder/data" "$demo_folder/secrets"
  set_up_demo
  build_demo
  start_demo
  show_addresses
  watch_demo
}

set_up_demo() {
  ensure_packages "${packages_demo[@]}"
  ensure_node
  ensure_toolchain
}
