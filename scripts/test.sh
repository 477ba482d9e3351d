#!/usr/bin/env bash
# `make test`: every test, on both stores, with what they need started here and stopped at the end.
# Arguments choose some of the parts: rust, clients, door, walk.
set -euo pipefail
cd "$(dirname "$0")/.."
for part in say packages ports node postgres redis server counts; do . "scripts/$part.sh"; done

started=$SECONDS
scratch=$(mktemp -d "${TMPDIR:-/tmp}/preau-test.XXXXXX")
finish() { stop_server; stop_redis; stop_postgres; rm -rf "$scratch"; }
trap finish EXIT
trap 'exit 130' INT TERM

wanted=" ${*:-rust clients door walk} "
chosen() { [[ $wanted == *" $1 "* ]]; }

# What to leave out when a store cannot be had: the tests that name it in their path.
without=()
stores() {
  title 'stores for the tests'
  if start_postgres off; then export PREAU_TEST_DATABASE_URL=$postgres_url; else without=(postgres); fi
  if start_redis; then export PREAU_TEST_REDIS_URL=$redis_url; else without=(postgres redis); fi
}

rust_tests() {
  local pattern nextest=() libtest=() name
  export RUST_BACKTRACE=1
  for name in "${without[@]}"; do libtest+=(--skip "$name::"); done
  if ((${#without[@]})); then
    pattern=$(IFS='|'; printf '(%s)::' "${without[*]}")
    nextest=(-E "not test(/$pattern/)")
  fi
  if cargo nextest --version >/dev/null 2>&1; then
    ((${#without[@]} == 0)) || left_out cargo nextest list --workspace -T oneline -E "test(/$pattern/)"
    counted 'Rust tests' . cargo nextest run --workspace --no-fail-fast "${nextest[@]}"
  else
    ((${#without[@]} == 0)) || left_out list_libtests "$pattern"
    counted 'Rust tests' . cargo test --workspace --all-targets --no-fail-fast -- "${libtest[@]}"
  fi
}

list_libtests() { cargo test --workspace --all-targets -- --list | grep -E "$1.*: test$" | sed 's/: test$//'; }

# `left_out COMMAND…`: says aloud which tests, as COMMAND lists them, are not run.
left_out() {
  loud "SKIPPED: these tests need a store that cannot be had here (${without[*]}):"
  "$@" 2>/dev/null | sed 's/^/     /' >&2 || true
}

client_tests() {
  local folder
  for folder in clients/*/; do
    folder=${folder%/}
    grep -qs '"test":' "$folder/package.json" || continue
    npm_ready "$folder"
    counted "$folder" "$folder" env NO_COLOR=1 npm test --silent
  done
}

# `outside NAME FOLDER SCRIPT`: an npm script of FOLDER against a demo server of its own.
outside() {
  npm_ready "$2"
  if start_demo_server "$3"; then
    counted "$1" "$2" env NO_COLOR=1 PREAU_URL="$server_url" PREAU_NOW="$demo_instant" npm run --silent "$3"
    stop_server
  else
    count "$1" 0 1 0 'no server'
  fi
}

if chosen rust; then stores; need_rust; rust_tests; stop_redis; stop_postgres; fi
if chosen clients || chosen door || chosen walk; then need_node; fi
if chosen clients; then client_tests; fi
if chosen door || chosen walk; then
  title 'demo server for the suites that speak to it from outside'
  web_build_all
  cargo build --quiet -p preau-server
fi
if chosen door; then outside 'the door' tests/door test; fi
if chosen walk; then
  if want chromium chromium fonts-dejavu-core; then outside 'the walk in Chromium' clients/family e2e
  else not_counted 'the walk in Chromium' 'there is no Chromium, and it could not be installed'; fi
fi

note ''
if ((${#without[@]})); then loud "SKIPPED: the tests that need a store which cannot be had here (${without[*]}); named above."; fi
note "all in $(took "$started")"
closing_table
