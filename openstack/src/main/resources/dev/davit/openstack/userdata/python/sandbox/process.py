# The process: one that supervises and one, isolated, for the script.

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
