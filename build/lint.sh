# shellcheck shell=bash
# What every change must keep, beyond its tests. Each check is one line of output.

lint_failed=0
lint_passed=0

# check LABEL COMMAND... : like step, but the other checks still run.
check() {
  try "$@"
  if [ "$tried" -eq 0 ]; then
    lint_passed=$((lint_passed + 1))
  else
    lint_failed=$((lint_failed + 1))
    show_log "$tried_log"
  fi
}

lint_wasm_rust() {
  if [ "$wasm_kind" = rustup ]; then
    cargo clippy --locked --lib --target "$wasm_target" -- -D warnings
  else
    # The fallback toolchain has no clippy.
    RUSTFLAGS="-D warnings" "${wasm_cargo[@]}" check --locked --lib --target "$wasm_target" "${wasm_extra[@]}"
  fi
}

write_licences() { node "$root/build/licences.mjs"; }

lint_scripts() { shellcheck -x -a "$root/build.sh" "$root/.ci/run"; }

all_lints() {
  build_extensions # for the glue's types and the store's rules
  check "rustfmt" cargo fmt --check -- --color never
  check "clippy" cargo clippy --locked --all-targets -- -D warnings
  check "the engine for WebAssembly" lint_wasm_rust
  check "types of the JavaScript" "$root/node_modules/.bin/tsc" --project "$root/tsconfig.json"
  check "eslint" "$root/node_modules/.bin/eslint" --max-warnings 0 "$root"
  check "no HTML strings in Rust" node "$root/build/check-html.mjs"
  check "no file too long" node "$root/build/check-length.mjs"
  check "no download addresses in lock files" node "$root/build/check-locks.mjs"
  check "permissions as docs/permissions.md has them" node "$root/build/check-permissions.mjs"
  check "docs/licences.md is current" node "$root/build/licences.mjs" --check
  check "the store's rules" store_rules "$root/dist/firefox"
  if have shellcheck; then check "shellcheck" lint_scripts; fi
}

run_lint() {
  all_lints
  say "lint: $lint_passed passed, $lint_failed failed"
  [ "$lint_failed" -eq 0 ]
}
