"""Makes disks of files in directories, and holds them until it is ended: /etc/davit/disks has a line VOLUME DIRECTORY GIB each."""

import fcntl
import os
import signal
import socket
import struct

# linux/loop.h
LOOP_SET_FD, LOOP_SET_STATUS64, LOOP_CTL_GET_FREE = 0x4C00, 0x4C04, 0x4C82
LO_FLAGS_AUTOCLEAR = 4
INFO = struct.Struct("=5Q4I64s64s32s2Q")
LOOP_MAJOR = 7
SERIAL_LENGTH = 20  # of a virtio disk
BY_ID = "/dev/disk/by-id"


def free_loop(control):
    number = fcntl.ioctl(control, LOOP_CTL_GET_FREE)
    device = "/dev/loop%d" % number
    if not os.path.exists(device):
        os.mknod(device, 0o60660, os.makedev(LOOP_MAJOR, number))
    return device, os.open(device, os.O_RDWR | os.O_CLOEXEC)


def attach(control, file):
    """The disk goes when the last one closes it: this process, or who has mounted it."""
    while True:
        device, loop = free_loop(control)
        try:
            fcntl.ioctl(loop, LOOP_SET_FD, file)
        except OSError:  # another guest was quicker
            os.close(loop)
            continue
        fcntl.ioctl(loop, LOOP_SET_STATUS64, INFO.pack(*[0] * 8, LO_FLAGS_AUTOCLEAR, b"", b"", b"", 0, 0))
        return device


def tell_systemd(text):
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as out:
        out.sendto(text, os.environ["NOTIFY_SOCKET"])


def main():
    os.makedirs(BY_ID, exist_ok=True)
    control = os.open("/dev/loop-control", os.O_RDWR | os.O_CLOEXEC)
    with open("/etc/davit/disks") as lines:
        for volume, directory, gib in (line.split() for line in lines):
            file = os.open(directory + "/.disk", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            os.truncate(file, max(os.fstat(file).st_size, int(gib) << 30))
            link = "%s/virtio-%s" % (BY_ID, volume[:SERIAL_LENGTH])
            if os.path.lexists(link):
                os.unlink(link)
            os.symlink(attach(control, file), link)
    tell_systemd(b"READY=1")
    while True:
        signal.pause()


main()
