# shellcheck shell=bash
# Installs what is missing and says what it installs. Where it may not install, it lists all that is missing at once.
#
# A need NAME is three functions: `has_NAME`, `get_NAME` (may only note apt packages in `apt_list`) and `advise_NAME`.

needs_node=(node)
needs_build=(rust node compiler wasm wasm_bindgen npm_tools)
needs_lint=("${needs_build[@]}" rust_components)
needs_demo=("${needs_build[@]}" openssl fonts chromium chromedriver)
needs_test=("${needs_lint[@]}" openssl fonts chromium chromedriver firefox geckodriver)

# needs_of SCOPE : the names, one a line.
needs_of() {
  case $1 in
    node) printf '%s\n' "${needs_node[@]}" ;;
    build) printf '%s\n' "${needs_build[@]}" ;;
    lint) printf '%s\n' "${needs_lint[@]}" ;;
    demo) printf '%s\n' "${needs_demo[@]}" ;;
    test) printf '%s\n' "${needs_test[@]}" ;;
  esac
}

# missing_of SCOPE : those of them that are not here.
missing_of() {
  local need
  for need in $(needs_of "$1"); do
    "has_$need" || say "$need"
  done
}

# ensure SCOPE : installs what the scope needs, quietly where all is there.
ensure() {
  local missing
  missing=$(missing_of "$1")
  [ -z "$missing" ] || install_missing "$1" "$missing"
  choose_wasm_toolchain
  export_tools
}

setup() {
  say "Setting up Preflight $preflight_version"
  # The target is small and every later build is better for it, so a working fallback does not stop us from asking.
  if [ "${PREFLIGHT_WASM:-auto}" = auto ] && have rustup && ! rustup_has_target; then
    add_rustup_target
  fi
  local missing
  missing=$(missing_of test)
  if [ -n "$missing" ]; then
    install_missing test "$missing"
  fi
  choose_wasm_toolchain
  export_tools
  print_tools
}

# install_missing SCOPE NAMES
install_missing() {
  local need still
  apt_list=()
  for need in $2; do
    "get_$need"
  done
  install_apt_list
  # What cargo and npm build comes after what apt brings (compiler, linker).
  for need in $(missing_of "$1"); do
    if declare -F "make_$need" >/dev/null; then "make_$need"; fi
  done
  still=$(missing_of "$1")
  [ -z "$still" ] && return
  {
    printf 'build.sh: still missing:\n'
    for need in $still; do
      printf '  * %s\n' "$("advise_$need")"
    done
  } >&2
  exit 1
}

# --- apt -------------------------------------------------------------------------------------------------------------

# as_root COMMAND... : as root, or by a sudo that asks nothing.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

may_apt() {
  have apt-get && { [ "$(id -u)" -eq 0 ] || { have sudo && sudo -n true 2>/dev/null; }; }
}

apt_knows() { apt-cache show "$1" 2>/dev/null | grep -q '^Filename:'; }

apt_get() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -y -q -o DPkg::Lock::Timeout=300 "$@"
}

# Asks for the lists once, and only where something has to be installed.
apt_refreshed=
apt_refresh() {
  [ -z "$apt_refreshed" ] || return 0
  apt_refreshed=1
  try "refresh the package lists" apt_get update
}

# want_apt NAME... : notes the first of the names that apt knows.
want_apt() {
  local name
  may_apt || return 0
  apt_refresh
  for name in "$@"; do
    if apt_knows "$name"; then
      apt_list+=("$name")
      return
    fi
  done
}

