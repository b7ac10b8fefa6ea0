#!/usr/bin/env bash
# Makes this machine a node of a Kubernetes cluster. Run as root, on every node; docs/kubernetes.md describes all of it.
#
#   first master    install_k8s_cluster.sh -m IP[,IP,IP] -i CLUSTER_IP -p POD_CIDR -a SERVICE_CIDR
#   other masters   the same and -t TOKEN -s CA_CERT_HASH -k CERTIFICATE_KEY
#   worker          install_k8s_cluster.sh -w IP -i CLUSTER_IP -t TOKEN -s CA_CERT_HASH
#
# Environment: http_proxy, https_proxy, no_proxy; ha_flag (True or False, for workers); HTTP_PRIVATE_REGISTRIES ("host:port",...);
# and of our own: NODE_NAME, API_SERVER_EXTRA_SANS (comma list), KUBERNETES_VERSION, CONTAINER_RUNTIME (containerd or docker),
# IMAGE_REPOSITORY (where the cluster's own images come from, like registry.example.com:5000/kubernetes).
#
# Single stages, for who wires registries between runtime and cluster, or changes the masters of a running cluster:
#
#   install_k8s_cluster.sh --runtime-only
#   install_k8s_cluster.sh --load-balancer-only -m IP,IP,IP -i CLUSTER_IP
#
# --render-only DIRECTORY before any of these writes the files below DIRECTORY and does nothing else; what would be asked of
# the machine comes from the environment then (see lib/facts.sh).
#
# The last line on success is "Install Success!". It can be run again: a finished node stays as it is, a half-made one is reset.
#
# davit-stages: runtime images load-balancer
set -Eeuo pipefail
umask 022
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source-path=SCRIPTDIR
. "$here/lib/say.sh"
. "$here/lib/arguments.sh"
. "$here/lib/versions.sh"
. "$here/lib/facts.sh"
. "$here/lib/files.sh"
. "$here/lib/bundle.sh"
. "$here/lib/apt.sh"
. "$here/lib/system.sh"
. "$here/lib/registries.sh"
. "$here/lib/runtime.sh"
. "$here/lib/binaries.sh"
. "$here/lib/images.sh"
. "$here/lib/balancer.sh"
. "$here/lib/config.sh"
. "$here/lib/node.sh"

parse_arguments "$@"
if [ -n "$render_root" ]; then
  render_node
  exit 0
fi
require_root
trap 'unexpected $? "$BASH_COMMAND"' ERR
trap 'rm -f "$CONFIG"' EXIT

mkdir -p "$STATE"
case $stage in
  runtime)
    install_runtime
    echo "runtime:$runtime"
    tell_images
    ;;
  load-balancer)
    know_masters
    balance_load
    ;;
  node)
    know_node
    install_runtime
    connect_http_registries
    install_node
    ;;
esac
echo 'Install Success!'
