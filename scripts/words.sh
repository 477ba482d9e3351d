#!/usr/bin/env bash
# Words, paths and sizes that stay out of the project. Each finding is one line; there must be none.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/say.sh

findings=0
found() { # MESSAGE, with the places on standard input
  local place
  while IFS= read -r place; do
    note "$1: $place"
    findings=$((findings + 1))
  done
}

# Where a package came from on one machine is not where it comes from on the next.
found 'a download address in a lock file' < <(git grep -nIE '"resolved": *"https?:' -- '*.json' || true)
found 'the host of a package registry' < <(git grep -nIE 'https?://[^ "]*(registry|mirror|index)\.' -- . ':!Cargo.lock' || true)
found 'a path of the machine it was written on' < <(git grep -nIF "$PWD/" || true)
found 'a mark left behind' < <(git grep -nIwE 'FIX[M]E|X{3}' -- '*.rs' '*.ts' '*.tsx' '*.sh' || true)
found 'a test that waits or is left out' < <(
  git grep -nIE '#\[ignore|\b(test|it|describe)\.(skip|only)\(|tokio::time::sleep|thread::sleep|waitForTimeout' -- '*/tests/**' 'tests/**' '*.test.*' ':!*.sh' || true
)

# A name that says nothing; a file that no longer fits the eye.
found 'a name that says nothing' < <(git ls-files | grep -E '(^|/)(utils?|helpers?|common|misc)(\.[a-z]+|/)' || true)
found 'more than 400 lines' < <(
  git ls-files -z -- '*.rs' '*.ts' '*.tsx' '*.sh' | xargs -0 wc -l | awk '$1 > 400 && $2 != "total" { print $2 " (" $1 ")" }'
)

((findings == 0)) || die "$findings to put right."
