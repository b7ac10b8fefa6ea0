#!/bin/sh
# In front of runc. A machine whose capability bounding set lacks CAP_SYS_RESOURCE (bit 24) can grant neither that
# capability nor a negative oom_score_adj, and runc refuses the whole container for it. Exactly these two requests are
# taken out of the OCI configuration here; where the capability exists, or there is no jq, runc gets what it was given.
self=$(readlink -f "$0")
for runc in /usr/sbin/runc /usr/bin/runc /usr/local/bin/runc /usr/local/sbin/runc /snap/bin/runc; do
  [ -x "$runc" ] && [ "$(readlink -f "$runc")" != "$self" ] && break
  runc=
done
if [ -z "$runc" ]; then
  echo "$0: there is no runc in /usr/sbin, /usr/bin or /usr/local/bin; install the package runc" >&2
  exit 127
fi

bounding=$(sed -n 's/^CapBnd:[[:space:]]*//p' /proc/self/status)
if [ $(((0x$bounding >> 24) & 1)) -eq 0 ] && command -v jq >/dev/null 2>&1; then
  verb= bundle=. process= want=
  for word in "$@"; do
    case $want in
      bundle) bundle=$word want= ; continue ;;
      process) process=$word want= ; continue ;;
    esac
    case $word in
      create | run | restore | exec) [ -n "$verb" ] || verb=$word ;;
      --bundle | -b) want=bundle ;;
      --bundle=*) bundle=${word#*=} ;;
      --process | -p) want=process ;;
      --process=*) process=${word#*=} ;;
    esac
  done
  case $verb in
    create | run | restore) file=$bundle/config.json at=.process ;;
    exec) file=$process at=. ;;
    *) file= at=. ;;
  esac
  if [ -n "$file" ] && [ -f "$file" ]; then
    changed=$(mktemp) && jq -c "$at"' |= (
        (if (.capabilities | type) == "object" then .capabilities |= map_values(if type == "array" then . - ["CAP_SYS_RESOURCE"] else . end) else . end)
        | (if (.oomScoreAdj // 0) < 0 then .oomScoreAdj = 0 else . end))' "$file" >"$changed" && cat "$changed" >"$file"
    rm -f "$changed"
  fi
fi
exec "$runc" "$@"
