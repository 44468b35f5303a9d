# shellcheck shell=bash
# How the script speaks, and small helpers. Sourced by build.sh, which sets `root`.

out="$root/target/preflight"   # everything in between that is ours
logs="$out/logs"
export CARGO_TARGET_DIR="$root/target"
export CARGO_TERM_COLOR=never

# A plain transcript (no moving line) where nobody watches.
plain=1
[ -t 1 ] && [ -z "${CI-}" ] && plain=

say() { printf '%s\n' "$*"; }

die() {
  printf 'build.sh: %s\n' "$*" >&2
  exit 1
}

usage_error() {
  printf 'build.sh: %s; ./build.sh --help lists the commands\n' "$*" >&2
  exit 2
}

have() { command -v "$1" >/dev/null 2>&1; }

now_ms() {
  local t=${EPOCHREALTIME-}
  if [ -n "$t" ]; then
    t=${t/[.,]/}
    printf '%s' "${t%???}"
  else
    printf '%s' "$(($(date +%s) * 1000))"
  fi
}

# since START_MS : "0.4 s", "2 min 05 s"
since() {
  local ms=$(($(now_ms) - $1))
  if [ "$ms" -lt 60000 ]; then
    printf '%d.%d s' $((ms / 1000)) $((ms % 1000 / 100))
  else
    printf '%d min %02d s' $((ms / 60000)) $((ms / 1000 % 60))
  fi
}

# version_at_least HAVE WANT
version_at_least() {
  [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]
}

# with_limit SECONDS COMMAND... : stops it after that time, where the system can.
with_limit() {
  local seconds=$1
  shift
  if have timeout; then timeout "$seconds" "$@"; else "$@"; fi
}

# heartbeat LABEL LOG START_MS : shows that a slow step is alive, until it is ended.
heartbeat() {
  local beats=0 last
  while sleep 1 >/dev/null 2>&1 && kill -0 $$ 2>/dev/null; do
    beats=$((beats + 1))
    if [ -n "$plain" ]; then
      [ $((beats % 30)) -ne 0 ] || say "  … $1, $(since "$3")"
    elif [ "$beats" -ge 2 ]; then
      last=$(tail -n 1 "$2" 2>/dev/null | tr -d '\r' | tr -cd '[:print:]' | cut -c1-60)
      printf '\r\033[K  … %s, %s  %s' "$1" "$(since "$3")" "$last"
    fi
  done
}

# try LABEL COMMAND... : runs it into a log, prints one line with its time. Never fails: sets `tried` to its status
# and `tried_log`, so that it can be called where `set -e` must stay in force inside the command.
try() {
  local label=$1 start pulse
  shift
  mkdir -p "$logs"
  tried_log="$logs/${label//[^A-Za-z0-9]/-}.log"
  start=$(now_ms)
  heartbeat "$label" "$tried_log" "$start" &
  pulse=$!
  tried=0
  set +e
  (
    set -e
    "$@"
  ) >"$tried_log" 2>&1 </dev/null
  tried=$?
  set -e
  kill "$pulse" 2>/dev/null || true
  wait "$pulse" 2>/dev/null || true
  [ -n "$plain" ] || printf '\r\033[K'
  if [ "$tried" -eq 0 ]; then
    say "  ✓ $label ($(since "$start"))"
  else
    say "  ✗ $label ($(since "$start"))"
  fi
}

# failures LOG : the lines that name a failure; an error that goes over several lines is told whole.
failures() {
  awk '
    { indent = match($0, /[^ ]/) - 1 }
    told && (indent > depth || indent < 0) { print; next }
    { told = 0 }
    /^ *(not ok |error(\[|:)|test .* FAILED$)/ { print; depth = indent; told = /error: *[|>]/ }' "$1"
}

# show_log LOG : what a failed step says of its failures, and the end of its output.
show_log() {
  if [ "$(wc -l <"$1")" -gt 60 ]; then
    { failures "$1" || true; } | head -n 60 | sed 's/^/      /'
    say "      …"
  fi
  tail -n 60 "$1" | sed 's/^/      /'
  say "      (all of it: ${1#"$root"/})"
}

# step LABEL COMMAND... : like try, and ends the script where it fails.
step() {
  try "$@"
  [ "$tried" -eq 0 ] && return
  show_log "$tried_log"
  die "$1 failed"
}

# hash_of FILE... : one hash over the contents.
hash_of() { git hash-object --no-filters -- "$@" | git hash-object --stdin; }

# unchanged STAMP HASH / stamp STAMP HASH : was this already made from the same?
unchanged() { [ -f "$1" ] && [ "$(cat "$1")" = "$2" ]; }
stamp() {
  mkdir -p "$(dirname "$1")"
  printf '%s\n' "$2" >"$1"
}
