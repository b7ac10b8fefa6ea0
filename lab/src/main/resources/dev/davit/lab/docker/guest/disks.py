"""Makes disks of files in directories, and holds them until it is ended.

Without arguments, at a guest's boot: /etc/davit/disks has a line VOLUME DIRECTORY GIB each.
With ROOT VOLUME DIRECTORY GIB, from outside: one more disk for the running guest whose root directory is ROOT.
"""

import fcntl
import os
import signal
import socket
import struct
import sys

# linux/loop.h
LOOP_SET_FD, LOOP_SET_STATUS64, LOOP_GET_STATUS64, LOOP_CTL_GET_FREE = 0x4C00, 0x4C04, 0x4C05, 0x4C82
LO_FLAGS_AUTOCLEAR = 4
INFO = struct.Struct("=5Q4I64s64s32s2Q")
LOOP_MAJOR = 7
SERIAL_LENGTH = 20  # of a virtio disk
BY_ID = "/dev/disk/by-id"


def node(root, number):
    """The device's file in a directory that is a system's root."""
    path = "%s/dev/loop%d" % (root, number)
    if not os.path.exists(path):
        os.mknod(path, 0o60660, os.makedev(LOOP_MAJOR, number))
    return path


def open_loop(number):
    return os.open(node("", number), os.O_RDWR | os.O_CLOEXEC)


def in_use(file):
    """The disk that this file is already, for a guest that has it mounted still: two disks of one file would spoil it."""
    wanted = os.fstat(file)
    for name in os.listdir("/sys/block"):
        if not name.startswith("loop") or not os.path.exists("/sys/block/%s/loop" % name):
            continue
        number = int(name[len("loop"):])
        try:
            loop = open_loop(number)
        except OSError:  # gone meanwhile
            continue
        try:
            device, inode = INFO.unpack(fcntl.ioctl(loop, LOOP_GET_STATUS64, bytes(INFO.size)))[:2]
            if (device, inode) == (wanted.st_dev, wanted.st_ino):
                return number
        except OSError:  # let go of meanwhile
            pass
        os.close(loop)
    return None


def attach(control, file):
    """The disk goes when the last one closes it: this process, or who has mounted it."""
    number = in_use(file)
    while number is None:
        free = fcntl.ioctl(control, LOOP_CTL_GET_FREE)
        loop = open_loop(free)
        try:
            fcntl.ioctl(loop, LOOP_SET_FD, file)
        except OSError:  # another guest was quicker
            os.close(loop)
            continue
        fcntl.ioctl(loop, LOOP_SET_STATUS64, INFO.pack(*[0] * 8, LO_FLAGS_AUTOCLEAR, b"", b"", b"", 0, 0))
        number = free
    return number


def make(control, root, volume, directory, gib):
    """@return the link by which the guest finds the disk"""
    file = os.open(directory + "/.disk", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    os.truncate(file, max(os.fstat(file).st_size, int(gib) << 30))
    number = attach(control, file)
    os.close(file)
    node(root, number)
    os.makedirs(root + BY_ID, exist_ok=True)
    link = "%s%s/virtio-%s" % (root, BY_ID, volume[:SERIAL_LENGTH])
    if os.path.lexists(link):
        os.unlink(link)
    os.symlink("/dev/loop%d" % number, link)
    return link


def tell_systemd(text):
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as out:
        out.sendto(text, os.environ["NOTIFY_SOCKET"])


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    control = os.open("/dev/loop-control", os.O_RDWR | os.O_CLOEXEC)
    links = []
    try:
        if len(sys.argv) > 1:
            links.append(make(control, *sys.argv[1:]))
            print("ready", flush=True)
        else:
            with open("/etc/davit/disks") as lines:
                for volume, directory, gib in (line.split() for line in lines):
                    links.append(make(control, "", volume, directory, gib))
            tell_systemd(b"READY=1")
        while True:
            signal.pause()
    except OSError as problem:
        sys.exit(str(problem))
    finally:
        for link in links:
            if os.path.lexists(link):
                os.unlink(link)


main()
