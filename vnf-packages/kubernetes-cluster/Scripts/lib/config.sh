# shellcheck shell=bash
# kubeadm's configuration, for the version at hand.

render_init() {
  cat <<END
apiVersion: kubeadm.k8s.io/$(kubeadm_api "$version")
kind: InitConfiguration
localAPIEndpoint:
  advertiseAddress: $node_ip
  bindPort: 6443
$(render_registration)
---
apiVersion: kubeadm.k8s.io/$(kubeadm_api "$version")
kind: ClusterConfiguration
kubernetesVersion: v$version
controlPlaneEndpoint: "$(endpoint)"$(render_image_repository)
networking:
  podSubnet: $pod_cidr
  serviceSubnet: $service_cidr
apiServer:
  certSANs:
$(certificate_names | sort -u)
---
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
cgroupDriver: $(cgroup_driver)
END
  render_kubelet_fields
  cat <<'END'
---
apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
mode: iptables
END
  render_proxy_fields
}

render_image_repository() {
  [ -z "${IMAGE_REPOSITORY:-}" ] || printf '\nimageRepository: "%s"' "$IMAGE_REPOSITORY"
}

# What the API server is called: the cluster, its masters, and what API_SERVER_EXTRA_SANS adds (a floating IP, say).
certificate_names() {
  local name more=()
  IFS=, read -r -a more <<<"${API_SERVER_EXTRA_SANS:-}"
  for name in "$cluster_ip" "${masters[@]}" "${more[@]}"; do
    [[ $name =~ ^[A-Za-z0-9.:-]+$ ]] || die "API_SERVER_EXTRA_SANS names '$name', which is no address and no name"
    printf '  - "%s"\n' "$name"
  done
}

render_join() {
  cat <<END
apiVersion: kubeadm.k8s.io/$(kubeadm_api "$version")
kind: JoinConfiguration
discovery:
  bootstrapToken:
    apiServerEndpoint: "$(endpoint)"
    token: "$token"
    caCertHashes:
    - "sha256:$ca_hash"
END
  [ -n "$worker_ip" ] || cat <<END
controlPlane:
  certificateKey: "$certificate_key"
  localAPIEndpoint:
    advertiseAddress: $node_ip
    bindPort: 6443
END
  render_registration
}

render_registration() {
  local taint
  echo 'nodeRegistration:'
  echo "  name: $node_name"
  echo "  criSocket: $(cri_socket "$version" "$runtime")"
  if [ -z "$worker_ip" ]; then
    echo '  taints:'
    for taint in $(control_plane_taints "$version"); do
      printf '  - key: %s\n    effect: NoSchedule\n' "$taint"
    done
  else
    echo '  taints: []'
  fi
  echo '  kubeletExtraArgs:'
  extra_arguments "$version" 4 node-ip "$node_ip"
  if [ -n "${IMAGE_REPOSITORY:-}" ] && needs_pause_argument "$version"; then
    extra_arguments "$version" 4 pod-infra-container-image "$(pause_image)"
  fi
  # What a container sees of the machine below (swap, kernel modules) is not its own.
  if in_container; then printf '  ignorePreflightErrors:\n  - Swap\n  - SystemVerification\n'; fi
}

render_kubelet_fields() {
  kubelet_cgroup_fields "$version" "$(cgroup_version)"
  if in_container; then echo 'failSwapOn: false'; fi
}

# The connection table belongs to the machine below the container.
render_proxy_fields() {
  if in_container; then printf 'conntrack:\n  maxPerCore: 0\n  min: 0\n'; fi
}

# All files of a node, for looking at them (--render-only).
render_node() {
  version=$KUBERNETES_VERSION
  check_image_repository
  choose_runtime
  know_node
  render_system
  render_kubelet_unit
  render_runtime_proxy "$runtime"
  if [ "$runtime" = containerd ]; then
    render_containerd
    render_crictl
  else
    render_forwarding
  fi
  connect_http_registries
  if [ -z "$worker_ip" ] && has_several_masters; then
    render_haproxy
    render_keepalived
  fi
  if first_master; then
    render_init | put "$CONFIG" 0600
  else
    render_join | put "$CONFIG" 0600
  fi
}
