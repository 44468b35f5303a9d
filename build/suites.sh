# shellcheck shell=bash
# All tests. Each suite leaves `PASSED FAILED SECONDS LABEL` in a file of its own; the summary adds them up.

results="$out/results"

# record PASSED FAILED START_MS LABEL
record() {
  printf '%s %s %s %s\n' "$1" "$2" "$((($(now_ms) - $3) / 1000))" "$4" >"$results/$(now_ms)-${4//[^A-Za-z0-9]/-}"
}

# suite LABEL FORMAT COMMAND... : runs it and counts its tests by its own summary. A suite without tests is a failure.
suite() {
  local label=$1 format=$2 start counts
  shift 2
  start=$(now_ms)
  try "$label" "$@"
  counts=$(node "$root/build/results.mjs" "$format" "$tried_log" "$tried")
  # shellcheck disable=SC2086
  record $counts "$start" "$label"
  if [ "$tried" -ne 0 ] || [ "${counts#* }" != 0 ]; then
    [ "$tried" -ne 0 ] || say "  ✗ $label: ${counts% *} passed, ${counts#* } skipped, empty or failed"
    show_log "$tried_log"
  fi
}

native_tests() { cargo test --locked --no-fail-fast; }

# The files that hold tests for the browser, besides the library itself.
wasm_test_flags() {
  local file
  for file in "$root"/tests/*.rs; do
    if [ -f "$file" ] && grep -q wasm_bindgen_test "$file"; then
      printf -- '--test\n%s\n' "$(basename "$file" .rs)"
    fi
  done
}

wasm_tests() {
  local flags=() flag
  if grep -rq wasm_bindgen_test "$root/src"; then flags+=(--lib); fi
  while IFS= read -r flag; do flags+=("$flag"); done < <(wasm_test_flags)
  CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER="$(dirname "$(find_wasm_bindgen)")/wasm-bindgen-test-runner" \
    WASM_BINDGEN_TEST_TIMEOUT=120 \
    "${wasm_cargo[@]}" test --locked --no-fail-fast --target "$wasm_target" ${wasm_extra[@]+"${wasm_extra[@]}"} "${flags[@]}"
}

browser_tests() { node_tests "$root"/tests/browser/*.test.mjs; }
build_tests() { node_tests "$root"/tests/*.test.mjs; }

# node_tests FILE... : one file at a time; each drives a browser of its own.
node_tests() {
  [ -f "$1" ] || die "no test file ${1#"$root"/}"
  node --test --test-concurrency=1 --test-reporter=tap "$@"
}

lint_suite() {
  local start
  start=$(now_ms)
  all_lints
  record "$lint_passed" "$lint_failed" "$start" lint
}

packages_hold() {
  pack_all
  store_rules "$root/dist/preflight-firefox.zip"
  print_sizes
}

build_all() {
  build_extensions
  build_extensions provoke
}

# Two things at a time, for two cores: what cargo does for this machine, and what it does for the browser.
native_lane() {
  suite "native tests" cargo native_tests
}

browser_lane() {
  suite "build" once build_all
  [ "$tried" -eq 0 ] || return 0 # what builds on it cannot be run, and the failure is counted
  suite "packages: budgets and the store's rules" once packages_hold
  suite "packages: the same bytes from another folder" once rebuild_elsewhere
  suite "tests in headless Chromium (wasm-bindgen-test)" cargo wasm_tests
}

run_tests() {
  local start native watched=$plain
  start=$(now_ms)
  unset PREFLIGHT_BROWSER PREFLIGHT_DIST # they narrow a test that is being written
  rm -rf "$results"
  mkdir -p "$results"
  plain=1
  native_lane &
  native=$!
  # shellcheck disable=SC2064
  trap "kill_tree $native; exit 130" INT TERM
  browser_lane
  wait "$native" || true
  trap - INT TERM
  plain=$watched
  lint_suite
  suite "build script" node build_tests
  suite "the extension in Chromium and Firefox" node browser_tests
  summary "$start"
}

kill_tree() { # PID
  local child
  for child in $(pgrep -P "$1" 2>/dev/null); do kill_tree "$child"; done
  kill "$1" 2>/dev/null || true
}

summary() { # START_MS
  local passed=0 failed=0 file p f seconds label
  say
  for file in "$results"/*; do
    read -r p f seconds label <"$file"
    passed=$((passed + p))
    failed=$((failed + f))
    printf '  %-52s %5d passed %4d failed %5d s\n' "$label" "$p" "$f" "$seconds"
  done
  say "  all together $(since "$1")"
  say "$passed passed, $failed failed"
  [ "$failed" -eq 0 ]
}
