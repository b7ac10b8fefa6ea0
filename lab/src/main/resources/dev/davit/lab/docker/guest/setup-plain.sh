#!/bin/sh
# Run once inside the base system, as root: turns it into a guest. The files beside this script lie in $1.
set -eu
files=$1

for unit in \
  systemd-udevd.service systemd-udevd-control.socket systemd-udevd-kernel.socket systemd-udev-trigger.service \
  systemd-udev-settle.service systemd-logind.service getty.target console-getty.service \
  systemd-modules-load.service systemd-sysctl.service systemd-binfmt.service proc-sys-fs-binfmt_misc.automount \
  systemd-random-seed.service systemd-remount-fs.service systemd-hwdb-update.service systemd-journal-flush.service \
  systemd-timesyncd.service systemd-resolved.service systemd-networkd.service systemd-networkd.socket \
  systemd-networkd-wait-online.service networking.service systemd-firstboot.service systemd-pcrphase.service \
  sys-kernel-debug.mount sys-kernel-tracing.mount sys-kernel-config.mount sys-fs-fuse-connections.mount \
  dev-hugepages.mount dev-mqueue.mount tmp.mount \
  apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer fstrim.timer e2scrub_all.timer e2scrub_reap.service \
  motd-news.timer man-db.timer ua-timer.timer ssh.socket; do
  ln -sf /dev/null "/etc/systemd/system/$unit"
done
rm -f /usr/sbin/policy-rc.d
ln -sf /lib/systemd/system/multi-user.target /etc/systemd/system/default.target

# Host keys and the machine's identity belong to a server, not to the image.
rm -f /etc/ssh/ssh_host_* /var/lib/dbus/machine-id
: >/etc/machine-id
mkdir -p /etc/ssh/sshd_config.d /etc/systemd/journald.conf.d /usr/local/lib/davit /etc/davit
cat >/etc/ssh/sshd_config.d/50-guest.conf <<'END'
HostKey /etc/ssh/ssh_host_ed25519_key
HostKey /etc/ssh/ssh_host_ecdsa_key
PasswordAuthentication yes
UseDNS no
END
cat >/etc/systemd/journald.conf.d/50-guest.conf <<'END'
[Journal]
Storage=volatile
ReadKMsg=no
END

for user in ubuntu debian; do
  id "$user" >/dev/null 2>&1 || useradd --create-home --shell /bin/bash --groups sudo "$user"
  echo "$user:$user" | chpasswd
  echo "$user ALL=(ALL) NOPASSWD:ALL" >"/etc/sudoers.d/90-$user"
  chmod 0440 "/etc/sudoers.d/90-$user"
done

install -m 0755 "$files/runc-front.sh" /usr/local/sbin/runc
install -m 0755 "$files/boot.sh" /usr/local/lib/davit/boot
install -m 0755 "$files/user-data.sh" /usr/local/lib/davit/user-data
install -m 0644 "$files/davit-boot.service" "$files/davit-user-data.service" /etc/systemd/system/
systemctl enable ssh.service davit-boot.service davit-user-data.service
echo 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' >/etc/environment
rm -rf /var/lib/apt/lists/* /var/cache/apt/*.bin /var/log/*.log /var/log/apt /tmp/* 2>/dev/null || true
