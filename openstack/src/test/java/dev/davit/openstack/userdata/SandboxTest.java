package dev.davit.openstack.userdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts that attack. Each one runs for real. */
class SandboxTest {

    @Test
    void noFileButThePackageAndPythonIsThere() throws Exception {
        var seen = Script.body("""
                import os
                files = [os.path.join(d, f) for d, _, fs in os.walk("/") for f in fs]
                return {"others": [f for f in files if not f.startswith(("/package/", "/davit/")) and "/lib/python3" not in f]}
                """).run();

        assertThat(seen.path("others")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/etc/passwd", "/proc/self/environ", "/proc/1/cmdline", "/dev/mem", "/package/../etc/passwd"})
    void filesOfTheMachineAreNotThere(String file) throws Exception {
        assertThat(Script.body("return {'text': open('%s').read()}".formatted(file))
                        .failure())
                .contains("FileNotFoundError");
    }

    @Test
    void theDataOfTheServerIsNotThere(@TempDir Path data) throws Exception {
        Path secret = Files.writeString(data.resolve("secret"), "key");
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThat(Script.body("return {'text': open('%s').read()}".formatted(secret))
                        .failure())
                .contains("FileNotFoundError");
    }

    @Test
    void theEnvironmentIsEmpty() throws Exception {
        assertThat(Script.body("import os\nreturn {k: v for k, v in os.environ.items() if k != 'LC_CTYPE'}")
                        .run())
                .isEmpty();
    }

    @Test
    void aPortOfTheMachineCannotBeReached() throws Exception {
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Script.body("""
                    import socket
                    socket.create_connection(("127.0.0.1", %d), 2).send(b"x")
                    """.formatted(listener.getLocalPort())).failure())
                    .contains("PermissionError");
        }
    }

    @Test
    void otherProcessesCannotBeTouched() throws Exception {
        Process victim = new ProcessBuilder("sleep", "60").start();
        try {
            String failure = Script.body("""
                    import ctypes, os
                    libc = ctypes.CDLL(None)
                    results = [libc.ptrace(16, %1$d, 0, 0), libc.syscall(62, %1$d, 9), libc.kill(0, 9), libc.kill(-1, 9)]
                    os.kill(os.getppid(), 9) if set(results) == {-1} else os.write(2, b"OTHERS " * 3)
                    """.formatted(victim.pid())).failure();

            assertThat(failure).contains("PermissionError").doesNotContain("OTHERS OTHERS");
            assertThat(victim.isAlive()).isTrue();
        } finally {
            victim.destroyForcibly();
        }
    }

    @Test
    void namespacesMountsAndPrivilegesCannotBeHad() throws Exception {
        var results = Script.body("""
                import ctypes
                libc = ctypes.CDLL(None)
                return {"r": [libc.unshare(0x10000000), libc.setns(0, 0), libc.mount(b"x", b"/package", b"tmpfs", 0, 0),
                              libc.umount2(b"/package", 2), libc.chroot(b"/"), libc.setuid(0), libc.prctl(38, 0, 0, 0, 0),
                              libc.syscall(321, 0, 0, 0), libc.syscall(425, 1, 0), libc.execv(b"/bin/sh", None)]}
                """).run();

        assertThat(results.path("r")).allSatisfy(r -> assertThat(r.intValue()).isEqualTo(-1));
    }

    @Test
    void aForkBombDoesNotForkOnce() throws Exception {
        assertThat(Script.body("import os\nwhile True:\n    os.fork()").failure())
                .contains("PermissionError");
    }

    @Test
    void threadsCannotBeStarted() throws Exception {
        assertThat(Script.body("import threading\nthreading.Thread(target=print).start()")
                        .failure())
                .contains("can't start new thread");
    }

    @Test
    void programsCannotBeStarted() throws Exception {
        assertThat(Script.body("import subprocess\nsubprocess.run(['/bin/sh'])").failure())
                .contains("Error");
    }

    @Test
    void aMemoryBombEndsInAnError() throws Exception {
        assertThat(Script.body("x = []\nwhile True:\n    x.append(bytearray(1 << 20))")
                        .failure())
                .contains("MemoryError")
                .contains("more memory than it may have");
    }

