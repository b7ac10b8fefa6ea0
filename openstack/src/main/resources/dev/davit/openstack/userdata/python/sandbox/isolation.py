# What keeps a script apart: namespaces, a root of its own, no privileges, limits.

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
