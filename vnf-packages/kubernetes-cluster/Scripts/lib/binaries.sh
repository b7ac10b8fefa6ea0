# shellcheck shell=bash
# kubeadm, kubelet, kubectl and the CNI plugins: from the bundle, as they are on the machine, or from an apt repository.

# Called first: everything else depends on the version.
choose_version() {
  if [ -n "$bundle" ]; then
    version=$(manifest kubernetesVersion)
    [[ $version =~ ^1\.[0-9]+\.[0-9]+$ ]] || die "the bundle's kubernetesVersion '$version' is not like 1.28.4"
    [ -z "${KUBERNETES_VERSION:-}" ] || [ "$KUBERNETES_VERSION" = "$version" ] ||
      die "KUBERNETES_VERSION is $KUBERNETES_VERSION, and the package's bundle has $version"
  else
    if ! command -v kubeadm >/dev/null || ! command -v kubelet >/dev/null; then install_from_apt; fi
    version=$(kubeadm version --output short)
    version=${version#v}
  fi
}

install_binaries() {
  local tool
  ensure conntrack conntrack
  ensure socat socat
  ensure iptables iptables
  if [ -n "$bundle" ]; then install_from_bundle; fi
  for tool in kubeadm kubelet kubectl; do
    command -v "$tool" >/dev/null || die "$tool is not on this machine, and the package has none"
  done
  if [ "$runtime" = containerd ] && needs_crictl "$version"; then
    command -v crictl >/dev/null ||
      die "kubeadm $version needs crictl with containerd, and there is none; put bin/crictl into the bundle (or use Docker)"
  fi
  quietly "enabling the kubelet" systemctl enable kubelet
}

install_from_bundle() {
  local file plugins
  while read -r file; do
    place "$(bundled "$file")" "/usr/local/bin/${file##*/}"
  done < <(manifest binaries)
  plugins=$(manifest cniPlugins)
  if [ -n "$plugins" ]; then
    for file in "$(bundled "$plugins")"/*; do
      place "$file" "/opt/cni/bin/${file##*/}"
    done
  fi
  render_kubelet_unit
  quietly "systemctl daemon-reload" systemctl daemon-reload
}

# A program that is running cannot be overwritten, only replaced.
place() {
  if cmp -s "$1" "$2"; then return; fi
  install -D -m 0755 "$1" "$2.new"
  mv -f "$2.new" "$2"
}

# As in kubeadm's own packages.
render_kubelet_unit() {
  put /etc/systemd/system/kubelet.service 0644 <<'END'
[Unit]
Description=kubelet, the node agent of Kubernetes
Wants=network-online.target
After=network-online.target

[Service]
ExecStart=/usr/local/bin/kubelet
Restart=always
StartLimitInterval=0
RestartSec=2

[Install]
WantedBy=multi-user.target
END
  put /etc/systemd/system/kubelet.service.d/10-kubeadm.conf 0644 <<'END'
[Service]
Environment="KUBELET_KUBECONFIG_ARGS=--bootstrap-kubeconfig=/etc/kubernetes/bootstrap-kubelet.conf --kubeconfig=/etc/kubernetes/kubelet.conf"
Environment="KUBELET_CONFIG_ARGS=--config=/var/lib/kubelet/config.yaml"
EnvironmentFile=-/var/lib/kubelet/kubeadm-flags.env
EnvironmentFile=-/etc/default/kubelet
ExecStart=
ExecStart=/usr/local/bin/kubelet $KUBELET_KUBECONFIG_ARGS $KUBELET_CONFIG_ARGS $KUBELET_KUBEADM_ARGS $KUBELET_EXTRA_ARGS
END
}

# The version that somebody wants: like 1.34 or 1.34.1; empty when the newest one will do.
wanted_version() {
  local file=$here/../Files/kubernetes/version wanted=${KUBERNETES_VERSION:-}
  if [ -z "$wanted" ] && [ -f "$file" ]; then read -r wanted <"$file" || true; fi
  [ -z "$wanted" ] || [[ $wanted =~ ^1\.[0-9]+(\.[0-9]+)?$ ]] ||
    die "the wanted version '$wanted' (KUBERNETES_VERSION, or Files/kubernetes/version of the package) is not like 1.34 or 1.34.1"
  echo "$wanted"
}

# From the package's own apt source when it has one, else from the distribution's when they have it, else from upstream.
install_from_apt() {
  local own=$here/../Files/kubernetes/apt.sources wanted pin=''
  wanted=$(wanted_version)
  if [ -f "$own" ]; then
    say "Adding the package's apt source"
    put /etc/apt/sources.list.d/davit-kubernetes.sources 0644 <"$own"
  fi
  quietly "apt-get update" apt_get update
  apt_updated=yes
  if [ -z "$(apt-cache search --names-only '^kubeadm$')" ]; then
    [ ! -f "$own" ] || die "the apt source of the package (Files/kubernetes/apt.sources) has no kubeadm"
    add_upstream_repository "$(upstream_repository "${wanted:-$DEFAULT_KUBERNETES_VERSION}")"
  fi
  case $wanted in
    '') ;;
    *.*.*) pin="=$wanted-*" ;;
    *) pin="=$wanted.*" ;;
  esac
  say "Installing kubeadm, kubelet and kubectl with apt-get"
  quietly "installing Kubernetes ${wanted:-(newest)} with apt-get" apt_get install "kubelet$pin" "kubeadm$pin" "kubectl$pin"
  quietly "holding Kubernetes at its version" apt-mark hold kubelet kubeadm kubectl
}

add_upstream_repository() {
  local keyring=/etc/apt/keyrings/kubernetes.gpg
  ensure curl curl
  ensure gpg gpg
  say "Adding $1"
  mkdir -p "${keyring%/*}"
  curl --fail --silent --show-error --location --retry 3 --max-time 60 "${1}Release.key" |
    gpg --batch --yes --dearmor --output "$keyring" || die "the key of $1 cannot be had"
  printf 'deb [signed-by=%s] %s /\n' "$keyring" "$1" | put /etc/apt/sources.list.d/kubernetes.list 0644
  quietly "apt-get update with $1" apt_get update
}
