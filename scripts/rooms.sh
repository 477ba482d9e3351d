#!/usr/bin/env bash
# Which room may name what (ARCHITECTURE.md). Cargo keeps most of these arrows; this looks at the rest.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/say.sh

findings=0

# `never ROOM PATTERN`: no source file of ROOM names a crate or a thing that matches.
never() {
  local place
  while IFS= read -r place; do
    note "$1 must not name this: $place"
    findings=$((findings + 1))
  done < <(git grep -nIE "$2" -- "$1/src/*.rs" | grep -vE '^[^:]+:[0-9]+: *//' || true)
}

# `only ROOM ALLOWED…`: of our own rooms, ROOM's Cargo.toml depends on these alone (its tests may use more).
only() {
  local room=$1 named
  shift
  while IFS= read -r named; do
    [[ " $* " == *" $named "* ]] && continue
    note "$room must not depend on $named"
    findings=$((findings + 1))
  done < <(sed '/^\[dev-dependencies\]/,/^\[/d' "$room/Cargo.toml" | sed -nE 's/^preau-([a-z]+).*/\1/p')
}

only domain
only entities domain
only migrations
only services domain entities
only schema domain services entities
only server domain entities migrations services schema
only tests server

never domain '\b(tokio|sea_orm|async_graphql|axum|redis|rand)::|Utc::now|Local::now|SystemTime::now|Instant::now|\bf(32|64)\b'
never entities '\b(async_graphql|axum|redis|lettre)::'
never services '\b(async_graphql|axum|redis|lettre|sea_orm)::'
never schema '\b(sea_orm|axum|redis|lettre)::'
never migrations '\bpreau_entities\b'

((findings == 0)) || die "$findings to put right."
