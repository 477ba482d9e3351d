#!/usr/bin/env bash
# `make bench`: booking, calendar and simulation figures as ratios against a bare baseline of the same run, on a PostgreSQL that
# really writes to disk and a Redis, both started here and stopped at the end. Arguments go to the program.
set -euo pipefail
cd "$(dirname "$0")/.."
for part in say packages ports postgres redis; do . "scripts/$part.sh"; done

scratch=$(mktemp -d "${TMPDIR:-/tmp}/preau-bench.XXXXXX")
finish() { stop_redis; stop_postgres; rm -rf "$scratch"; }
trap finish EXIT
trap 'exit 130' INT TERM

need_rust
cargo build --release -p preau-tests --bin bench
start_postgres on || die 'PostgreSQL is needed to measure against, and could not be had here.'
start_redis || die 'Redis is needed to measure with, and could not be had here.'
export PREAU_TEST_DATABASE_URL=$postgres_url PREAU_TEST_REDIS_URL=$redis_url
# Found by a link or not, pgbench lies beside what the link leads to.
PREAU_PGBENCH=$(dirname "$(readlink -f "$postgres_bin/initdb")")/pgbench
export PREAU_PGBENCH

cargo run --quiet --release -p preau-tests --bin bench -- "$@"
