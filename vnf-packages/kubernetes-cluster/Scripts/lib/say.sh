# shellcheck shell=bash
# What the script says: progress on standard output, errors on standard error. The last line of an error says what failed.

# What the script remembers from run to run.
readonly STATE=/var/lib/davit

say() { echo "== $*"; }

# The exit status after a message; a shell around a subshell that died of it has nothing to add.
readonly SAID=3

die() {
  echo "install_k8s_cluster.sh: $*" >&2
  exit "$SAID"
}

# For what no message of its own was written for.
unexpected() {
  trap - ERR
  [ "$1" -ne "$SAID" ] || exit "$SAID"
  # Never the words of the command: they may hold a secret.
  die "$(printf '%s' "${2%% *}") ended with exit status $1 (${BASH_SOURCE[1]##*/} line ${BASH_LINENO[0]})"
}

# attempt WHAT COMMAND...: runs it with its output shown; when it fails, the last line names WHAT.
attempt() {
  local what=$1 status=0
  shift
  "$@" || status=$?
  [ "$status" -eq 0 ] || die "$what failed with exit status $status; its messages are above"
}

# quietly WHAT COMMAND...: the same, with the output shown only when it fails.
quietly() {
  local what=$1 output status=0
  shift
  output=$("$@" 2>&1) || status=$?
  [ "$status" -eq 0 ] && return
  printf '%s\n' "$output" | tail -n 20 >&2
  die "$what failed with exit status $status; its last lines are above"
}

# wait_for SECONDS COMMAND...: whether it succeeds within that time.
wait_for() {
  local end=$((SECONDS + $1))
  shift
  until "$@" >/dev/null 2>&1; do
    [ "$SECONDS" -lt "$end" ] || return 1
    sleep 0.5
  done
}

require_root() { [ "$(id -u)" -eq 0 ] || die "run as root (sudo); this is user $(id -un)"; }
