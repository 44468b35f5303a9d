#!/usr/bin/env bash
# Builds, tests and packages Preflight. `./build.sh --help` lists what it can do.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=build/common.sh
. "$root/build/common.sh"
# shellcheck source=build/versions.sh
. "$root/build/versions.sh"
# shellcheck source=build/toolchain.sh
. "$root/build/toolchain.sh"
# shellcheck source=build/tools.sh
. "$root/build/tools.sh"
# shellcheck source=build/setup.sh
. "$root/build/setup.sh"
# shellcheck source=build/wasm.sh
. "$root/build/wasm.sh"
# shellcheck source=build/extension.sh
. "$root/build/extension.sh"
# shellcheck source=build/package.sh
. "$root/build/package.sh"
# shellcheck source=build/lint.sh
. "$root/build/lint.sh"
# shellcheck source=build/suites.sh
. "$root/build/suites.sh"
# shellcheck source=build/bench.sh
. "$root/build/bench.sh"
cd "$root"

help() {
  cat <<'TEXT'
Usage: ./build.sh [COMMAND]

  (none)     build the extensions into dist/chromium and dist/firefox
  setup      install what is missing: Rust target, browsers, tools
  demo       run the extension on the practice site (a window where there is a
             display, a table and screenshots in target/demo/ where there is none)
  test       run every test; the last line is `N passed, N failed`
  bench      run the benchmarks: `bench` all, `bench NAME...` some with their
             options (`--rounds=3`), `bench --list`
  lint       check formatting, types, permissions and the store's rules
  package    write dist/preflight-chromium.zip and dist/preflight-firefox.zip
  provoke    build dist/*-provoke, whose engine can be made to panic, for the tests
  licences   write docs/licences.md again
  id         print the fixed extension ids
  --help     this text

Every command first installs what it needs and does not find; `setup` does it all
at once. Environment:

  PREFLIGHT_WASM=rustup|debian   take this Rust toolchain for WebAssembly
  WASM_BINDGEN, CHROMIUM, CHROMEDRIVER, FIREFOX, GECKODRIVER   take this program
  XDG_CACHE_HOME                 tools are kept in its folder `preflight`
TEXT
}

# no_more ARGUMENT... : for commands that take none.
no_more() {
  [ $# -eq 0 ] || usage_error "unexpected argument \`$1\`"
}

main() {
  local command=${1-build}
  [ $# -eq 0 ] || shift
  case $command in
    build) no_more "$@"; ensure build; build_extensions; print_sizes || true ;;
    setup) no_more "$@"; setup ;;
    demo) ensure demo; build_extensions; demo "$@" ;;
    test) no_more "$@"; ensure test; run_tests ;;
    bench) bench "$@" ;;
    lint) no_more "$@"; ensure lint; run_lint ;;
    package) no_more "$@"; ensure build; make_packages ;;
    provoke) no_more "$@"; ensure build; build_extensions provoke ;;
    licences) no_more "$@"; ensure node; write_licences ;;
    id) no_more "$@"; ensure node; print_ids ;;
    -h | --help | help) help ;;
    *) usage_error "unknown command \`$command\`" ;;
  esac
}

main "$@"
