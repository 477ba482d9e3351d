# Private ports on the loopback address; sourced by the other scripts.

# A port on which nobody listens, below those that the system hands out by itself.
free_port() {
  local port
  while :; do
    port=$((20000 + (RANDOM * 32768 + RANDOM) % 12000))
    listens "$port" || { printf '%s\n' "$port"; return; }
  done
}

# `listens PORT`: whether a connection is accepted there.
listens() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# `await_port PORT PID SECONDS`: until PORT listens; false when the process ended first or the time is over.
await_port() {
  local deadline=$((SECONDS + $3))
  until listens "$1"; do
    kill -0 "$2" 2>/dev/null || return 1
    ((SECONDS < deadline)) || return 1
    sleep 0.1
  done
}
