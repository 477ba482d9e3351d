# Runs test runners one after the other and adds up what they counted; sourced after say.sh.

total_passed=0 total_failed=0 total_skipped=0
counts_table=''

# Reads a runner's output: the closing lines of nextest, libtest, vitest, node's runner, or a plain "N passed, M failed".
closing_lines() {
  sed -E 's/\x1b\[[0-9;]*m//g' "$1" | grep -E \
    -e '^ *Summary \[.*tests? run:' \
    -e '^test result: ' \
    -e '^ *Tests +.*\([0-9]+\)' \
    -e '^(ℹ|#) (pass|fail|cancelled|skipped|todo) [0-9]+$' \
    -e '^[0-9]+ passed, [0-9]+ failed(, [0-9]+ skipped)?$' |
    sed -E 's/^(ℹ|#) ([a-z]+) ([0-9]+)$/\3 \2/' || true
}

# `sum_of WORDS`: the sum of the numbers that stand before one of WORDS (alternatives) on standard input.
sum_of() { grep -oE "[0-9]+ ($1)\b" | awk '{ n += $1 } END { print n + 0 }' || true; }

# `count NAME PASSED FAILED SKIPPED TIME`: adds a row to the table.
count() {
  total_passed=$((total_passed + $2)) total_failed=$((total_failed + $3)) total_skipped=$((total_skipped + $4))
  counts_table+=$(printf '%-26s %8d %8d %8d   %s' "$1" "$2" "$3" "$4" "$5")$'\n'
}

# `counted NAME FOLDER COMMAND…`: runs it there, shows its output and counts its tests. A runner that fails without
# saying which test did, or that ran none, counts as one failure.
counted() {
  local name=$1 folder=$2 from=$SECONDS code=0 log passed failed skipped
  shift 2
  title "$name"
  log=$scratch/$(tr -c 'a-z0-9\n' '-' <<<"$name").log
  (cd "$folder" && "$@") </dev/null 2>&1 | tee "$log" || code=$?
  passed=$(closing_lines "$log" | sum_of 'passed|pass')
  failed=$(closing_lines "$log" | sum_of 'failed|fail|exec failed|timed out|cancelled')
  skipped=$(closing_lines "$log" | sum_of 'skipped|ignored|filtered out|todo')
  if ((code != 0 && failed == 0)); then
    loud "$name: ended with code $code"
    failed=1
  elif ((passed + failed + skipped == 0)); then
    loud "$name: no test ran"
    failed=1
  fi
  count "$name" "$passed" "$failed" "$skipped" "$(took "$from")"
}

# `not_counted NAME WHY`: a runner that could not be started on this machine: one skipped row, said aloud.
not_counted() {
  loud "SKIPPED: $1: $2"
  count "$1" 0 0 1 'skipped'
}

# The table, and the sum alone on the last line. False when a test failed.
closing_table() {
  printf '\n%-26s %8s %8s %8s   %s\n' 'tests' 'passed' 'failed' 'skipped' 'time'
  printf '%s' "$counts_table"
  printf '\n%d passed, %d failed, %d skipped\n' "$total_passed" "$total_failed" "$total_skipped"
  ((total_failed == 0))
}
