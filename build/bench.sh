# shellcheck shell=bash
# The demo and the benchmarks: native ones are cargo benches (benches/NAME.rs), the browser's tests/bench/NAME.bench.mjs.

demo() {
  exec node "$root/tests/demo/demo.mjs" "$@"
}

# bench_files : the benchmarks, one a line.
bench_files() {
  find "$root/benches" "$root/tests/bench" -maxdepth 1 \( -name '*.rs' -o -name '*.bench.mjs' \) 2>/dev/null | LC_ALL=C sort
}

# bench_name FILE
bench_name() {
  local name
  name=$(basename "$1")
  name=${name%.rs}
  printf '%s' "${name%.bench.mjs}"
}

list_benches() {
  local file
  while IFS= read -r file; do
    [ -z "$file" ] || printf '%-20s %s\n' "$(bench_name "$file")" "${file#"$root"/}"
  done <<<"$(bench_files)"
}

run_bench() { # FILE [--OPTION...]
  local file=$1
  shift
  say "$(bench_name "$file")"
  case $file in
    *.rs) cargo bench --quiet --locked --bench "$(bench_name "$file")" -- "$@" ;;
    *) node "$file" "$@" ;;
  esac
}

bench() { # [--list | NAME... --OPTION...]
  local file name wanted=() options=() failed=0
  if [ "${1-}" = --list ]; then
    list_benches
    return
  fi
  [ -n "$(bench_files)" ] || die "there are no benchmarks (benches/*.rs, tests/bench/*.bench.mjs)"
  for name in "$@"; do
    if [[ $name == --* ]]; then
      options+=("$name")
      continue
    fi
    file=$(bench_files | grep -E "/$name(\.rs|\.bench\.mjs)\$" || true)
    [ -n "$file" ] || usage_error "no benchmark is called \`$name\` (./build.sh bench --list)"
    wanted+=("$file")
  done
  if [ ${#wanted[@]} -eq 0 ]; then
    [ ${#options[@]} -eq 0 ] || usage_error "name the benchmark that \`${options[0]}\` is for"
    while IFS= read -r file; do wanted+=("$file"); done < <(bench_files)
  fi
  ensure test
  build_extensions
  for file in "${wanted[@]}"; do
    run_bench "$file" ${options[@]+"${options[@]}"} || failed=1
  done
  [ "$failed" -eq 0 ] || die "a benchmark failed or is over its limit"
}
