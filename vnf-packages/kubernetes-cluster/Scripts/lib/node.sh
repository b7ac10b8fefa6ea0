# shellcheck shell=bash
# kubeadm: makes the node, or finds it finished, or takes away what an earlier run left half-made.

readonly CONFIG=$STATE/kubeadm.yaml

install_node() {
  if is_finished; then
    say "kubeadm has finished here before ($node_name)"
  else
    if first_master; then refuse_to_found_twice; fi
    if is_half_made; then reset_node; fi
    if first_master; then
      create_cluster
    else
      join_cluster
    fi
  fi
  # What follows kubeadm changes nothing when it is repeated.
  if first_master; then add_network; fi
  if [ -z "$worker_ip" ] && has_several_masters; then balance_load; fi
  if first_master; then tell_how_to_join; fi
}

# Whether kubeadm came to its end here, for this cluster. An API that is away for a moment (etcd elects a leader) says nothing
# about the node, and a node that may be fine is never reset.
is_finished() {
  grep -qsF "server: https://$(endpoint)" /etc/kubernetes/kubelet.conf || return 1
  wait_for 60 has_answer || die "this node has joined, but the cluster's API does not answer at $(endpoint)"
  [ "$(state_of_node)" = finished ]
}

has_answer() { [ "$(state_of_node)" != silence ]; }

is_known_node() { [[ $(state_of_node) =~ ^(finished|begun)$ ]]; }

# finished, begun, unknown (to this cluster) or silence. The last that kubeadm does is: for a worker, to have the cluster know
# it; for a further master, its label; for the first one, kube-proxy.
state_of_node() {
  local answer
  if ! answer=$(kubectl_kubelet get node "$node_name" --no-headers --show-labels 2>&1); then
    case $answer in
      *NotFound* | *Unauthorized* | *x509* | *'no such file'*) echo unknown ;;
      *) echo silence ;;
    esac
  elif [ -n "$worker_ip" ]; then
    echo finished
  elif [[ $answer != *"$(control_plane_label "$version")="* ]]; then
    echo begun
  elif ! first_master; then
    echo finished
  elif ! answer=$(kubectl_admin --namespace kube-system get daemonset kube-proxy --ignore-not-found --output name 2>&1); then
    echo silence
  else
    if [ -n "$answer" ]; then echo finished; else echo begun; fi
  fi
}

is_half_made() {
  [ -e /etc/kubernetes/kubelet.conf ] || [ -e /etc/kubernetes/bootstrap-kubelet.conf ] ||
    [ -e /etc/kubernetes/admin.conf ] || [ -e /etc/kubernetes/pki/ca.crt ] || [ -n "$(ls -A /var/lib/etcd 2>/dev/null)" ]
}

# 'kubeadm reset' empties /var/lib/kubelet; the credentials of the registries there are not its own.
reset_node() {
  say "Taking away what an earlier run left half-made"
  if ! first_master && is_known_node; then
    quietly "stopping the kubelet" systemctl stop kubelet
    wait_for 120 is_not_ready || die "the cluster still has a ready node $node_name, which could not be joined again"
  fi
  if [ -e /var/lib/kubelet/config.json ]; then cp --preserve=mode /var/lib/kubelet/config.json "$STATE/config.json"; fi
  quietly "kubeadm reset" kubeadm reset --force --cri-socket "$(cri_socket "$version" "$runtime")"
  rm -rf /etc/kubernetes/pki /etc/kubernetes/manifests /var/lib/etcd
  mkdir -p /var/lib/kubelet
  if [ -e "$STATE/config.json" ]; then mv "$STATE/config.json" /var/lib/kubelet/config.json; fi
}

# kubeadm joins no node whose name belongs to a ready one.
is_not_ready() {
  local path='{.status.conditions[?(@.type=="Ready")].status}'
  [ "$(kubectl_kubelet get node "$node_name" --output "jsonpath=$path")" != True ]
}

# A second "first master" would take the cluster's address away from the masters that are there.
refuse_to_found_twice() {
  local address
  for address in "${masters[@]}"; do
    [ "$address" = "$node_ip" ] || ! answers "$address" 6443 ||
      die "the master $address runs an API server already: join its cluster (-t, -s, -k), for this call would found another one"
  done
}

create_cluster() {
  network_manifest >/dev/null # rather now than after minutes
  render_init | put "$CONFIG" 0600
  if has_several_masters; then
    quietly "making the cluster's CA" kubeadm init phase certs ca --config "$CONFIG"
    balance_load
    wait_for 30 holds_cluster_ip || die "keepalived does not bring $cluster_ip up within 30 s ('journalctl -u keepalived' says why)"
  fi
  say "Creating the cluster ($node_name, Kubernetes $version, $runtime)"
  attempt "kubeadm init" kubeadm init --config "$CONFIG" --skip-token-print
  wait_for 60 is_finished_now || die "after kubeadm init the node $node_name is '$(state_of_node)'"
}

join_cluster() {
  render_join | put "$CONFIG" 0600
  say "Joining $(endpoint) as $node_name (Kubernetes $version, $runtime)"
  wait_for 60 answers "$cluster_ip" "$endpoint_port" || die "the cluster's API does not answer at $(endpoint) within 60 s"
  attempt "kubeadm join" kubeadm join --config "$CONFIG"
  wait_for 60 is_finished_now || die "after kubeadm join the node $node_name is '$(state_of_node)'"
}

holds_cluster_ip() { ip -o -4 address show | grep -qF " $cluster_ip/"; }

# shellcheck disable=SC2016 # the inner shell expands them
answers() { timeout 3 bash -c 'exec 3<>"/dev/tcp/$0/$1"' "$1" "$2"; }

is_finished_now() { [ "$(state_of_node)" = finished ]; }

kubectl_kubelet() { kubectl --kubeconfig /etc/kubernetes/kubelet.conf --request-timeout 10s "$@"; }

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

add_network() {
  local manifest
  manifest=$(network_manifest)
  say "Adding the pod network"
  render_network "$manifest" | attempt "adding the pod network" kubectl_admin apply --filename -
}

# Some networks want to be told the pods' addresses; their manifests may say @POD_CIDR@ in place of them, and @IMAGE_REPOSITORY@
# where their images come from the repository of the cluster's.
render_network() {
  local text
  text=$(cat "$1")
  [[ -n ${IMAGE_REPOSITORY:-} || $text != *@IMAGE_REPOSITORY@* ]] ||
    die "the pod network's manifest has @IMAGE_REPOSITORY@ in it, and there is none (image_repository)"
  text=${text//@IMAGE_REPOSITORY@/${IMAGE_REPOSITORY:-}}
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
