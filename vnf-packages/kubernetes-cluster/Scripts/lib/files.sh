# shellcheck shell=bash
# Files are written whole, and only when they change.

changed=no

# put FILE MODE: standard input becomes FILE. Sets changed=yes when it was not so before.
put() {
  local file=$render_root$1 mode=$2 new
  mkdir -p "$(dirname "$file")"
  new=$(mktemp "$file.XXXXXX")
  cat >"$new"
  chmod "$mode" "$new"
  if [ -e "$file" ] && cmp -s "$new" "$file" && [ "$(stat --format %a "$file")" = "${mode#0}" ]; then
    rm -f "$new"
    return
  fi
  mv -f "$new" "$file"
  # shellcheck disable=SC2034 # for the caller
  changed=yes
}

# A value between the quotes of a unit's Environment="...".
unit_value() {
  local value=$1
  [[ $value != *$'\n'* ]] || die "a value for a systemd unit has more than one line"
  value=${value//\\/\\\\}
  value=${value//\"/\\\"}
  printf '%s' "${value//%/%%}"
}
