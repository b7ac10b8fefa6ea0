"""Runs a user-data script of a VNF package where it can reach nothing: no network, no file but its package and Python's own
library (read-only), no other process, no environment, and bounded memory, time and output.

Started by Davit as `python3 -I -S -B -X utf8 -c <this text>`. Reads one JSON document from stdin; writes one to stdout:
{"parameters": {...}}, or {"error": {...}} when the script fails, or {"sandbox": {...}} when it was not run because the
isolation could not be set up. Whatever the script prints goes to stderr.

Everything is set up before the first line of the script is read by Python, in this order: own namespaces, a root of read-only
mounts, no privileges, limits, a filter of system calls.

The files of this folder are parts of one program; Davit joins them in the order system, isolation, filter, script, process.
"""

import os
import sys

try:
    import base64
    import ctypes
    import importlib
    import importlib.machinery
    import importlib.util
    import json
    import platform
    import resource
    import signal
    import struct
    import traceback
    import types
except ImportError as error:
    # Some distributions split Python; the part that they call minimal has neither ctypes nor, elsewhere, json.
    os.write(1, ('{"sandbox": {"message": "this Python lacks the module %s", "advice": "Install the whole of Python'
                 ' (Debian, Ubuntu: apt-get install python3), then retry."}}' % error.name).encode())
    sys.exit(0)

libc = ctypes.CDLL(None, use_errno=True)

CLONE_NEWNS, CLONE_NEWCGROUP, CLONE_NEWUTS, CLONE_NEWIPC = 0x20000, 0x2000000, 0x4000000, 0x8000000
CLONE_NEWUSER, CLONE_NEWPID, CLONE_NEWNET = 0x10000000, 0x20000000, 0x40000000
MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC = 1, 2, 4, 8
MS_REMOUNT, MS_BIND, MS_REC, MS_PRIVATE = 32, 4096, 16384, 1 << 18
MNT_DETACH = 2
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS = 1, 4, 22, 38
CAP_SYS_ADMIN, CAP_SETUID, CAP_SETGID = 21, 7, 6
NOBODY = 65534


class Unavailable(Exception):
    """The isolation cannot be set up on this machine."""

    def __init__(self, what, advice):
        super().__init__(what)
        self.advice = advice


def check(result, what, advice=""):
    if result != 0:
        error = ctypes.get_errno()
        raise Unavailable("%s: %s" % (what, os.strerror(error)), advice)


def mount(source, target, kind, flags, data=None):
    encode = lambda text: None if text is None else os.fsencode(text)
    check(libc.mount(encode(source), encode(target), encode(kind), ctypes.c_ulong(flags), encode(data)),
          "mount of %s is refused" % target, MOUNT_ADVICE)


MOUNT_ADVICE = (
    "Something on this machine forbids mounts in a namespace of one's own, often AppArmor: set"
    " kernel.apparmor_restrict_unprivileged_userns=0 with sysctl, or run the server on a machine or in a container that allows it.")
