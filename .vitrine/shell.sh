# SPDX-License-Identifier: MIT
# The inspector: on the screen, or photographed on a virtual one.

command_shell() {
  local screenshot=""
  case ${1:-} in
    "") ;;
    --screenshot) screenshot=$(realpath -m "${2:?Name the picture: --screenshot out.png}") ;;
    *) fail "shell knows --screenshot FILE.png, not '$1'." ;;
  esac
  stop_upon_exit
  ensure_packages "${packages_shell[@]}"
  ensure_toolchain
  build_step native vitrine_inspector
  if [[ -n $screenshot ]]; then
    step inspector "Photographing the inspector" photograph "$screenshot"
    say "The picture is in $screenshot"
  else
    [[ -n ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]] ||
      fail "There is no screen here; ./vitrine shell --screenshot out.png takes a picture instead."
    "$inspector_program" --storage "$root/build/inspector.sqlite"
  fi
}

photograph() {
  LIBGL_ALWAYS_SOFTWARE=1 xvfb-run --auto-servernum --server-args="-screen 0 1600x1000x24" \
    "$inspector_program" --screenshot "$1"
}
