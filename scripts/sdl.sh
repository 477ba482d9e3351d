#!/usr/bin/env bash
# `make sdl`: write clients/schema.graphql from the server's schema. With --check: say whether it is up to date.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/say.sh

file=clients/schema.graphql
fresh=$(mktemp)
trap 'rm -f "$fresh"' EXIT
cargo run --quiet -p preau-server -- schema >"$fresh"

if [ "${1:-}" = --check ]; then
  diff -u "$file" "$fresh" >&2 || die "$file is not what the server serves: run 'make sdl' and commit it."
else
  cat "$fresh" >"$file"
fi
