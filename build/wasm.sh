# shellcheck shell=bash
# Rust → one WebAssembly module and its JavaScript glue, in target/preflight/pkg. The same bytes from any folder.

pkg="$out/pkg"
# Edit these freely: a changed flag makes a new module.
wasm_bindgen_flags=(--target web --out-name preflight)
wasm_opt_flags=(-Os --enable-bulk-memory --enable-bulk-memory-opt --enable-mutable-globals --enable-multivalue
  --enable-nontrapping-float-to-int --enable-reference-types --enable-sign-ext)

# wasm_rustflags : takes every machine's own path out of the module. Separated as CARGO_ENCODED_RUSTFLAGS wants it.
wasm_rustflags() {
  local flags="--remap-path-prefix=$root=/preflight" from
  while IFS= read -r from; do
    flags+=$'\x1f'"--remap-path-prefix=$from=/crates"
  done < <(node "$root/build/crate-folders.mjs" "$wasm_target" "${wasm_cargo[@]}")
  if [ "$wasm_kind" = debian ]; then
    flags+=$'\x1f'"--remap-path-prefix=${debian_std%/library}=/rust"
  fi
  printf '%s' "$flags"
}

# compile_wasm : the raw module. Cargo knows best what changed.
compile_wasm() {
  CARGO_ENCODED_RUSTFLAGS=$(wasm_rustflags)
  export CARGO_ENCODED_RUSTFLAGS
  "${wasm_cargo[@]}" build --locked --lib --profile wasm --target "$wasm_target" ${wasm_extra[@]+"${wasm_extra[@]}"}
}

bind_wasm() { # RAW
  rm -rf "$pkg" "$out/bound"
  "$(find_wasm_bindgen)" "${wasm_bindgen_flags[@]}" --out-dir "$out/bound" "$1"
}

optimise_wasm() {
  "$root/node_modules/.bin/wasm-opt" "${wasm_opt_flags[@]}" "$out/bound/preflight_bg.wasm" -o "$out/bound/optimised.wasm"
  mv "$out/bound/optimised.wasm" "$out/bound/preflight_bg.wasm"
  mv "$out/bound" "$pkg"
}

build_wasm() {
  check_wasm_bindgen
  choose_wasm_toolchain
  local raw="$wasm_dir/$wasm_target/wasm/preflight.wasm" from
  step "compile the engine to WebAssembly" compile_wasm
  from="$(hash_of "$raw" "$root/package-lock.json") $wasm_bindgen_version ${wasm_bindgen_flags[*]} ${wasm_opt_flags[*]}"
  if ! unchanged "$out/pkg.stamp" "$from" || [ ! -f "$pkg/preflight_bg.wasm" ]; then
    step "make its JavaScript glue" bind_wasm "$raw"
    step "make it small" optimise_wasm
    stamp "$out/pkg.stamp" "$from"
  fi
}
