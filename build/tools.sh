# shellcheck shell=bash
# Where the tools are. What cargo builds for us is kept for the whole machine, so that a second clone finds it.

cache="${XDG_CACHE_HOME:-$HOME/.cache}/preflight"
wasm_bindgen_home="$cache/tools/wasm-bindgen-$wasm_bindgen_version"
geckodriver_home="$cache/tools/geckodriver-$geckodriver_version"

# first_of COMMAND... : the first that exists, as a path.
first_of() {
  local name
  for name in "$@"; do
    if have "$name"; then
      command -v "$name"
      return
    fi
  done
  return 1
}

# find_tool NAMED COMMAND... : the program that the environment names, and no other; else the first that exists.
find_tool() {
  local named=$1
  shift
  if [ -n "$named" ]; then first_of "$named"; else first_of "$@"; fi
}

find_wasm_bindgen() { find_tool "${WASM_BINDGEN-}" "$wasm_bindgen_home/bin/wasm-bindgen"; }
find_chromium() { find_tool "${CHROMIUM-}" chromium chromium-browser; }
find_chromedriver() {
  find_tool "${CHROMEDRIVER-}" chromedriver chromium.chromedriver /usr/lib/chromium-browser/chromedriver
}
find_firefox() { find_tool "${FIREFOX-}" firefox-esr firefox; }
find_geckodriver() { find_tool "${GECKODRIVER-}" "$geckodriver_home/bin/geckodriver"; }

# Refuses a wasm-bindgen command of another version than the library's: the module it would make is broken.
check_wasm_bindgen() {
  local command found
  command=$(find_wasm_bindgen) || die "the wasm-bindgen command $wasm_bindgen_version is missing; ./build.sh setup gets it"
  found=$("$command" --version 2>/dev/null | awk '{ print $2 }')
  [ "$found" = "$wasm_bindgen_version" ] \
    || die "the wasm-bindgen command is ${found:-of no known version}, Cargo.lock asks for $wasm_bindgen_version ($command)"
}

# The tests and the demo find the programs by these names.
export_tools() {
  CHROMIUM=$(find_chromium || true)
  CHROMEDRIVER=$(find_chromedriver || true)
  FIREFOX=$(find_firefox || true)
  GECKODRIVER=$(find_geckodriver || true)
  export CHROMIUM CHROMEDRIVER FIREFOX GECKODRIVER
}
