# shellcheck shell=bash
# All that differs between versions of Kubernetes and containerd, and nothing else. Functions that take a version want one
# like 1.28.4; where a change came with a minor version, its number stands here once.

readonly DEFAULT_KUBERNETES_VERSION=1.34

minor() {
  local rest=${1#1.}
  echo "${rest%%.*}"
}

# kubeadm's configuration API: v1beta2 from 1.15, v1beta3 from 1.22, v1beta4 from 1.31.
kubeadm_api() {
  if [ "$(minor "$1")" -lt 22 ]; then
    echo v1beta2
  elif [ "$(minor "$1")" -lt 31 ]; then
    echo v1beta3
  else
    echo v1beta4
  fi
}

# Docker as a runtime without cri-dockerd: removed in 1.24.
has_dockershim() { [ "$(minor "$1")" -lt 24 ]; }

# Where the kubelet finds the runtime: a path up to 1.23, an address with a scheme from 1.24 on.
cri_socket() {
  case $2 in
    docker) echo /var/run/dockershim.sock ;;
    containerd)
      if [ "$(minor "$1")" -lt 24 ]; then
        echo /run/containerd/containerd.sock
      else
        echo unix:///run/containerd/containerd.sock
      fi
      ;;
  esac
}

# kubeadm runs crictl up to 1.31; later ones speak with the runtime themselves.
needs_crictl() { [ "$(minor "$1")" -lt 32 ]; }

# The kubelet must know the pause image, or it may clear it away: kubeadm tells it from 1.21 on, whatever the runtime is.
needs_pause_argument() { [ "$(minor "$1")" -lt 21 ]; }

# The label of masters: only the old one up to 1.19, both from 1.20, only the new one from 1.24.
control_plane_label() {
  if [ "$(minor "$1")" -lt 24 ]; then
    echo node-role.kubernetes.io/master
  else
    echo node-role.kubernetes.io/control-plane
  fi
}

# The taints of masters: the old one, both in 1.24, only the new one from 1.25.
control_plane_taints() {
  [ "$(minor "$1")" -gt 24 ] || echo node-role.kubernetes.io/master
  [ "$(minor "$1")" -lt 24 ] || echo node-role.kubernetes.io/control-plane
}

# From 1.29 on admin.conf has its rights from a binding that 'kubeadm init' makes late; super-admin.conf has them always, but
# lies on the first master only.
admin_kubeconfig() {
  if [ "$(minor "$1")" -ge 29 ] && [ -e /etc/kubernetes/super-admin.conf ]; then
    echo /etc/kubernetes/super-admin.conf
  else
    echo /etc/kubernetes/admin.conf
  fi
}

# The kubelet's fields for a machine with cgroup v1, which newer kubelets take for an error unless told (the field is there from
# 1.31).
kubelet_cgroup_fields() {
  [ "$2" = v2 ] || [ "$(minor "$1")" -lt 31 ] || echo 'failCgroupV1: false'
}

# containerd 1.x reads version 2 of its configuration, 2.x version 3, in which the plugins have other names.
containerd_config_version() {
  case $1 in
    1.*) echo 2 ;;
    *) echo 3 ;;
  esac
}

# The extra arguments of a component: a map up to v1beta3, a list from v1beta4 on. Pairs NAME VALUE...; indented by $2 blanks.
extra_arguments() {
  local version=$1 indent
  indent=$(printf '%*s' "$2" '')
  shift 2
  while [ $# -gt 0 ]; do
    if [ "$(kubeadm_api "$version")" = v1beta4 ]; then
      printf '%s- name: %s\n%s  value: "%s"\n' "$indent" "$1" "$indent" "$2"
    else
      printf '%s%s: "%s"\n' "$indent" "$1" "$2"
    fi
    shift 2
  done
}

# Upstream's apt repository has one folder for each minor version, from 1.24 on.
upstream_repository() { echo "https://pkgs.k8s.io/core:/stable:/v1.$(minor "$1")/deb/"; }
