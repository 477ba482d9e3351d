# A demo server for the suites that speak to it from outside; sourced after say.sh and ports.sh.
# It keeps its file in a folder of its own under $scratch, and knows none of the caller's configuration.

server_pid=''

# The instant at which its clock stands, so that a suite finds the same days in any season.
demo_instant=2026-11-09T08:30:00Z

# `start_demo_server NAME`: sets server_url, or is false.
start_demo_server() {
  local home=$scratch/$1 target=${CARGO_TARGET_DIR:-$PWD/target} web=$PWD/clients/family/dist port
  mkdir -p "$home"
  port=$(free_port)
  (cd "$home" && exec env -u DATABASE_URL -u REDIS_URL -u SMTP_URL -u PREAU_ORIGINS -u PREAU_PUBLIC_URL \
    "$target/debug/preau" demo --at "$demo_instant" --listen "127.0.0.1:$port" --web "$web" </dev/null >"$home/log" 2>&1) &
  server_pid=$!
  server_url="http://127.0.0.1:$port"
  await_port "$port" "$server_pid" 60 && return 0
  loud "the demo server did not start:"
  tail -n 20 "$home/log" >&2
  stop_server
  return 1
}

stop_server() {
  [ -n "$server_pid" ] || return 0
  kill "$server_pid" 2>/dev/null || true
  wait "$server_pid" 2>/dev/null || true
  server_pid=''
}
