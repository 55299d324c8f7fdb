# SPDX-License-Identifier: MIT
# Debian testing as a source of signed packages and sources for a Debian 12.
#
# Its packages must not be installed here (they replace libc): an apt with its own state fetches
# them, and they are unpacked into the cache. apt checks every file against the archive's signature.

version_at_least() { [[ $(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1) == "$2" ]]; }
first_version() { grep -oE '[0-9]+(\.[0-9]+)+' | head -n 1; }

# From apt's description of a package: `Version: 1:6.0.5+dfsg-2` is 6.0.5.
upstream_version() {
  sed -nE 's/^Version: ([0-9]+:)?([^-+~]+).*/\2/p' | sort -V | tail -n 1
}

# Prints the system's own Debian mirror, from *.sources or from sources.list.
debian_mirror() {
  local codename
  codename=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
  {
    cat /etc/apt/sources.list.d/*.sources 2>/dev/null |
      awk -v suite="$codename" '
        /^URIs:/ { uri = $2 }
        /^Suites:/ { for (i = 2; i <= NF; i++) found = found || $i == suite }
        found && uri { print uri; exit }
        /^$/ { uri = ""; found = 0 }'
    cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null |
      awk -v suite="$codename" '
        $1 == "deb" { for (i = 3; i <= NF; i++) if ($i == suite) print $(i - 1) }'
  } | head -n 1 || true # a pattern that matches no file is no failure
}

# Runs an apt tool on Debian testing; the system's own lists and packages are not touched.
testing_apt() {
  local tool=$1 state=$cache/apt
  shift
  "$tool" -o Dir::State="$state" -o Dir::State::status="$state/status" \
    -o Dir::Cache="$state/cache" -o Dir::Etc::sourcelist="$state/sources.list" \
    -o Dir::Etc::sourceparts=- -o APT::Install-Recommends=false -o APT::Sandbox::User=root \
    -o Acquire::Retries=3 -o Acquire::Languages=none "$@"
}

update_testing() {
  local keyring=/usr/share/keyrings/debian-archive-keyring.gpg mirror kind
  mirror=$(debian_mirror)
  if [[ -z $mirror || ! -r $keyring ]]; then
    echo "This system names no Debian mirror: put emcc $emscripten_minimum or newer on PATH."
    return 1
  fi
  rm -rf "$cache/apt"
  mkdir -p "$cache/apt/lists/partial" "$cache/apt/cache/archives/partial"
  : >"$cache/apt/status"
  for kind in deb deb-src; do
    echo "$kind [signed-by=$keyring] $mirror forky main"
  done >"$cache/apt/sources.list"
  testing_apt apt-get update
}

# Says in one sentence when the archive has moved on from what was tested.
compare_with_tested() {
  [[ $2 == "$3" ]] || echo "Note: Debian testing has $1 $2 now; Vitrine was tested with $3."
}

## Sources of libraries

# The newest complete folder of a kind: `newest emscripten` might print <cache>/emscripten-6.0.5.
newest() {
  find "$cache" -mindepth 2 -maxdepth 2 -path "$cache/$1-*/.complete" -printf '%h\n' 2>/dev/null |
    sort -V | tail -n 1 || true # no cache yet: prints nothing
}

install_source() {
  local package=$1 tested=$2 version part=$cache/part-$1
  version=$(testing_apt apt-cache showsrc --only-source "$package" | upstream_version)
  compare_with_tested "$package" "$version" "$tested"
  rm -rf "$part" "$cache/$package-$version"
  mkdir -p "$part/archive" "$part/source"
  (cd "$part/archive" && testing_apt apt-get source --download-only "$package")
  tar -xf "$part"/archive/*.orig.tar.* -C "$part/source" --strip-components=1
  touch "$part/source/.complete"
  mv "$part/source" "$cache/$package-$version"
  rm -r "$part"
}

# Emscripten must not see all of /usr/include: this folder shows it nlohmann's headers alone.
install_json_headers() {
  local folder=$cache/nlohmann-json-system
  mkdir -p "$folder/include"
  ln -sfn /usr/include/nlohmann "$folder/include/nlohmann"
  cat >"$folder/CMakeLists.txt" <<'CMAKE'
add_library(nlohmann_json INTERFACE)
add_library(nlohmann_json::nlohmann_json ALIAS nlohmann_json)
target_include_directories(nlohmann_json SYSTEM INTERFACE ${CMAKE_CURRENT_SOURCE_DIR}/include)
CMAKE
  touch "$folder/.complete"
}