    @Test
    void anEndlessLoopEndsByItsProcessorTime() throws Exception {
        var limits = Script.TIGHT.withTimes(Duration.ofMinutes(2), Duration.ofSeconds(1));

        assertThat(Script.body("while True:\n    pass").limits(limits).failure())
                .contains("was ended by the system");
    }

    @Test
    void anEndlessWaitEndsByTheClock() throws Exception {
        var limits = Script.TIGHT.withTimes(Duration.ofSeconds(1), Duration.ofSeconds(1));

        assertThat(Script.body("import time\ntime.sleep(3600)").limits(limits).failure())
                .contains("took longer than 1 s");
    }

    @Test
    void aGiantResultIsNotTaken() throws Exception {
        assertThat(Script.body("return {'a': 'x' * (1 << 20)}").failure()).contains("returned more than 65536 bytes");
    }

    @Test
    void giantOutputEndsTheScript() throws Exception {
        assertThat(Script.body("while True:\n    print('x' * 1000)").failure())
                .contains("printed more than 32768 bytes");
    }

    @Test
    void writingTheResultOneselfGainsNothing() throws Exception {
        assertThat(Script.body("import os\nos.write(3, b'{\"parameters\": ')\nreturn {}")
                        .failure())
                .contains("cannot be read as a JSON object");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/package/new", "/package/UserData/data.py", "/new", "/davit/tacker/__init__.py"})
    void nothingCanBeWritten(String file) throws Exception {
        assertThat(Script.body("open('%s', 'w').write('x')".formatted(file)).failure())
                .contains("Read-only file system");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"os.symlink('/etc', '/package/e')", "os.unlink('/package/UserData/data.py')", "os.chdir('/')"})
    void filesCannotBeChanged(String call) throws Exception {
        assertThat(Script.body("import os\n" + call).failure()).contains("PermissionError");
    }

    @Test
    void aCrashIsToldAsSuch() throws Exception {
        assertThat(Script.body("import ctypes\nctypes.string_at(0)").failure()).contains("was ended by the system");
    }

    @Test
    void anInterruptedStepLeavesNoProcess() throws Exception {
        var thread = Thread.ofVirtual().start(() -> {
            try {
                Script.body("import time\ntime.sleep(3600)").run();
            } catch (InterruptedException | dev.davit.lifecycle.plan.StepFailedException e) {
                // As wanted.
            }
        });
        // The process that supervises, and the one that runs the script.
        await(() -> pythons() == 2);
        thread.interrupt();

        assertThat(thread.join(Duration.ofSeconds(10))).isTrue();
        await(() -> pythons() == 0);
    }

    private static long pythons() {
        return ProcessHandle.current()
                .descendants()
                .filter(p -> p.info().command().orElse("").contains("python"))
                .count();
    }

    private static void await(BooleanSupplier wish) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!wish.getAsBoolean()) {
            assertThat(System.nanoTime()).as("python processes: " + pythons()).isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    @Test
    void aNormalUserIsolatesWithAUserNamespace() throws Exception {
        assumeThat(System.getProperty("user.name")).isEqualTo("root");
        String[] asNobody = {"setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"};

        assertThat(Script.body("import os\nreturn {'top': sorted(os.listdir('/'))}")
                        .startedBy(asNobody)
                        .run()
                        .toString())
                .isEqualTo("{\"top\":[\"davit\",\"package\",\"usr\"]}");
        assertThat(Script.body("import os\nos.kill(0, 9)").startedBy(asNobody).failure())
                .contains("PermissionError");
    }

    @Test
    void withoutNamespacesTheScriptIsNotRun() throws Exception {
        String[] withoutNamespaces = {
            "unshare",
            "--user",
            "--map-root-user",
            "--",
            "/bin/sh",
            "-c",
            "echo 0 > /proc/sys/user/max_user_namespaces && exec /usr/bin/setpriv --bounding-set=-all --inh-caps=-all \"$@\"",
            "sh"
        };

        assertThat(Script.body("print('RUN')\nreturn {}")
                        .startedBy(withoutNamespaces)
                        .failure())
                .contains("was not run, for it cannot be isolated here")
                .contains("what to do: Allow user namespaces: sysctl user.max_user_namespaces")
                .doesNotContain("RUN");
    }
}
