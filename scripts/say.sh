# Words on the terminal; sourced by the other scripts. Everything a person should read goes to standard error,
# so that standard output stays for results.

if [ -t 2 ]; then bold=$(printf '\033[1m') red=$(printf '\033[31m') yellow=$(printf '\033[33m') plain=$(printf '\033[0m')
else bold='' red='' yellow='' plain=''; fi

title() { printf '\n%s== %s%s\n' "$bold" "$*" "$plain" >&2; }
note() { printf '%s\n' "$*" >&2; }
loud() { printf '%s!! %s%s\n' "$yellow" "$*" "$plain" >&2; }
die() { printf '%s!! %s%s\n' "$red" "$*" "$plain" >&2; exit 1; }

# `took FROM`: the seconds since $SECONDS was FROM, as "1 min 05 s".
took() {
  local seconds=$((SECONDS - $1))
  if ((seconds < 60)); then printf '%d s' "$seconds"; else printf '%d min %02d s' $((seconds / 60)) $((seconds % 60)); fi
}
