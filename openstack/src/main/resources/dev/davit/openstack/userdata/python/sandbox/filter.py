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
