# shellcheck shell=bash
# The store archives, and what must hold for them.

pack_all() {
  local browser
  for browser in "${browsers[@]}"; do
    node "$root/build/zip.mjs" "$root/dist/$browser" "$root/dist/preflight-$browser.zip"
  done
  write_build_note
}

# write_build_note : dist/BUILD.txt says what made the archives, so that another can make the same.
write_build_note() {
  local reasons browser
  reasons=$(dev_reasons)
  {
    if [ -z "$reasons" ]; then
      say "Preflight $preflight_version"
    else
      say "Preflight $preflight_version-dev: no store package, because"
      printf '%s\n' "$reasons" | sed 's/^/  * /'
    fi
    say
    say "rustc         $("$wasm_rustc" --version)"
    say "wasm-bindgen  $wasm_bindgen_version"
    say "binaryen      $(node -p 'require("./node_modules/binaryen/package.json").version')"
    say "node          $(node --version)"
    say
    for browser in "${browsers[@]}"; do
      say "$(node "$root/build/hash.mjs" "$root/dist/preflight-$browser.zip")  preflight-$browser.zip"
      say "$(node "$root/build/hash.mjs" "$root/dist/$browser")  what is in it, however packed"
    done
  } >"$root/dist/BUILD.txt"
}

# store_rules WHAT : Mozilla's linter over a zip or folder; no error and no warning may be left.
store_rules() { node "$root/build/store-rules.mjs" "$1"; }

make_packages() {
  build_extensions
  step "pack them" pack_all
  step "check the Firefox package by the store's rules" store_rules "$root/dist/preflight-firefox.zip"
  print_sizes
  cat "$root/dist/BUILD.txt"
}

# rebuild_elsewhere : the tracked sources, built from nothing in a folder of another name, give the same archives.
rebuild_elsewhere() {
  local there browser
  there=$(mktemp -d "${TMPDIR:-/tmp}/preflight again.XXXXXX")
  # shellcheck disable=SC2064
  trap "rm -rf '$there'" EXIT
  git -C "$root" ls-files -z --cached --others --exclude-standard \
    | while IFS= read -r -d '' file; do [ -e "$root/$file" ] && printf '%s\0' "$file"; done \
    | tar -C "$root" --null -T - -cf - | tar -C "$there" -xf -
  ln -s "$root/node_modules" "$there/node_modules"
  CI=1 "$there/build.sh"
  for browser in "${browsers[@]}"; do
    node "$there/build/zip.mjs" "$there/dist/$browser" "$there/$browser.zip"
    cmp "$root/dist/preflight-$browser.zip" "$there/$browser.zip"
  done
}
