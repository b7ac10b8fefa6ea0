# shellcheck shell=bash
# Files are written whole; services take them over when they have changed since they last did.

# put FILE MODE: standard input becomes FILE.
put() {
  local file=$render_root$1 mode=$2 new
  mkdir -p "$(dirname "$file")"
  new=$(mktemp "$file.XXXXXX")
  cat >"$new"
  chmod "$mode" "$new"
  mv -f "$new" "$file"
}

# serve UNIT ACTION FILE...: the service runs, with these files as they are now. ACTION is restart or reload-or-restart; nothing
# is done to a service that has them already, also when an earlier run ended half-way.
serve() {
  local unit=$1 action=$2 sums stamp=$STATE/served.$1
  shift 2
  sums=$({ cat "$@" 2>/dev/null || true; } | sha256sum)
  quietly "systemctl daemon-reload" systemctl daemon-reload
  quietly "enabling $unit" systemctl enable "$unit"
  if [ "$(cat "$stamp" 2>/dev/null || true)" = "$sums" ]; then
    quietly "starting $unit" systemctl start "$unit"
  else
    quietly "loading the new configuration of $unit" systemctl "$action" "$unit"
    echo "$sums" >"$stamp"
  fi
}

# A value between the quotes of a unit's Environment="...".
unit_value() {
  local value=$1
  [[ $value != *$'\n'* ]] || die "a value for a systemd unit has more than one line"
  value=${value//\\/\\\\}
  value=${value//\"/\\\"}
  printf '%s' "${value//%/%%}"
}
