# SPDX-License-Identifier: MIT
# What is there, what is missing, and what each setting switches on. It changes nothing.

# key | what it switches on | what happens without it
settings=(
  "SANITY_PROJECT_ID      | products and orders are in your Sanity  | the local content lake"
  "SANITY_DATASET         | the dataset of that project             | production"
  "SANITY_TOKEN           | orders can be written to that project   | the local lake's own token"
  "STRIPE_SECRET_KEY      | cards go through Stripe                 | local card payments"
  "STRIPE_WEBHOOK_SECRET  | Stripe's webhooks are believed          | the local one's secret"
  "PAYPAL_CLIENT_ID       | PayPal is the real one                  | a local PayPal"
  "PAYPAL_CLIENT_SECRET   | PayPal is the real one                  | a local PayPal"
  "PAYPAL_WEBHOOK_ID      | PayPal's webhooks are believed          | the local one's id"
  "SHIPENGINE_API_KEY     | labels and tracking from ShipEngine     | local parcels"
  "VITRINE_CATALOG        | lake: pages ask the lake, one by one    | shop and page hold the catalog"
  "SHOP_URL               | the shop's public address               | http://127.0.0.1:3000"
  "VITRINE_CRON_SECRET    | who may call /api/reconcile             | random, kept with the data"
)

row() { printf '  %-24s %s\n' "$1" "$2"; }

command_doctor() {
  say "System"
  row system "$(. /etc/os-release && echo "$PRETTY_NAME"), $(uname -m), $jobs cores"
  row memory "$(awk '/MemAvailable/ { printf "%.1f GB available", $2 / 1048576 }' /proc/meminfo)"
  row disk "$(df -h --output=avail "$root" | tail -n 1 | tr -d ' ') free (about 4 GB are wanted)"
  show_programs
  show_packages
  show_cache
  show_ports
  show_settings
}

show_programs() {
  local each version
  say "" && say "Programs"
  for each in git g++ cmake ninja clang++-19 node npm emcc python3 patchelf curl chromium; do
    if command -v "$each" >/dev/null; then
      version=$("$each" --version 2>/dev/null | first_version || true)
      row "$each" "${version:-there}"
    else
      row "$each" "not on PATH"
    fi
  done
  is_node_recent || row node "$node_minimum is wanted; demo fetches $node_fetched into the cache"
  is_emscripten_on_path ||
    row emcc "$emscripten_minimum is wanted; demo fetches $emscripten_tested into the cache"
}

show_packages() {
  local each missing
  say "" && say "Debian packages"
  for each in demo test shell; do
    local -n list=packages_$each
    missing=$(missing_packages "${list[@]}" | tr '\n' ' ')
    if [[ -n $missing ]]; then
      row "$each" "installed when first needed: $missing"
    else
      row "$each" complete
    fi
  done
}

show_cache() {
  local each folder
  say "" && say "Cache ($cache)"
  for each in emscripten imgui cpp-httplib node; do
    folder=$(newest "$each")
    if [[ -n $folder ]]; then
      row "$each" "$(basename "$folder"), $(du -sh "$folder" | cut -f 1)"
    else
      row "$each" "none yet, fetched when first needed"
    fi
  done
}

show_ports() {
  local each
  say "" && say "Ports of the demo (others with --port)"
  for each in 3000 3001 3002 3003; do
    if is_busy "$each"; then row "$each" "in use$(holder_of "$each")"; else row "$each" "free"; fi
  done
}

show_settings() {
  local each key effect otherwise
  say "" && say "Environment (values are not shown)"
  for each in "${settings[@]}"; do
    IFS='|' read -r key effect otherwise <<<"$(tr -s ' ' <<<"$each")"
    key=${key% }
    if [[ -n ${!key:-} ]]; then row "$key" "set:$effect"; else row "$key" "not set:$otherwise"; fi
  done
}
