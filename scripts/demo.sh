#!/usr/bin/env bash
# `make demo`: build what changed, then serve the demo towns with their web app. Arguments go to `preau demo`.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/say.sh
. scripts/packages.sh
. scripts/node.sh

need_rust
need_node
web_build_all
exec cargo run --quiet -p preau-server -- demo --web clients/family/dist "$@"
