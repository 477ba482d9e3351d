#!/usr/bin/env bash
# `make check`: everything that can be judged without running a test. All steps run; the ones that failed are named last.
set -euo pipefail
cd "$(dirname "$0")/.."
for part in say packages node; do . "scripts/$part.sh"; done

table='' failures=0
step() {
  local name=$1 from=$SECONDS result=ok
  shift
  title "$name"
  ("$@") </dev/null || { result=FAILED; failures=$((failures + 1)); }
  table+=$(printf '%-40s %-8s %s' "$name" "$result" "$(took "$from")")$'\n'
}

clients() {
  local folder
  for folder in clients/*/; do
    grep -qs '"check":' "$folder/package.json" || continue
    npm_ready "${folder%/}" && (cd "$folder" && npm run --silent check) || return 1
  done
}

need_rust
need_node
step 'rustfmt' cargo fmt --all --check
step 'words, paths and sizes' scripts/words.sh
step 'which room names what' scripts/rooms.sh
if command -v shellcheck >/dev/null; then step 'shellcheck' shellcheck -s bash scripts/*.sh .ci/run; fi
step 'cargo-deny' scripts/deny.sh
step 'clippy' cargo clippy --quiet --workspace --all-targets -- -D warnings
step 'clients/schema.graphql is the schema' scripts/sdl.sh --check
step 'clients' clients

printf '\n%s' "$table"
if ((failures)); then die "$failures of the checks failed."; fi
