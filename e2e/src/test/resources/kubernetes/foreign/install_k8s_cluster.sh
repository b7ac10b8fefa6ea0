#!/bin/bash
# An install script as packages for other VNF managers have one: it knows the documented arguments and environment and nothing of
# Davit, runs as the login's user and calls sudo itself. It gets its parts from SOURCE, which the test fills in.
set -e -o pipefail
SOURCE=http://@SOURCE@
ha_flag=${ha_flag:-False}
while getopts m:w:i:p:a:t:s:k: option; do
  case $option in
    m) masters=${OPTARG//,/ } ;;
    w) worker=$OPTARG ;;
    i) cluster=$OPTARG ;;
    p) pods=$OPTARG ;;
    a) services=$OPTARG ;;
    t) token=$OPTARG ;;
    s) hash=$OPTARG ;;
    k) key=$OPTARG ;;
    *) exit 2 ;;
  esac
done
count=$(echo $masters | wc -w)
port=6443
if [ "$count" -gt 1 ] || [ "$ha_flag" = True ]; then port=16443; fi
own=$worker
for address in $masters; do
  if ip -o -4 address show | grep -q " $address/"; then own=$address; fi
done

echo "deb [trusted=yes] $SOURCE/ /" | sudo tee /etc/apt/sources.list.d/kubernetes.list >/dev/null
sudo apt-get -q -q update
sudo DEBIAN_FRONTEND=noninteractive apt-get -q -q install --yes --no-install-recommends -o Dpkg::Use-Pty=0 \
  kubelet=@VERSION@-1.1 kubeadm=@VERSION@-1.1 kubectl=@VERSION@-1.1
curl --fail --silent --show-error "$SOURCE/images.tar" | sudo docker load --quiet >/dev/null
sudo iptables --policy FORWARD ACCEPT
sudo sysctl --quiet net.ipv4.ip_forward=1 net.bridge.bridge-nf-call-iptables=1
echo 'KUBELET_EXTRA_ARGS="--fail-swap-on=false --node-ip='"$own"'"' | sudo tee /etc/default/kubelet >/dev/null

if [ "$count" -gt 1 ]; then
  sudo DEBIAN_FRONTEND=noninteractive apt-get -q -q install --yes --no-install-recommends -o Dpkg::Use-Pty=0 haproxy keepalived
  interface=$(ip -o -4 address show | awk -v own="$own" '{ split($4, part, "/"); if (part[1] == own) print $2 }')
  {
    printf 'defaults\n    mode tcp\n    timeout connect 5s\n    timeout client 1h\n    timeout server 1h\n'
    printf 'frontend kube-apiserver\n    bind *:16443\n    default_backend kube-apiserver\n'
    printf 'backend kube-apiserver\n    balance roundrobin\n    option tcp-check\n'
    for address in $masters; do
      printf '    server master%s %s:6443 check inter 2s fall 2 rise 1\n' "${address##*.}" "$address"
    done
  } | sudo tee /etc/haproxy/haproxy.cfg >/dev/null
  printf 'vrrp_instance VI_1 {\n  state BACKUP\n  nopreempt\n  interface %s\n  virtual_router_id 50\n  priority %s\n  advert_int 1\n  authentication {\n    auth_type PASS\n    auth_pass secret12\n  }\n  virtual_ipaddress {\n    %s\n  }\n}\n' \
    "$interface" "${own##*.}" "$cluster" | sudo tee /etc/keepalived/keepalived.conf >/dev/null
  sudo systemctl restart haproxy keepalived
  for _ in $(seq 30); do
    if [ -n "$token" ] || ip -o -4 address show | grep -q " $cluster/"; then break; fi
    sleep 1
  done
fi

ignored='--ignore-preflight-errors=Swap,SystemVerification --cri-socket /var/run/dockershim.sock'
if [ -z "$token" ]; then
  sudo kubeadm init $ignored --kubernetes-version @VERSION@ --control-plane-endpoint "$cluster:$port" --pod-network-cidr "$pods" \
    --service-cidr "$services" --apiserver-advertise-address "$own" --upload-certs --skip-token-print
  curl --fail --silent --show-error "$SOURCE/network.yaml" |
    sudo kubectl --kubeconfig /etc/kubernetes/admin.conf apply --filename -
  echo "token:$(sudo kubeadm token create)"
  echo "server:https://$cluster:$port"
  sudo cat /etc/kubernetes/pki/ca.crt
  hash=$(sudo openssl x509 -pubkey -noout -in /etc/kubernetes/pki/ca.crt | openssl pkey -pubin -outform der | sha256sum)
  echo "ssl_ca_cert_hash:${hash%% *}"
  echo "certificate_key:$(sudo kubeadm init phase upload-certs --upload-certs | tail -n 1)"
elif [ -n "$worker" ]; then
  sudo kubeadm join $ignored "$cluster:$port" --token "$token" --discovery-token-ca-cert-hash "sha256:$hash"
else
  sudo kubeadm join $ignored "$cluster:$port" --token "$token" --discovery-token-ca-cert-hash "sha256:$hash" --control-plane \
    --certificate-key "$key" --apiserver-advertise-address "$own"
fi
echo "Install Success!"
