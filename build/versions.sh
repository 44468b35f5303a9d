# shellcheck shell=bash
# Every version that is not already in Cargo.toml, Cargo.lock or package.json. Used by the other parts.
# shellcheck disable=SC2034

release_rust=1.95.0      # store packages come from this one, by rustup; any other makes a -dev build
geckodriver_version=0.37.1
node_least=20.19.0

# The command must be the very version of the library: they share an unstable format.
locked_version() {
  awk -v name="$1" '$0 == "name = \"" name "\"" { getline; gsub(/version = |"/, ""); print; exit }' "$root/Cargo.lock"
}
wasm_bindgen_version=$(locked_version wasm-bindgen)
rust_least=$(awk -F'"' '/^rust-version/ { print $2 }' "$root/Cargo.toml")
preflight_version=$(awk -F'"' '/^version/ { print $2; exit }' "$root/Cargo.toml")
