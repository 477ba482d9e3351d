#!/usr/bin/env bash
# `make load`: opening day, against servers started here over a PostgreSQL that really writes to disk and a Redis, both
# stopped at the end; over SQLite with --store sqlite. Arguments go to the program (--help lists them).
set -euo pipefail
cd "$(dirname "$0")/.."
for part in say packages ports postgres redis; do . "scripts/$part.sh"; done

scratch=$(mktemp -d "${TMPDIR:-/tmp}/preau-load.XXXXXX")
finish() { stop_redis; stop_postgres; rm -rf "$scratch"; }
trap finish EXIT
trap 'exit 130' INT TERM

if (($# == 0)); then set -- --store postgres --servers 2; fi

need_rust
cargo build --release -p preau-tests --bin opening-day
if [[ " $* " =~ \ --store[\ =]postgres\  ]]; then
  start_postgres on || die 'PostgreSQL is needed to play on, and could not be had here.'
  start_redis || die 'Redis is needed to play with, and could not be had here.'
  export PREAU_TEST_DATABASE_URL=$postgres_url PREAU_TEST_REDIS_URL=$redis_url
fi

cargo run --quiet --release -p preau-tests --bin opening-day -- "$@"
