"""Runs a user-data script of a VNF package where it can reach nothing: no network, no file but its package and Python's own
library (read-only), no other process, no environment, and bounded memory, time and output.

Started by Davit as `python3 -I -S -B -X utf8 -c <this text>`. Reads one JSON document from stdin; writes one to stdout:
{"parameters": {...}}, or {"error": {...}} when the script fails, or {"sandbox": {...}} when it was not run because the
isolation could not be set up. Whatever the script prints goes to stderr.

Everything is set up before the first line of the script is read by Python, in this order: own namespaces, a root of read-only
mounts, no privileges, limits, a filter of system calls.
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

# --- system calls ------------------------------------------------------------

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


# --- isolation ---------------------------------------------------------------

def capabilities():
    for line in open("/proc/self/status"):
        if line.startswith("CapEff:"):
            return int(line.split()[1], 16)
    return 0


def may_do_without_user_namespace():
    needed = 1 << CAP_SYS_ADMIN | 1 << CAP_SETUID | 1 << CAP_SETGID
    return os.geteuid() == 0 and capabilities() & needed == needed


def setting(name):
    try:
        with open("/proc/sys/" + name) as file:
            return file.read().strip()
    except OSError:
        return None


def namespace_advice():
    if setting("kernel/unprivileged_userns_clone") == "0":
        return "Allow user namespaces: sysctl kernel.unprivileged_userns_clone=1"
    if setting("user/max_user_namespaces") == "0":
        return "Allow user namespaces: sysctl user.max_user_namespaces=10000"
    if setting("kernel/apparmor_restrict_unprivileged_userns") == "1":
        return "Allow user namespaces: sysctl kernel.apparmor_restrict_unprivileged_userns=0"
    return ("Run the server where namespaces can be made: as a normal user on a kernel with user namespaces, as root on"
            " the machine itself, or in a container whose seccomp profile permits unshare (docker run --security-opt"
            " seccomp=unconfined --security-opt apparmor=unconfined).")


def enter_namespaces(privileged):
    flags = CLONE_NEWNS | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWCGROUP
    if privileged:
        check(libc.unshare(flags), "namespaces cannot be made", namespace_advice())
        return
    uid, gid = os.geteuid(), os.getegid()
    check(libc.unshare(flags | CLONE_NEWUSER), "a user namespace cannot be made", namespace_advice())
    try:
        for name, text in (("setgroups", "deny"), ("uid_map", "%d %d 1" % (uid, uid)), ("gid_map", "%d %d 1" % (gid, gid))):
            with open("/proc/self/" + name, "w") as file:
                file.write(text)
    except OSError as error:
        raise Unavailable("the user namespace cannot be set up: %s" % error, namespace_advice()) from error


def library_folders():
    return [path for path in sys.path if os.path.isdir(path)]


def build_root(request):
    """A file system of Python's library, the shim and the package, all read-only, and nothing else."""
    mount(None, "/", None, MS_REC | MS_PRIVATE)
    root = next(path for path in ("/mnt", "/tmp", "/media", "/var") if os.path.isdir(path)
                and not any(folder.startswith(path + "/") for folder in library_folders()))
    mount("davit", root, "tmpfs", MS_NOSUID | MS_NODEV | MS_NOEXEC, "size=%d,mode=755" % request["fileBytes"])
    for folder in library_folders():
        inside = root + folder
        if os.path.isdir(inside):
            continue
        os.makedirs(inside, exist_ok=True)
        mount(folder, inside, None, MS_BIND | MS_REC)
        mount(None, inside, None, MS_BIND | MS_REMOUNT | MS_RDONLY | MS_NOSUID | MS_NODEV
              | (os.statvfs(folder).f_flag & MS_NOEXEC))
        for others in ("site-packages", "dist-packages"):
            if os.path.isdir(inside + "/" + others):
                mount("davit", inside + "/" + others, "tmpfs", MS_RDONLY | MS_NOSUID | MS_NODEV | MS_NOEXEC, "size=4k,nr_inodes=1")
    for top, files in (("/davit", request["shim"]), ("/package", request["package"])):
        os.mkdir(root + top)
        for name, text in files.items():
            path = os.path.join(root + top, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "wb") as file:
                file.write(base64.b64decode(text))
    mount(None, root, None, MS_BIND | MS_REMOUNT | MS_RDONLY | MS_NOSUID | MS_NODEV | MS_NOEXEC)
    os.chdir(root)
    check(libc.pivot_root(b".", b"."), "the root cannot be changed", MOUNT_ADVICE)
    check(libc.umount2(b".", MNT_DETACH), "the old root cannot be left", MOUNT_ADVICE)
    os.chdir("/package")


def drop_privileges(privileged):
    if privileged:
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
    header = struct.pack("=Ii", 0x20080522, 0)
    check(libc.capset(header, struct.pack("=6I", *[0] * 6)), "privileges cannot be dropped")
    check(libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "privileges cannot be dropped")
    check(libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0), "privileges cannot be dropped")
    if capabilities_left():
        raise Unavailable("privileges cannot be dropped", "")


