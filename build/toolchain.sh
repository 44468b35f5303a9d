# shellcheck shell=bash
# Which Rust makes the WebAssembly. Rustup's, with its wasm32 target (for the tests) and the standard library's sources
# (for the module), where they are there or can be added. Else Debian's rustc-web with its sources: good for trying and
# testing, marked -dev in packages.

wasm_target=wasm32-unknown-unknown
debian_rustc=/usr/bin/rustc
debian_cargo=/usr/bin/cargo
debian_std=/usr/lib/rustlib/src/rust/library

# rust_release RUSTC : 1.95.0
rust_release() { "$1" --version 2>/dev/null | awk '{ print $2 }'; }

rustup_std() { printf '%s/lib/rustlib/src/rust/library' "$(rustc --print sysroot)"; }

rustup_has_target() {
  local libs
  libs=$(rustc --print target-libdir --target "$wasm_target" 2>/dev/null) && [ -d "$libs" ] && [ -f "$(rustup_std)/Cargo.lock" ]
}

# The newest wasm-ld-NN, or a plain wasm-ld.
debian_linker() {
  local path best=
  for path in /usr/bin/wasm-ld-[0-9]*; do
    [ -x "$path" ] && best=$(printf '%s\n%s\n' "$best" "$path" | sort -V | tail -n 1)
  done
  [ -n "$best" ] || best=$(command -v wasm-ld || true)
  [ -n "$best" ] && printf '%s' "$best"
}

debian_has_all() {
  [ -x "$debian_cargo" ] && [ -d "$debian_std" ] && debian_linker >/dev/null \
    && version_at_least "$(rust_release "$debian_rustc")" "$rust_least"
}

# choose_wasm_toolchain : sets `wasm_kind` (rustup, debian or empty) and `wasm_cargo`, a command line up to `cargo`.
choose_wasm_toolchain() {
  local want=${PREFLIGHT_WASM:-auto}
  wasm_kind=
  case $want in
    auto | rustup | debian) ;;
    *) die "PREFLIGHT_WASM is \`$want\`; it may be \`rustup\` or \`debian\`" ;;
  esac
  if [ "$want" != debian ] && have rustc && rustup_has_target; then
    wasm_kind=rustup
    wasm_rustc=rustc
    wasm_std=$(rustup_std)
    wasm_dir="$root/target"
    wasm_extra=()
    wasm_cargo=(env CARGO_TARGET_DIR="$wasm_dir" cargo)
  elif [ "$want" != rustup ] && debian_has_all; then
    wasm_kind=debian
    wasm_rustc=$debian_rustc
    wasm_std=$debian_std
    wasm_dir="$root/target/debian"
    wasm_extra=("-Zbuild-std=std,panic_abort")
    wasm_cargo=(env RUSTC_BOOTSTRAP=1 RUSTC="$debian_rustc" CARGO_TARGET_DIR="$wasm_dir"
      CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER="$(debian_linker)" "$debian_cargo")
  fi
}

# dev_reasons : why a package made now would be no store package, one a line; nothing where it would be one.
dev_reasons() {
  if [ "$wasm_kind" != rustup ]; then
    say "the fallback toolchain made it"
  elif [ "$(rust_release rustc)" != "$release_rust" ]; then
    say "Rust $(rust_release rustc) made it, store packages take $release_rust"
  fi
  if [ -f "$wasm_bindgen_home/unlocked" ]; then
    say "the wasm-bindgen command was built with other dependencies than its own lock file names"
  fi
}
