# A throwaway Redis on a private port, keeping nothing; sourced by the other scripts after say.sh, packages.sh and ports.sh.

redis_pid=''

# Sets redis_url, or is false when Redis cannot be had here.
start_redis() {
  local attempt port
  want redis-server redis-server || return 1
  for attempt in 1 2 3; do
    port=$(free_port)
    redis-server --port "$port" --bind 127.0.0.1 --save '' --appendonly no --dir "$scratch" \
      --logfile "$scratch/redis.log" </dev/null >/dev/null 2>&1 &
    redis_pid=$!
    if await_port "$port" "$redis_pid" 20; then
      redis_url="redis://127.0.0.1:$port"
      note "Redis $(redis-server --version | grep -oE 'v=[0-9.]+' | cut -c3-) on port $port"
      return 0
    fi
    stop_redis
    note "Redis did not start on port $port (attempt $attempt)"
  done
  tail -n 20 "$scratch/redis.log" >&2
  return 1
}

stop_redis() {
  [ -n "$redis_pid" ] || return 0
  kill "$redis_pid" 2>/dev/null || true
  wait "$redis_pid" 2>/dev/null || true
  redis_pid=''
}