def capabilities_left():
    header, data = struct.pack("=Ii", 0x20080522, 0), ctypes.create_string_buffer(24)
    check(libc.capget(header, data), "privileges cannot be read")
    return any(data.raw)


def limit(request):
    for what, value in ((resource.RLIMIT_AS, request["memoryBytes"]), (resource.RLIMIT_CPU, request["cpuSeconds"]),
                        (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_NPROC, 1), (resource.RLIMIT_NOFILE, 32),
                        (resource.RLIMIT_CORE, 0), (resource.RLIMIT_MEMLOCK, 0), (resource.RLIMIT_MSGQUEUE, 0)):
        resource.setrlimit(what, (value, value))


# The system calls that computing needs; every other one fails with EPERM. Number on x86_64, on aarch64.
ALLOWED = {
    "read": (0, 63), "write": (1, 64), "readv": (19, 65), "writev": (20, 66), "pread64": (17, 67), "close": (3, 57),
    "open": (2, None), "openat": (257, 56), "fstat": (5, 80), "stat": (4, None), "lstat": (6, None),
    "newfstatat": (262, 79), "statx": (332, 291), "access": (21, None), "faccessat": (269, 48), "faccessat2": (439, 439),
    "getdents": (78, None), "getdents64": (217, 61), "readlink": (89, None), "readlinkat": (267, 78), "getcwd": (79, 17),
    "lseek": (8, 62), "dup": (32, 23), "dup2": (33, None), "dup3": (292, 24), "fcntl": (72, 25),
    "poll": (7, None), "ppoll": (271, 73), "select": (23, None), "pselect6": (270, 72),
    "brk": (12, 214), "mmap": (9, 222), "munmap": (11, 215), "mremap": (25, 216), "mprotect": (10, 226), "madvise": (28, 233),
    "rt_sigaction": (13, 134), "rt_sigprocmask": (14, 135), "rt_sigreturn": (15, 139), "sigaltstack": (131, 132),
    "futex": (202, 98), "set_robust_list": (273, 99), "rseq": (334, 293), "restart_syscall": (219, 128),
    "sched_yield": (24, 124), "sched_getaffinity": (204, 123), "getpid": (39, 172), "gettid": (186, 178),
    "getppid": (110, 173), "getuid": (102, 174), "geteuid": (107, 175), "getgid": (104, 176), "getegid": (108, 177),
    "getrandom": (318, 278), "clock_gettime": (228, 113), "clock_getres": (229, 114), "clock_nanosleep": (230, 115),
    "nanosleep": (35, 101), "gettimeofday": (96, 169), "time": (201, None), "times": (100, 153), "getrusage": (98, 165),
    "sysinfo": (99, 179), "uname": (63, 160), "arch_prctl": (158, None), "exit": (60, 93), "exit_group": (231, 94),
}
MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
BPF_LOAD, BPF_JUMP_EQUAL, BPF_JUMP_GREATER_EQUAL, BPF_RETURN = 0x20, 0x15, 0x35, 0x06
SECCOMP_ALLOW, SECCOMP_EPERM = 0x7FFF0000, 0x00050001
X32 = 0x40000000


def filter_system_calls():
    if platform.machine() not in MACHINES:
        raise Unavailable("there is no filter of system calls for %s" % platform.machine(),
                          "User-data scripts run on x86_64 and aarch64.")
    column, architecture = MACHINES[platform.machine()]
    numbers = sorted({number[column] for number in ALLOWED.values() if number[column] is not None})
    count = len(numbers)
    program = [(BPF_LOAD, 0, 0, 4), (BPF_JUMP_EQUAL, 0, count + 2, architecture),
               (BPF_LOAD, 0, 0, 0), (BPF_JUMP_GREATER_EQUAL, count, 0, X32)]
    program += [(BPF_JUMP_EQUAL, count - i, 0, number) for i, number in enumerate(numbers)]
    program += [(BPF_RETURN, 0, 0, SECCOMP_EPERM), (BPF_RETURN, 0, 0, SECCOMP_ALLOW)]
    code = b"".join(struct.pack("=HBBI", *instruction) for instruction in program)
    buffer = ctypes.create_string_buffer(code, len(code))
    description = struct.pack("@HP", len(program), ctypes.addressof(buffer))
    check(libc.prctl(PR_SET_SECCOMP, 2, description, 0, 0), "the filter of system calls is refused",
          "The kernel needs CONFIG_SECCOMP_FILTER.")


# --- the script --------------------------------------------------------------

def attributes(value):
    """JSON objects as objects with attributes."""
    if isinstance(value, dict):
        return types.SimpleNamespace(**{key: attributes(item) for key, item in value.items()})
    if isinstance(value, list):
        return [attributes(item) for item in value]
    return value


