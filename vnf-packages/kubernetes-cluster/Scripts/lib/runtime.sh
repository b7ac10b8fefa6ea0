# shellcheck shell=bash
# The container runtime: containerd, or Docker where the version of Kubernetes can use it and it is there or asked for.

runtime='' version=''

install_runtime() {
  check_image_repository
  open_bundle
  choose_version
  choose_runtime
  prepare_system
  install_binaries
  case $runtime in
    docker) install_docker ;;
    containerd) install_containerd ;;
  esac
  load_images
}

choose_runtime() {
  runtime=${CONTAINER_RUNTIME:-}
  if [ -z "$runtime" ]; then
    runtime=containerd
    if has_dockershim "$version" && command -v dockerd >/dev/null; then runtime=docker; fi
  fi
  case $runtime in
    containerd) ;;
    docker) has_dockershim "$version" || die "CONTAINER_RUNTIME=docker: Kubernetes $version has no support for Docker any more" ;;
    *) die "CONTAINER_RUNTIME is '$runtime', not containerd or docker" ;;
  esac
}

install_docker() {
  ensure dockerd docker.io
  if has_proxy; then
    render_runtime_proxy docker
    serve docker restart "$(proxy_file docker)"
  else
    quietly "starting Docker" systemctl enable --now docker
  fi
  wait_for 60 docker info || die "Docker does not answer within 60 s ('journalctl -u docker' says why)"
  render_forwarding
  quietly "systemctl daemon-reload" systemctl daemon-reload
  quietly "letting pods' packets through" systemctl enable --now davit-forward.service
}

install_containerd() {
  ensure containerd containerd
  ensure runc runc
  render_containerd
  render_runtime_proxy containerd
  render_crictl
  systemctl cat containerd >/dev/null 2>&1 || render_containerd_unit
  serve containerd restart /etc/containerd/config.toml "$(proxy_file containerd)"
  wait_for 60 ctr version || die "containerd does not answer within 60 s ('journalctl -u containerd' says why)"
}

render_containerd() {
  local systemd=false containerd pause
  if [ "$(cgroup_driver)" = systemd ]; then systemd=true; fi
  containerd=$(containerd_version)
  pause=$(pause_image)
  "render_containerd_$(containerd_config_version "$containerd")" "$pause" "$systemd" | put /etc/containerd/config.toml 0644
}

render_containerd_2() {
  cat <<END
version = 2

[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "$1"

  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "/opt/cni/bin"
    conf_dir = "/etc/cni/net.d"

  [plugins."io.containerd.grpc.v1.cri".containerd]
    default_runtime_name = "runc"

    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
      runtime_type = "io.containerd.runc.v2"

      [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
        SystemdCgroup = $2

  [plugins."io.containerd.grpc.v1.cri".registry]
    config_path = "/etc/containerd/certs.d"
END
}

render_containerd_3() {
  cat <<END
version = 3

[plugins."io.containerd.cri.v1.images".pinned_images]
  sandbox = "$1"

[plugins."io.containerd.cri.v1.images".registry]
  config_path = "/etc/containerd/certs.d"

[plugins."io.containerd.cri.v1.runtime".cni]
  bin_dirs = ["/opt/cni/bin"]
  conf_dir = "/etc/cni/net.d"

[plugins."io.containerd.cri.v1.runtime".containerd]
  default_runtime_name = "runc"

[plugins."io.containerd.cri.v1.runtime".containerd.runtimes.runc]
  runtime_type = "io.containerd.runc.v2"

[plugins."io.containerd.cri.v1.runtime".containerd.runtimes.runc.options]
  SystemdCgroup = $2
END
}

# For a containerd that came as a plain file.
render_containerd_unit() {
  put /etc/systemd/system/containerd.service 0644 <<'END'
[Unit]
Description=containerd, the container runtime
After=network.target local-fs.target

[Service]
Type=notify
ExecStart=containerd
Restart=always
RestartSec=5
Delegate=yes
KillMode=process
LimitNOFILE=1048576
TasksMax=infinity

[Install]
WantedBy=multi-user.target
END
}

render_crictl() {
  put /etc/crictl.yaml 0644 <<'END'
runtime-endpoint: unix:///run/containerd/containerd.sock
image-endpoint: unix:///run/containerd/containerd.sock
END
}

has_proxy() { [ -n "${http_proxy:-}${https_proxy:-}" ]; }

proxy_file() { echo "/etc/systemd/system/$1.service.d/50-davit-proxy.conf"; }

# A proxy's address may hold a password: the file is for root alone.
render_runtime_proxy() {
  local name value
  if ! has_proxy; then return; fi
  {
    echo '[Service]'
    for name in http_proxy https_proxy no_proxy; do
      value=$(unit_value "${!name:-}")
      [ -z "$value" ] || printf 'Environment="%s=%s"\n' "${name^^}" "$value"
    done
  } | put "$(proxy_file "$1")" 0600
}

# Docker may set the FORWARD chain to DROP; packets between pods of different nodes go through it.
render_forwarding() {
  put /etc/systemd/system/davit-forward.service 0644 <<'END'
[Unit]
Description=Let packets between pods through
After=docker.service
PartOf=docker.service

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=iptables --wait --policy FORWARD ACCEPT

[Install]
WantedBy=docker.service
END
}
