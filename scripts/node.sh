# Node.js and npm for the web app and its tests; sourced by the other scripts after say.sh and packages.sh.
# The apps bring their own newer Node.js from npm: the system's only has to be able to run npm.

node_version=22.23.3 # what an older system's npm fetches, the same as clients/family asks for

need_node() {
  need node nodejs npm
  need npm npm
  local major
  major=$(node --version | sed -E 's/^v([0-9]+).*/\1/')
  if ((major < 20)); then
    local home=$PWD/target/tools/node
    note "Node.js $(node --version) is older than 20: taking $node_version from npm"
    [ -x "$home/node_modules/.bin/node" ] ||
      npm install --prefix "$home" --no-save --no-audit --no-fund "node@$node_version" >&2 ||
      die "Node.js 20 or newer is needed: install it and try again."
    export PATH="$home/node_modules/.bin:$PATH"
  fi
}

# `fingerprint PATH…`: one line that changes when any file under the paths does.
fingerprint() {
  find "$@" \( -name node_modules -o -name dist \) -prune -o -type f -print0 | LC_ALL=C sort -z |
    xargs -0 sha256sum | sha256sum | cut -d' ' -f1
}

# `npm_ready FOLDER`: its packages as its lock file says, fetched only when that file changed.
npm_ready() {
  local folder=$1 stamp="$1/node_modules/.preau-lock"
  local now
  now=$(sha256sum <"$folder/package-lock.json")
  [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$now" ] && return 0
  note "fetching the packages of $folder"
  (cd "$folder" && npm ci --no-audit --no-fund --loglevel=error </dev/null >&2) || die "npm ci failed in $folder"
  mkdir -p "$folder/node_modules"
  printf '%s\n' "$now" >"$stamp"
}

# `web_build FOLDER`: its dist/, built only when its sources or the documents it shares changed.
web_build() {
  local folder=$1 stamp="$1/node_modules/.preau-built"
  local now
  npm_ready "$folder"
  now=$(fingerprint "$folder" clients/documents clients/schema.graphql)
  [ -d "$folder/dist" ] && [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$now" ] && return 0
  note "building $folder"
  (cd "$folder" && npm run --silent build </dev/null >&2) || die "the build of $folder failed"
  fingerprint "$folder" clients/documents clients/schema.graphql >"$stamp"
}

# The web apps that the server can show.
web_build_all() {
  local folder
  for folder in clients/family clients/graphiql; do
    if [ -f "$folder/package.json" ]; then web_build "$folder"; fi
  done
}
