# shellcheck shell=bash
# What Kubernetes wants of the kernel.

render_system() {
  printf 'overlay\nbr_netfilter\n' | put /etc/modules-load.d/99-davit-kubernetes.conf 0644
  put /etc/sysctl.d/99-davit-kubernetes.conf 0644 <<'END'
net.ipv4.ip_forward = 1
net.bridge.bridge-nf-call-iptables = 1
END
}

prepare_system() {
  local module
  render_system
  for module in overlay br_netfilter; do
    # In a container, and with a kernel that has it built in, there is nothing to load.
    modprobe "$module" 2>/dev/null || true
  done
  grep -qw overlay /proc/filesystems || die "this kernel has no overlay file system, and its module cannot be loaded"
  [ -e /proc/sys/net/bridge/bridge-nf-call-iptables ] || die "this kernel has no br_netfilter, and its module cannot be loaded"
  quietly "setting net.ipv4.ip_forward and net.bridge.bridge-nf-call-iptables" \
    sysctl --quiet --load /etc/sysctl.d/99-davit-kubernetes.conf
  # A container sees the machine's swap, which is not its own to switch off: the kubelet is told to live with it.
  if ! in_container && [ "$(wc -l </proc/swaps)" -gt 1 ]; then
    say "Switching swap off"
    attempt "swapoff" swapoff --all
    quietly "masking swap.target" systemctl mask swap.target
  fi
}