install_apt_list() {
  [ ${#apt_list[@]} -gt 0 ] || return 0
  try "install ${apt_list[*]}" apt_get install --no-install-recommends "${apt_list[@]}"
  [ "$tried" -eq 0 ] || show_log "$tried_log"
}

# --- Rust ------------------------------------------------------------------------------------------------------------

has_rust() { have cargo && have rustc && version_at_least "$(rust_release rustc)" "$rust_least"; }
get_rust() { :; }
advise_rust() {
  if have rustc; then
    say "Rust $rust_least or newer (here: $(rust_release rustc)): rustup update stable"
  else
    say "Rust $rust_least or newer, by rustup (https://rustup.rs)"
  fi
}

has_rust_components() { cargo fmt --version >/dev/null 2>&1 && cargo clippy --version >/dev/null 2>&1; }
get_rust_components() { :; }
make_rust_components() { ! have rustup || try "add rustfmt and clippy" with_limit 300 rustup component add rustfmt clippy; }
advise_rust_components() { say "rustfmt and clippy: rustup component add rustfmt clippy"; }

has_wasm() {
  choose_wasm_toolchain
  [ -n "$wasm_kind" ]
}
add_rustup_target() {
  try "add Rust's $wasm_target target" with_limit 300 rustup target add "$wasm_target"
  [ "$tried" -ne 0 ] || try "add the standard library's sources" with_limit 300 rustup component add rust-src
}
get_wasm() {
  if [ "${PREFLIGHT_WASM:-auto}" != debian ] && have rustup; then
    add_rustup_target
    [ "$tried" -ne 0 ] || return 0
    say "    rustup cannot add it here; trying Debian's Rust for the web"
  fi
  [ "${PREFLIGHT_WASM:-auto}" != rustup ] || return 0
  may_apt || return 0
  apt_refresh
  apt_knows rustc-web || return 0
  local linker
  linker=$(apt-cache search --names-only '^lld-[0-9]+$' | awk '{ print $1 }' | sort -V | tail -n 1)
  apt_list+=(rustc-web cargo-web rust-web-src "$linker")
}
advise_wasm() {
  say "Rust's $wasm_target target: rustup target add $wasm_target; rustup component add rust-src" \
    "(or, on Debian: apt-get install rustc-web cargo-web rust-web-src lld-NN, the newest NN)"
}

has_compiler() { have cc; }
get_compiler() { want_apt gcc; want_apt libc6-dev; }
advise_compiler() { say "a C compiler and linker, \`cc\` (Debian: apt-get install gcc libc6-dev)"; }

# --- tools that cargo builds -----------------------------------------------------------------------------------------

# cargo_tool CRATE VERSION HOME : builds a command for the whole machine, with its own locked dependencies where the
# registry has them all. Where it has not, with others of the same requirement, and leaves the mark `unlocked`.
cargo_tool() {
  has_rust || return 0
  say "  building $1 $2, once for this machine (some minutes)"
  try "build $1 $2" env -u CARGO_TARGET_DIR cargo install --locked --root "$3" --version "=$2" "$1"
  if [ "$tried" -eq 0 ]; then
    rm -f "$3/unlocked"
    return
  fi
  mkdir -p "$3"
  : >"$3/unlocked"
  say "    not with its locked dependencies; trying with others that fit"
  try "build $1 $2 unlocked" env -u CARGO_TARGET_DIR cargo install --root "$3" --version "=$2" "$1"
  [ "$tried" -eq 0 ] || show_log "$tried_log"
}

has_wasm_bindgen() { find_wasm_bindgen >/dev/null; }
get_wasm_bindgen() { :; }
make_wasm_bindgen() { cargo_tool wasm-bindgen-cli "$wasm_bindgen_version" "$wasm_bindgen_home"; }
advise_wasm_bindgen() {
  say "the wasm-bindgen command $wasm_bindgen_version:" \
    "cargo install --locked --root \"$wasm_bindgen_home\" --version =$wasm_bindgen_version wasm-bindgen-cli"
}

has_geckodriver() { find_geckodriver >/dev/null; }
get_geckodriver() { :; }
make_geckodriver() { cargo_tool geckodriver "$geckodriver_version" "$geckodriver_home"; }
advise_geckodriver() {
  say "geckodriver $geckodriver_version:" \
    "cargo install --locked --root \"$geckodriver_home\" --version =$geckodriver_version geckodriver"
}

# --- Node ------------------------------------------------------------------------------------------------------------

has_node() { have node && have npm && version_at_least "$(node --version | tr -d v)" "$node_least"; }
get_node() { :; }
advise_node() { say "Node $node_least or newer with npm (here: $(node --version 2>/dev/null || say none)): https://nodejs.org"; }

npm_stamp="$root/node_modules/.preflight"
has_npm_tools() { unchanged "$npm_stamp" "$(hash_of "$root/package-lock.json")"; }
get_npm_tools() { :; }
make_npm_tools() {
  have npm || return 0
  try "install the npm tools of package-lock.json" npm ci
  if [ "$tried" -eq 0 ]; then
    stamp "$npm_stamp" "$(hash_of "$root/package-lock.json")"
  else
    show_log "$tried_log"
  fi
}
advise_npm_tools() { say "the npm tools of package-lock.json: npm ci"; }

# --- browsers --------------------------------------------------------------------------------------------------------

has_chromium() { find_chromium >/dev/null; }
get_chromium() { want_apt chromium chromium-browser; }
advise_chromium() {
  local chrome=
  if have google-chrome || have google-chrome-stable; then
    chrome="; Google Chrome is here, but it takes no unpacked extension from its command line"
  fi
  say "Chromium (Debian: apt-get install chromium; or set CHROMIUM)$chrome"
}

has_chromedriver() { find_chromedriver >/dev/null; }
get_chromedriver() { want_apt chromium-driver chromium-chromedriver; }
advise_chromedriver() { say "chromedriver of Chromium's version (Debian: apt-get install chromium-driver; or set CHROMEDRIVER)"; }

has_firefox() { find_firefox >/dev/null; }
get_firefox() { want_apt firefox-esr firefox; }
advise_firefox() { say "Firefox 147 or newer (Debian: apt-get install firefox-esr; or set FIREFOX)"; }

has_openssl() { have openssl; }
get_openssl() { want_apt openssl; }
advise_openssl() { say "openssl, for the practice site's temporary certificate (Debian: apt-get install openssl)"; }

# A page without any font has no size, and what has no size is not read.
has_fonts() {
  case $(uname -s) in Linux) ;; *) return 0 ;; esac
  [ -n "$(find /usr/share/fonts /usr/local/share/fonts "$HOME/.local/share/fonts" "$HOME/.fonts" \
    \( -name '*.ttf' -o -name '*.otf' -o -name '*.ttc' -o -name '*.pfb' \) -print -quit 2>/dev/null)" ]
}
get_fonts() { want_apt fonts-dejavu-core; }
advise_fonts() { say "at least one font (Debian: apt-get install fonts-dejavu-core)"; }

# --- what is in use --------------------------------------------------------------------------------------------------

print_tools() {
  local wasm
  case $wasm_kind in
    rustup) wasm="Rust $(rust_release rustc)" ;;
    debian) wasm="Debian's Rust $(rust_release "$debian_rustc") (fallback; packages are marked -dev)" ;;
  esac
  say "All is here:"
  printf '  %-13s %s\n' \
    Rust "$(rust_release rustc)" \
    WebAssembly "$wasm" \
    wasm-bindgen "$("$(find_wasm_bindgen)" --version | awk '{ print $2 }')" \
    Node "$(node --version | tr -d v)" \
    Chromium "$("$CHROMIUM" --version 2>/dev/null | awk '{ print $2 }') ($CHROMIUM)" \
    Firefox "$("$FIREFOX" --version 2>/dev/null | awk '{ print $3 }') ($FIREFOX)" \
    geckodriver "$("$GECKODRIVER" --version 2>/dev/null | awk 'NR == 1 { print $2 }')"
}
