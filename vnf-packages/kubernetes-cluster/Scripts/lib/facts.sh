# shellcheck shell=bash
# shellcheck disable=SC2034 # the variables are for the other parts
# What the machine says of itself. When only files are rendered, the environment says it: KUBERNETES_VERSION, CONTAINER_RUNTIME,
# CONTAINERD_VERSION, PAUSE_IMAGE, CGROUP (v1 or v2), CGROUP_DRIVER, IN_CONTAINER (yes or no), NODE_ADDRESS, INTERFACE,
# PREFIX_LENGTH, KEEPALIVED_PASSWORD.

node_ip='' interface='' prefix_length='' node_name='' endpoint_port=''

# The node's own address: what -w says, or the one of -m that this machine has.
know_node() {
  if [ -n "$worker_ip" ]; then
    node_ip=$worker_ip
  else
    know_masters
  fi
  local role=master octet=${node_ip##*.}
  [ -z "$worker_ip" ] || role=worker
  node_name=${NODE_NAME:-$role$octet}
  [[ $node_name =~ ^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$ ]] || die "NODE_NAME '$node_name' is no name for a node"
  endpoint_port=6443
  if has_several_masters; then endpoint_port=16443; fi
}

know_masters() {
  local address
  for address in "${masters[@]}"; do
    if owns_address "$address"; then node_ip=$address; fi
  done
  [ -n "$node_ip" ] || die "none of the masters' addresses (-m ${masters[*]}) is on this machine"
}

owns_address() {
  local words
  if [ -n "$render_root" ]; then
    [ "$1" = "$NODE_ADDRESS" ] || return 1
    interface=$INTERFACE prefix_length=$PREFIX_LENGTH
    return
  fi
  # Fields of 'ip -o': index, interface, inet, address/prefix.
  read -r -a words <<<"$(ip -o -4 address show | awk -v want="$1" '{ split($4, part, "/"); if (part[1] == want) print }')"
  [ ${#words[@]} -gt 3 ] || return 1
  interface=${words[1]} prefix_length=${words[3]#*/}
}

has_several_masters() {
  if [ -n "$worker_ip" ]; then
    [ "${ha_flag:-False}" = True ]
  else
    [ ${#masters[@]} -gt 1 ]
  fi
}

endpoint() { echo "$cluster_ip:$endpoint_port"; }

in_container() {
  if [ -n "$render_root" ]; then
    [ "${IN_CONTAINER:-no}" = yes ]
  else
    systemd-detect-virt --quiet --container
  fi
}

cgroup_version() {
  if [ -n "$render_root" ]; then
    echo "${CGROUP:-v2}"
  elif [ "$(stat --file-system --format %T /sys/fs/cgroup)" = cgroup2fs ]; then
    echo v2
  else
    echo v1
  fi
}

# The kubelet and the runtime must agree. Docker has been told by somebody else; containerd is told by us.
cgroup_driver() {
  if [ -n "$render_root" ]; then
    echo "${CGROUP_DRIVER:-systemd}"
  elif [ "$runtime" = docker ]; then
    docker info --format '{{.CgroupDriver}}'
  elif [ -d /run/systemd/system ] && [ "$(cgroup_version)" = v2 ]; then
    echo systemd
  else
    echo cgroupfs
  fi
}

containerd_version() {
  local words
  if [ -n "$render_root" ]; then
    echo "$CONTAINERD_VERSION"
    return
  fi
  # 'containerd github.com/containerd/containerd 1.6.20~ds1 ...', with a v before the number in upstream's builds.
  read -r -a words <<<"$(containerd --version)"
  echo "${words[2]#v}"
}
