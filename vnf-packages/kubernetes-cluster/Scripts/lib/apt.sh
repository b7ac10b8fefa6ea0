# shellcheck shell=bash
# Packages of the distribution: from the bundle's debs when it has any, else with apt's own sources.

apt_updated=no

# ensure COMMAND PACKAGE: the package is installed unless the command is there.
ensure() {
  command -v "$1" >/dev/null || install_packages "$2"
}

install_packages() {
  local debs=()
  command -v apt-get >/dev/null || die "$* must be installed, and this machine has no apt-get; install it in the image"
  if [ -n "$bundle" ]; then
    mapfile -t debs < <(manifest packages)
  fi
  export DEBIAN_FRONTEND=noninteractive
  if [ ${#debs[@]} -gt 0 ] && bundle_has "$*" "${debs[@]}"; then
    say "Installing $* from the bundle"
    mapfile -t debs < <(for deb in "${debs[@]}"; do bundled "$deb"; done)
    quietly "installing $* from the bundle" apt_get install --no-download "${debs[@]}"
    return
  fi
  say "Installing $*"
  if [ "$apt_updated" = no ]; then
    quietly "apt-get update" apt_get update
    apt_updated=yes
  fi
  quietly "apt-get install $*" apt_get install "$@"
}

apt_get() {
  apt-get --quiet --yes --no-install-recommends -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 -o Dpkg::Use-Pty=0 "$@"
}

# Whether there is a deb for each of the packages: names of debs are NAME_VERSION_ARCHITECTURE.deb.
bundle_has() {
  local wanted deb found
  for wanted in $1; do
    found=no
    for deb in "${@:2}"; do
      case ${deb##*/} in "${wanted}_"*) found=yes ;; esac
    done
    [ "$found" = yes ] || return 1
  done
}