def load(path):
    sys.path.insert(0, "/davit")
    sys.path.append("/package")
    parts = path[:-3].split("/") if path.endswith(".py") else []
    if parts and all(part.isidentifier() for part in parts) and parts[0] not in getattr(sys, "stdlib_module_names", ()):
        return importlib.import_module(".".join(parts))
    loader = importlib.machinery.SourceFileLoader("davit_user_data", "/package/" + path)
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("davit_user_data", loader))
    loader.exec_module(module)
    return module


def run(request):
    module = load(request["script"])
    user_class = getattr(module, request["class"], None)
    if not isinstance(user_class, type):
        classes = sorted(name for name, value in vars(module).items()
                         if isinstance(value, type) and value.__module__ == module.__name__)
        return failure("%s has no class '%s'; it has: %s"
                       % (request["script"], request["class"], ", ".join(classes) or "none"),
                       "Correct lcm-operation-user-data-class.")
    if not callable(getattr(user_class, "instantiate", None)):
        return failure("class '%s' of %s has no method instantiate" % (request["class"], request["script"]))
    arguments = request["arguments"]
    request_info = attributes({**arguments["request"], "additional_params": None})
    request_info.additional_params = arguments["request"]["additional_params"]
    grant = {vdu: attributes(resources) for vdu, resources in arguments["grant"].items()}
    result = user_class.instantiate(arguments["base_hot"], arguments["vnfd"], request_info, grant)
    if not isinstance(result, dict):
        return failure("%s.instantiate returned %s; expected a dict of Heat parameters"
                       % (request["class"], type(result).__name__))
    try:
        return json.dumps({"parameters": result}, allow_nan=False)
    except (TypeError, ValueError, RecursionError) as error:
        return failure("%s.instantiate returned what is no JSON: %s" % (request["class"], error))


def failure(text, advice=""):
    return json.dumps({"error": {"message": text, "advice": advice}})


def described(error):
    """What a script raised, and where in the package."""
    place, lines = None, []
    for frame in traceback.extract_tb(error.__traceback__):
        if frame.filename.startswith(("/package/", "/davit/")):
            name = frame.filename.split("/", 2)[2]
            lines.append("%s:%s in %s: %s" % (name, frame.lineno, frame.name, (frame.line or "").strip()[:200]))
            if frame.filename.startswith("/package/"):
                place = (name, frame.lineno)
    if isinstance(error, SyntaxError) and (error.filename or "").startswith("/package/"):
        place = (error.filename[len("/package/"):], error.lineno)
    advice = ""
    if isinstance(error, ImportError):
        advice = ("Scripts can import Python's standard library, tacker.vnfm.lcm_user_data and modules of their package;"
                  " rewrite what needs more.")
    elif isinstance(error, MemoryError):
        advice = "The script needs more memory than it may have."
    elif isinstance(error, PermissionError):
        advice = "Scripts compute parameters; files outside the package, network and processes are out of their reach."
    text = str(error) if not isinstance(error, SyntaxError) else error.msg
    return {"error": {"type": type(error).__name__, "message": text[:2000], "advice": advice, "trace": lines[-10:],
                      "file": place[0] if place else None, "line": place[1] if place else None}}


# --- the process -------------------------------------------------------------

def isolated(request, privileged, out):
    os.setsid()
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    try:
        build_root(request)
        drop_privileges(privileged)
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        limit(request)
        filter_system_calls()
    except Unavailable as error:
        answer(out, {"sandbox": {"message": str(error), "advice": error.advice}})
        return
    try:
        text = run(request)
    except SystemExit as error:
        text = failure("the script ended itself (exit %s)" % error.code)
    except BaseException as error:
        text = json.dumps(described(error))
    try:
        sys.stdout.flush()
    except Exception:
        pass  # A script may have replaced or closed it; what it printed is its own loss.
    write(out, text)


def answer(out, value):
    write(out, json.dumps(value))


def write(out, text):
    data = text.encode()
    while data:
        data = data[os.write(out, data):]


def main():
    request = json.load(sys.stdin)
    signal.alarm(request["seconds"] + 10)
    preload("bz2", "decimal", "hashlib", "lzma", "uuid", "zlib")
    out = os.dup(1)
    os.dup2(2, 1)
    if os.getpid() != os.getpgrp():
        os.setsid()
    try:
        return supervised(request, out)
    except Unavailable as error:
        answer(out, {"sandbox": {"message": str(error), "advice": error.advice}})
    except OSError as error:
        answer(out, {"sandbox": {"message": str(error), "advice": ""}})
    return 0


def preload(*names):
    """Modules that need shared libraries, which are out of sight afterwards. A Python may have been built without some."""
    for name in names:
        try:
            importlib.import_module(name)
        except ImportError:
            pass


def supervised(request, out):
    privileged = may_do_without_user_namespace()
    enter_namespaces(privileged)
    child = os.fork()
    if child == 0:
        try:
            isolated(request, privileged, out)
        except BaseException as error:
            answer(out, {"sandbox": {"message": "%s: %s" % (type(error).__name__, error), "advice": ""}})
        finally:
            os._exit(0)
    status = os.waitpid(child, 0)[1]
    return 128 + os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)


if __name__ == "__main__":
    sys.exit(main())
