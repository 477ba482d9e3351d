# Programs that come from the system's packages; sourced by the other scripts.
# On Debian and its kin, as root, what is missing is installed; elsewhere the person is told what to install.

apt_updated=no

# `installable`: whether this script may install packages by itself.
installable() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }

# `install_packages PACKAGE…`: false when they cannot be had. No service is started by the way: a test server of ours
# must not leave a system's server behind it.
install_packages() {
  installable || return 1
  local log policy=/usr/sbin/policy-rc.d placed=no result=0
  log=$(mktemp)
  note "installing from the system's packages: $*"
  if [ "$apt_updated" = no ]; then apt-get update >"$log" 2>&1 || true; apt_updated=yes; fi
  if [ ! -e "$policy" ]; then printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod 755 "$policy" && placed=yes; fi
  DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" >>"$log" 2>&1 </dev/null || result=1
  if [ "$placed" = yes ]; then rm -f "$policy"; fi
  if [ "$result" != 0 ]; then loud "could not install: $*"; tail -n 5 "$log" >&2; fi
  rm -f "$log"
  return "$result"
}

# `want COMMAND PACKAGE…`: true when COMMAND is there, or could be installed from the packages named.
want() {
  local program=$1
  shift
  command -v "$program" >/dev/null && return 0
  install_packages "$@" && hash -r && command -v "$program" >/dev/null
}

# `need COMMAND PACKAGE…`: as `want`, but ends the script with clear words when COMMAND cannot be had.
need() {
  want "$@" || {
    local program=$1
    shift
    die "'$program' is needed. Install it (on Debian or Ubuntu: sudo apt-get install $*) and try again."
  }
}

# What compiling the server takes: cargo, which Debian's packages have too old, and a C compiler for SQLite.
need_rust() {
  command -v cargo >/dev/null || die "'cargo' is needed, with Rust 1.94 or newer: install it with rustup and try again."
  need cc gcc libc6-dev
}
