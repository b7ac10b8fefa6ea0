# shellcheck shell=bash
# shellcheck disable=SC2034 # the variables are for the other parts
# The documented arguments. Each value is checked for its form before anything uses it.

stage=node render_root=
masters=() cluster_ip='' pod_cidr='' service_cidr='' worker_ip='' token='' ca_hash='' certificate_key=''

parse_arguments() {
  while [ $# -gt 0 ]; do
    case $1 in
      --runtime-only) stage=runtime; shift; continue ;;
      --load-balancer-only) stage=load-balancer; shift; continue ;;
    esac
    [ $# -ge 2 ] || die "$1 needs a value"
    case $1 in
      --render-only) render_root=$2 ;;
      -m) parse_masters "$2" ;;
      -w) worker_ip=$(ipv4 "$1" "$2") ;;
      -i) cluster_ip=$(ipv4 "$1" "$2") ;;
      -p) pod_cidr=$(cidr "$1" "$2") ;;
      -a) service_cidr=$(cidr "$1" "$2") ;;
      -t) token=$(matching "$1 (token)" "$2" '^[a-z0-9]{6}\.[a-z0-9]{16}$') ;;
      -s) ca_hash=$(matching "$1 (CA certificate hash)" "${2#sha256:}" '^[0-9a-f]{64}$') ;;
      -k) certificate_key=$(matching "$1 (certificate key)" "$2" '^[0-9a-f]{64}$') ;;
      *) die "there is no argument $1" ;;
    esac
    shift 2
  done
  case $stage in
    node) check_node_arguments ;;
    load-balancer)
      needed -m "${masters[*]}"
      needed -i "$cluster_ip"
      ;;
  esac
}

check_node_arguments() {
  needed -i "$cluster_ip"
  if [ -n "$worker_ip" ]; then
    [ ${#masters[@]} -eq 0 ] || die "-w is for a worker, -m for a master; one of them"
    needed -t "$token"
    needed -s "$ca_hash"
    return
  fi
  needed '-m (or -w)' "${masters[*]}"
  needed -p "$pod_cidr"
  needed -a "$service_cidr"
  if [ -n "$token$ca_hash$certificate_key" ]; then
    needed -t "$token"
    needed -s "$ca_hash"
    needed -k "$certificate_key"
  fi
}

needed() { [ -n "$2" ] || die "the argument $1 is missing"; }

parse_masters() {
  local address checked list
  IFS=, read -r -a list <<<"$1"
  masters=()
  for address in "${list[@]}"; do
    checked=$(ipv4 -m "$address")
    case " ${masters[*]} " in *" $checked "*) die "-m names $checked twice" ;; esac
    masters+=("$checked")
  done
}

# The value of a secret is not repeated in the message.
matching() {
  [[ $2 =~ $3 ]] || die "the value of $1 does not look like one"
  echo "$2"
}

ipv4() {
  local part parts
  [[ $2 =~ ^[0-9]{1,3}(\.[0-9]{1,3}){3}$ ]] || die "$1 wants an IPv4 address, not '$2'"
  IFS=. read -r -a parts <<<"$2"
  for part in "${parts[@]}"; do
    [ "$part" -le 255 ] || die "$1 wants an IPv4 address, not '$2'"
  done
  echo "$2"
}

cidr() {
  [[ $2 == */* && ${2#*/} =~ ^[0-9]{1,2}$ && ${2#*/} -le 32 ]] || die "$1 wants a network like 10.0.0.0/16, not '$2'"
  ipv4 "$1" "${2%/*}" >/dev/null
  echo "$2"
}

first_master() { [ -z "$worker_ip" ] && [ -z "$token" ]; }
