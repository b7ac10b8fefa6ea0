#!/bin/sh
# Runs at each boot before sshd: makes the server what its seed says. The seed is data, laid down by the lab before the
# first boot; nothing in it is ever read as shell text.
set -eu
seed=/etc/davit/seed

mount --make-rshared /

# A kubelet sets these for the whole machine, which all guests share. It does so only where they are not as it wants them:
# each guest sees files of its own in their place, which say what a kubelet wants to read.
mkdir -p /run/davit/sysctl
while read -r setting value; do
  own=/run/davit/sysctl/$(echo "$setting" | tr / .)
  echo "$value" >"$own"
  [ ! -e "/proc/sys/$setting" ] || mount --bind "$own" "/proc/sys/$setting"
done <<'END'
kernel/panic 10
kernel/panic_on_oops 1
kernel/keys/root_maxkeys 1000000
kernel/keys/root_maxbytes 25000000
vm/overcommit_memory 1
vm/panic_on_oom 0
END

if [ -f "$seed/resolv.conf" ]; then
  umount /etc/resolv.conf 2>/dev/null || true
  cat "$seed/resolv.conf" >/etc/resolv.conf
fi

first=yes
if [ -f "$seed/nics" ]; then
  while read -r address mac gateway; do
    device=$(ip -o -4 address show | awk -v address="$address" '{ split($4, part, "/"); if (part[1] == address) print $2 }')
    [ -n "$device" ] || continue
    if [ "$mac" != - ] && [ "$(cat "/sys/class/net/$device/address")" != "$mac" ]; then
      ip link set dev "$device" address "$mac"
    fi
    [ "$first" = no ] || ip route replace default via "$gateway" dev "$device"
    first=no
  done <"$seed/nics"
fi

[ ! -e /etc/davit/booted ] || exit 0
for type in ed25519 ecdsa; do
  [ -e "/etc/ssh/ssh_host_${type}_key" ] || ssh-keygen -q -t "$type" -N '' -C "root@$(hostname)" -f "/etc/ssh/ssh_host_${type}_key"
done
if [ -d "$seed/root" ]; then
  [ ! -d "$seed/root/etc/apt" ] || rm -f /etc/apt/sources.list /etc/apt/sources.list.d/*
  cp -R --preserve=mode "$seed/root/." /
fi
[ ! -f "$seed/passwords" ] || chpasswd <"$seed/passwords"
[ ! -f "$seed/passwords.hashed" ] || chpasswd --encrypted <"$seed/passwords.hashed"
rm -f "$seed/passwords" "$seed/passwords.hashed"
if [ -f "$seed/authorized_keys" ]; then
  for user in ubuntu debian; do
    install -d -m 0700 -o "$user" -g "$user" "/home/$user/.ssh"
    install -m 0600 -o "$user" -g "$user" "$seed/authorized_keys" "/home/$user/.ssh/authorized_keys"
  done
fi
if [ -f "$seed/no-password-login" ]; then
  echo 'PasswordAuthentication no' >/etc/ssh/sshd_config.d/10-password.conf
fi
touch /etc/davit/booted
