# SPDX-License-Identifier: MIT
# What comes from the system: Debian packages, and a Node that is recent enough.

packages_demo=(g++ cmake ninja-build pkg-config nlohmann-json3-dev libsqlite3-dev libssl-dev
  libcurl4-openssl-dev libvips-dev patchelf python3 xz-utils procps ca-certificates
  curl)
packages_test=(clang-19 libclang-rt-19-dev googletest chromium "${packages_demo[@]}")
packages_shell=(libglfw3-dev libgl-dev libgl1-mesa-dri xvfb xauth "${packages_demo[@]}")

node_minimum=20.19.1 # @sanity/import of the tests; Next.js 16 takes 20.9
node_fetched=22.23.3 # when the system's Node is older
npm_fetched=11.21.2

missing_packages() {
  local package
  for package in "$@"; do
    dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed ||
      echo "$package"
  done
}

as_root() {
  if ((EUID == 0)); then "$@"; else sudo --non-interactive "$@"; fi
}

apt_install() {
  export DEBIAN_FRONTEND=noninteractive
  as_root apt-get update
  as_root apt-get install --yes --no-install-recommends "$@"
}

# ensure_packages PACKAGE...: installs what is missing, or names the command that would.
ensure_packages() {
  local missing
  command -v dpkg-query >/dev/null || fail "This is not a Debian. Vitrine wants: $*"
  mapfile -t missing < <(missing_packages "$@")
  ((${#missing[@]})) || return 0
  if ((EUID != 0)) && ! sudo --non-interactive true 2>/dev/null; then
    fail "Debian packages are missing. Run:" \
      "sudo apt-get install --no-install-recommends ${missing[*]}"
  fi
  step packages "Installing Debian packages: ${missing[*]}" apt_install "${missing[@]}"
}

## Node

is_node_recent() {
  command -v node >/dev/null && command -v npm >/dev/null &&
    version_at_least "$(node --version | tr -d v)" "$node_minimum"
}

# Debian 12's npm fetches a current Node and npm into the cache, and checks their hashes.
install_node() {
  local part=$cache/part-node architecture
  case $(uname -m) in
    aarch64) architecture=arm64 ;;
    *) architecture=x64 ;;
  esac
  rm -rf "$part" "$cache/node-$node_fetched"
  mkdir -p "$part"
  npm install --prefix "$part" --no-audit --no-fund --ignore-scripts \
    "node-linux-$architecture@$node_fetched" "npm@$npm_fetched"
  touch "$part/.complete"
  mv "$part" "$cache/node-$node_fetched"
}

ensure_node() {
  local folder=$cache/node-$node_fetched
  is_node_recent && return 0
  if [[ ! -e $folder/.complete ]]; then
    command -v npm >/dev/null || ensure_packages nodejs npm
    say "  The system's Node is older than the $node_minimum that Vitrine wants."
    step node "Fetching Node $node_fetched into $cache" with_cache_lock install_node
  fi
  export PATH=$folder/node_modules/.bin:$PATH
  is_node_recent || fail "No Node $node_minimum or newer could be set up; see build/log/node.log."
}

ensure_toolchain() {
  has_toolchain || step toolchain \
    "Fetching Emscripten and C++ libraries into $cache, once (80 MB; then libc++ is built)" \
    with_cache_lock install_toolchain
  find_emscripten
  export VITRINE_EMSCRIPTEN_CMAKE=$emscripten/cmake/Modules/Platform/Emscripten.cmake
  export PATH=$emscripten:$PATH
}
