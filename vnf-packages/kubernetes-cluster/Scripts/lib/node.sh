# shellcheck shell=bash
# kubeadm: makes the node, or finds it finished, or takes away what an earlier run left half-made.

readonly STATE=/var/lib/davit
readonly CONFIG=$STATE/kubeadm.yaml
readonly DONE=$STATE/node.done

install_node() {
  mkdir -p "$STATE"
  if is_finished; then
    say "Node $node_name is finished"
  else
    if is_half_made; then reset_node; fi
    if first_master; then
      create_cluster
    else
      join_cluster
    fi
    printf '%s %s\n' "$node_name" "$(endpoint)" >"$DONE"
  fi
  if first_master; then tell_how_to_join; fi
}

# Finished: an earlier run came to its end here, for this cluster, and the cluster still knows the node.
is_finished() {
  [ "$(cat "$DONE" 2>/dev/null || true)" = "$node_name $(endpoint)" ] && is_known_node
}

is_known_node() {
  kubectl --kubeconfig /etc/kubernetes/kubelet.conf --request-timeout 10s get node "$node_name" >/dev/null 2>&1
}

is_half_made() {
  [ -e "$DONE" ] || [ -e /etc/kubernetes/kubelet.conf ] || [ -e /etc/kubernetes/bootstrap-kubelet.conf ] ||
    [ -e /etc/kubernetes/admin.conf ] || [ -e /etc/kubernetes/pki/ca.crt ] || [ -n "$(ls -A /var/lib/etcd 2>/dev/null)" ]
}

# 'kubeadm reset' empties /var/lib/kubelet; the credentials of the registries there are not its own.
reset_node() {
  say "Taking away what an earlier run left half-made"
  rm -f "$DONE"
  if [ -e /var/lib/kubelet/config.json ]; then cp --preserve=mode /var/lib/kubelet/config.json "$STATE/config.json"; fi
  quietly "kubeadm reset" kubeadm reset --force --cri-socket "$(cri_socket "$version" "$runtime")"
  rm -rf /etc/kubernetes/pki /etc/kubernetes/manifests /var/lib/etcd
  mkdir -p /var/lib/kubelet
  if [ -e "$STATE/config.json" ]; then mv "$STATE/config.json" /var/lib/kubelet/config.json; fi
}

create_cluster() {
  local network
  network=$(network_manifest)
  render_init | put "$CONFIG" 0600
  if has_several_masters; then
    quietly "making the cluster's CA" kubeadm init phase certs ca --config "$CONFIG"
    balance_load
    wait_for 30 holds_cluster_ip || die "keepalived does not bring $cluster_ip up within 30 s ('journalctl -u keepalived' says why)"
  fi
  say "Creating the cluster ($node_name, Kubernetes $version, $runtime)"
  attempt "kubeadm init" kubeadm init --config "$CONFIG" --skip-token-print
  check_label
  say "Adding the pod network"
  render_network "$network" | attempt "adding the pod network" kubectl_admin apply --filename -
}

join_cluster() {
  render_join | put "$CONFIG" 0600
  say "Joining $(endpoint) as $node_name (Kubernetes $version, $runtime)"
  wait_for 60 answers "$cluster_ip" "$endpoint_port" || die "the cluster's API does not answer at $(endpoint) within 60 s"
  attempt "kubeadm join" kubeadm join --config "$CONFIG"
  is_known_node || die "kubeadm has joined, but the cluster does not know the node $node_name"
  if [ -z "$worker_ip" ]; then
    check_label
    balance_load
  fi
}

holds_cluster_ip() { ip -o -4 address show | grep -qF " $cluster_ip/"; }

# shellcheck disable=SC2016 # the inner shell expands them
answers() { timeout 3 bash -c 'exec 3<>"/dev/tcp/$0/$1"' "$1" "$2"; }

check_label() {
  local label
  label=$(control_plane_label "$version")
  kubectl_admin get nodes --selector "$label" --output name | grep -qx "node/$node_name" ||
    die "the node $node_name has no label $label after kubeadm"
}

kubectl_admin() { kubectl --kubeconfig "$(admin_kubeconfig "$version")" "$@"; }

# The package's own file wins over the bundle's.
network_manifest() {
  local own=$here/../Files/kubernetes/network.yaml name
  if [ -f "$own" ]; then
    echo "$own"
    return
  fi
  [ -z "$bundle" ] || name=$(manifest networkManifest)
  [ -n "${name:-}" ] || die "the package has no pod network: put its manifest into Files/kubernetes/network.yaml"
  bundled "$name"
}

# Some networks want to be told the pods' addresses; their manifests may say @POD_CIDR@ in place of them.
render_network() {
  local text
  text=$(cat "$1")
  printf '%s\n' "${text//@POD_CIDR@/$pod_cidr}"
}

# What the other nodes need, as the contract wants it printed. Tokens and keys are made anew in each run.
tell_how_to_join() {
  local value hash
  value=$(kubeadm token create --kubeconfig "$(admin_kubeconfig "$version")") || die "kubeadm token create failed"
  echo "token:$value"
  echo "server:https://$(endpoint)"
  cat /etc/kubernetes/pki/ca.crt
  hash=$(openssl x509 -pubkey -noout -in /etc/kubernetes/pki/ca.crt | openssl pkey -pubin -outform der | sha256sum)
  echo "ssl_ca_cert_hash:${hash%% *}"
  # Without the configuration kubeadm would ask the internet for the newest version.
  render_init | put "$CONFIG" 0600
  value=$(kubeadm init phase upload-certs --upload-certs --config "$CONFIG") || die "kubeadm init phase upload-certs failed"
  echo "certificate_key:${value##*$'\n'}"
}
