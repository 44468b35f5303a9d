# shellcheck shell=bash
# Rust → one WebAssembly module and its JavaScript glue, in target/preflight/pkg/wasm. The same bytes from any folder.
# A variant is a build with the cargo feature of that name, for tests; the empty variant is the real one.

# Edit these freely: a changed flag makes a new module.
# The standard library is built for size as well, and a panic is a trap without a message: the background says what failed.
# These are unstable, hence RUSTC_BOOTSTRAP; the release that makes store packages is fixed (`release_rust`).
wasm_build_flags=("-Zbuild-std=std,panic_abort" -Zbuild-std-features=optimize_for_size)
wasm_code_flags=(-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none)
# The reset function gives the background a fresh engine after a panic.
wasm_bindgen_flags=(--target web --out-name preflight --experimental-reset-state-function)
# Once as it comes, then twice and three times from flattened code, which finds what the compiler's own order hides. No trap is optimised away: a
# panic is one. After that, repeated constants become locals and the functions called most get the shortest numbers; these two would be
# undone by what comes before them. Last, what is imported and exported gets short names, which are printed for the glue.
wasm_opt_flags=(-Oz --flatten --rereloop -Oz -Oz --flatten --rereloop -Oz -Oz -Oz --const-hoisting --reorder-functions --low-memory-unused --strip-debug --strip-producers --strip-target-features --enable-bulk-memory --enable-bulk-memory-opt --enable-mutable-globals --enable-multivalue
  --enable-nontrapping-float-to-int --enable-reference-types --enable-sign-ext
  --minify-imports-and-exports-and-modules)

# pkg_of VARIANT : the folder of the result. It ends in `wasm`, as it does in the extension, so that types resolve.
pkg_of() { printf '%s' "$out/pkg${1:+-$1}/wasm"; }

# wasm_rustflags : takes every machine's own path out of the module. Separated as CARGO_ENCODED_RUSTFLAGS wants it.
wasm_rustflags() {
  local flags="--remap-path-prefix=$root=/preflight" flag from folders
  folders=$(node "$root/build/crate-folders.mjs" "$wasm_target" "${wasm_cargo[@]}") || return
  while IFS= read -r from; do
    [ -z "$from" ] || flags+=$'\x1f'"--remap-path-prefix=$from=/crates"
  done <<<"$folders"
  flags+=$'\x1f'"--remap-path-prefix=${wasm_std%/library}=/rust"
  for flag in "${wasm_code_flags[@]}"; do flags+=$'\x1f'$flag; done
  printf '%s' "$flags"
}

# compile_wasm VARIANT : the raw module. Cargo knows best what changed. Only the module is made, not the library for other
# crates beside it: cargo does not optimise across crates where a library is wanted as well.
compile_wasm() {
  CARGO_ENCODED_RUSTFLAGS=$(wasm_rustflags)
  export CARGO_ENCODED_RUSTFLAGS
  RUSTC_BOOTSTRAP=1 "${wasm_cargo[@]}" rustc --locked --lib --crate-type cdylib --profile wasm --target "$wasm_target" ${1:+--features "$1"} \
    "${wasm_build_flags[@]}"
}

bind_wasm() { # RAW BOUND
  rm -rf "$2"
  "$(find_wasm_bindgen)" "${wasm_bindgen_flags[@]}" --out-dir "$2" "$1"
}

optimise_wasm() { # BOUND PKG
  "$root/node_modules/.bin/wasm-opt" "${wasm_opt_flags[@]}" "$1/preflight_bg.wasm" -o "$1/optimised.wasm" |
    node "$root/build/short-names.mjs" "$1/preflight.js"
  mv "$1/optimised.wasm" "$1/preflight_bg.wasm"
  rm -rf "$2"
  mkdir -p "$(dirname "$2")"
  mv "$1" "$2"
}

build_wasm() { # VARIANT
  local pkg raw from of=${1:+ ($1)}
  check_wasm_bindgen
  choose_wasm_toolchain
  pkg=$(pkg_of "$1")
  raw="$wasm_dir/$wasm_target/wasm/preflight.wasm"
  step "compile the engine to WebAssembly$of" compile_wasm "$1"
  from="$(hash_of "$raw" "$root/package-lock.json" "$root/build/short-names.mjs") $wasm_bindgen_version ${wasm_bindgen_flags[*]} ${wasm_opt_flags[*]}"
  if ! unchanged "$pkg.stamp" "$from" || [ ! -f "$pkg/preflight_bg.wasm" ]; then
    step "make its JavaScript glue$of" bind_wasm "$raw" "$out/bound"
    step "make it small$of" optimise_wasm "$out/bound" "$pkg"
    stamp "$pkg.stamp" "$from"
  fi
}
