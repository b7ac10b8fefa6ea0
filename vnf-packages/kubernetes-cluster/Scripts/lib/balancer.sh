# shellcheck shell=bash
# Several masters: HAProxy on each of them in front of all API servers, and the cluster's address on one that lives, by
# keepalived. Both configurations are made whole from the list of masters.

balance_load() {
  ensure haproxy haproxy
  ensure keepalived keepalived
  render_haproxy
  quietly "checking haproxy.cfg" haproxy -c -f /etc/haproxy/haproxy.cfg
  serve haproxy reload-or-restart /etc/haproxy/haproxy.cfg
  render_keepalived
  quietly "checking keepalived.conf" keepalived --config-test --use-file=/etc/keepalived/keepalived.conf
  serve keepalived reload-or-restart /etc/keepalived/keepalived.conf
}

render_haproxy() {
  local n=0 address
  {
    cat <<'END'
global
  log /dev/log local0
  maxconn 4000
  user haproxy
  group haproxy

defaults
  mode tcp
  log global
  option tcplog
  option dontlognull
  timeout connect 5s
  timeout client 4h
  timeout server 4h

frontend kubernetes-api
  bind *:16443
  default_backend masters

backend masters
  option httpchk GET /readyz
  balance roundrobin
  default-server check check-ssl verify none inter 2s fall 2 rise 1 on-marked-down shutdown-sessions
END
    for address in "${masters[@]}"; do
      n=$((n + 1))
      printf '  server master%d %s:6443\n' "$n" "$address"
    done
  } | put /etc/haproxy/haproxy.cfg 0644
}

render_keepalived() {
  local address password
  password=$(keepalived_password)
  {
    cat <<END
global_defs {
  router_id $node_ip
  enable_script_security
  script_user root
}

vrrp_script haproxy {
  script "/usr/bin/pgrep -x haproxy"
  interval 2
  fall 2
  rise 1
}

vrrp_instance kubernetes {
  state BACKUP
  nopreempt
  interface $interface
  virtual_router_id $(virtual_router_id)
  priority 100
  advert_int 1
  garp_master_refresh 10
  unicast_src_ip $node_ip
  unicast_peer {
END
    for address in "${masters[@]}"; do
      [ "$address" = "$node_ip" ] || echo "    $address"
    done
    cat <<END
  }
  authentication {
    auth_type PASS
    auth_pass $password
  }
  virtual_ipaddress {
    $cluster_ip/$prefix_length
  }
  track_script {
    haproxy
  }
}
END
  } | put /etc/keepalived/keepalived.conf 0600
}

# Unique on a network, since the address is: no two clusters there share the last octet but in networks wider than /24, where
# the passwords keep them apart.
virtual_router_id() {
  local id=${cluster_ip##*.}
  echo $((id == 0 ? 255 : id))
}

# Known to all masters and to nobody else, now and after a replacement: made of the cluster's CA key. VRRP takes 8 characters.
keepalived_password() {
  local key=/etc/kubernetes/pki/ca.key sum
  if [ -n "$render_root" ]; then
    echo "$KEEPALIVED_PASSWORD"
    return
  fi
  [ -r "$key" ] || die "$key is not there: this machine is no master of the cluster yet"
  sum=$({ echo keepalived; cat "$key"; } | sha256sum)
  echo "${sum:0:8}"
}
