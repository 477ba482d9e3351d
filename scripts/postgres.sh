# A throwaway PostgreSQL on a private port; sourced by the other scripts after say.sh, packages.sh and ports.sh.
# Its files are in a folder of its own under $scratch (made by the caller); nothing of a server that runs
# already is used or touched. Setting fsync: off for tests, on for measurements.

postgres_bin='' # the folder of initdb and pg_ctl, once found
postgres_data=''
postgres_as=()  # how to run a command as the user that owns the data

# Debian keeps its server programs out of PATH, one folder per version: the newest wins.
find_postgres() {
  local folder
  while read -r folder; do
    if [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ] && [ -x "$folder/postgres" ]; then
      postgres_bin=$folder
      return 0
    fi
  done < <(
    if [ -n "${PREAU_POSTGRES_BIN+set}" ]; then printf '%s\n' "$PREAU_POSTGRES_BIN" && exit; fi
    if command -v initdb >/dev/null; then dirname "$(command -v initdb)"; fi
    find /usr/lib/postgresql /usr/local/opt /opt/homebrew/opt -maxdepth 2 -name bin 2>/dev/null | sort -rV || true
  )
  return 1
}

# PostgreSQL refuses to run as root: then it runs as its own user, or as any other that owns nothing.
choose_postgres_user() {
  postgres_as=()
  [ "$(id -u)" = 0 ] || return 0
  local user
  for user in postgres nobody; do
    id "$user" >/dev/null 2>&1 || continue
    if command -v runuser >/dev/null; then postgres_as=(runuser -u "$user" --); else postgres_as=(setpriv --reuid "$user" --clear-groups); fi
    chown "$user" "$1"
    return 0
  done
  return 1
}

# `start_postgres on|off`: sets postgres_url, or is false when PostgreSQL cannot be had here.
start_postgres() {
  local fsync=$1 home=$scratch/postgres attempt port
  find_postgres || { install_packages postgresql && find_postgres; } || return 1
  mkdir -p "$home"
  chmod 711 "$scratch"
  choose_postgres_user "$home" || { loud "PostgreSQL does not run as root, and there is no user to run it as."; return 1; }
  (cd "$home" && "${postgres_as[@]}" "$postgres_bin/initdb" -D "$home/data" -U postgres --auth=trust --encoding=UTF8 \
    --locale=C --no-sync >"$scratch/initdb.log" 2>&1) || { loud "initdb failed:"; tail -n 20 "$scratch/initdb.log" >&2; return 1; }
  for attempt in 1 2 3; do
    port=$(free_port)
    if (cd "$home" && "${postgres_as[@]}" "$postgres_bin/pg_ctl" -D "$home/data" -l "$home/log" -w -t 60 -s start -o \
      "-p $port -k '$home' -c listen_addresses=127.0.0.1 -c max_connections=300 -c shared_buffers=256MB \
       -c fsync=$fsync -c full_page_writes=$fsync -c synchronous_commit=$fsync -c max_wal_size=2GB" </dev/null >&2); then
      postgres_data=$home/data
      postgres_url="postgres://postgres@127.0.0.1:$port/postgres"
      note "PostgreSQL $("$postgres_bin/postgres" --version | grep -oE '[0-9]+(\.[0-9]+)?' | head -n 1) on port $port (fsync $fsync)"
      return 0
    fi
    note "PostgreSQL did not start on port $port (attempt $attempt)"
  done
  tail -n 20 "$home/log" >&2
  return 1
}

stop_postgres() {
  [ -n "$postgres_data" ] || return 0
  (cd / && "${postgres_as[@]}" "$postgres_bin/pg_ctl" -D "$postgres_data" -m immediate -s stop) >/dev/null 2>&1 || true
  postgres_data=''
}
