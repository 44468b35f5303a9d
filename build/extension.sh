# shellcheck shell=bash
# Puts the two unpacked extensions together, in dist/.

browsers=(chromium firefox)
wasm_budget=250000   # bytes, before compression
zip_budget=400000

assemble() { # BROWSER
  local dev=
  [ -z "$(dev_reasons)" ] || dev=--dev
  node "$root/build/assemble.mjs" "$1" "$pkg" "$root/dist/$1" ${dev:+"$dev"}
}

assemble_all() {
  local browser
  for browser in "${browsers[@]}"; do assemble "$browser"; done
}

build_extensions() {
  build_wasm
  step "put the extensions together in dist/" assemble_all
}

print_sizes() {
  node "$root/build/sizes.mjs" "$wasm_budget" "$zip_budget"
}

print_ids() {
  node "$root/build/ids.mjs"
}
