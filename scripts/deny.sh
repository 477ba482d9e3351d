#!/usr/bin/env bash
# Licences, bans, sources and known weaknesses of the dependencies (deny.toml), by cargo-deny.
# The program is built once from its crate, in under a minute, and kept in target/tools.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/say.sh

version=0.20.2
tools=$PWD/target/tools
deny=$tools/bin/cargo-deny

if [ "$("$deny" --version 2>/dev/null)" != "cargo-deny $version" ]; then
  note "building cargo-deny $version into target/tools"
  # A debug build: it runs for four seconds, so building fast counts for more than running fast.
  CARGO_PROFILE_DEV_DEBUG=0 CARGO_TARGET_DIR=$tools/build cargo install cargo-deny --quiet --locked \
    --version "$version" --debug --no-default-features --root "$tools"
  rm -rf "$tools/build"
fi

"$deny" --log-level error --locked check --hide-inclusion-graph licenses bans sources

# The list of known weaknesses lives in a git repository of its own, which a closed network does not reach.
if timeout 60 "$deny" --log-level off fetch db >/dev/null 2>&1 </dev/null; then
  "$deny" --locked check --disable-fetch advisories
else
  loud "SKIPPED: the advisory database could not be fetched, so known weaknesses were not looked for."
fi
