# shellcheck shell=bash
# HTTP_PRIVATE_REGISTRIES of the documented contract, for callers that leave the wiring to this script. Davit's driver wires
# registries itself, before: what is there already is never touched.

connect_http_registries() {
  local registry list=()
  IFS=, read -r -a list <<<"${HTTP_PRIVATE_REGISTRIES:-}"
  list=("${list[@]//[\" ]/}")
  for registry in "${list[@]}"; do
    [ -n "$registry" ] || continue
    [[ $registry =~ ^[A-Za-z0-9.-]+(:[0-9]{1,5})?$ ]] || die "HTTP_PRIVATE_REGISTRIES names '$registry', which is no host:port"
    if [ "$runtime" = containerd ]; then render_http_host "$registry"; fi
  done
  if [ "$runtime" = docker ] && [ ${#list[@]} -gt 0 ]; then allow_http_in_docker "${list[@]}"; fi
}

render_http_host() {
  local file=/etc/containerd/certs.d/$1/hosts.toml
  [ ! -e "$render_root$file" ] || return 0
  put "$file" 0644 <<END
server = "http://$1"

[host."http://$1"]
  capabilities = ["pull", "resolve"]
END
}

allow_http_in_docker() {
  local registry missing=() file=/etc/docker/daemon.json
  for registry in "$@"; do
    grep -qsF "\"$registry\"" "$render_root$file" || missing+=("$registry")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  [ ! -e "$render_root$file" ] ||
    die "$file is there and its insecure-registries lack ${missing[*]}; add them, for this script does not change that file"
  printf '{\n  "insecure-registries": [%s]\n}\n' "$(printf ', "%s"' "$@" | tail -c +3)" | put "$file" 0644
  [ -n "$render_root" ] || quietly "making Docker read $file" systemctl reload docker
}
