package dev.davit.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a remote host does, whatever SSH server it runs. */
abstract class RemoteHostContract {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path dir;

    abstract RemoteHost host() throws Exception;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "plain",
                "it's",
                "''",
                "\"",
                "$(touch /tmp/davit-injected)",
                "`id`",
                "a;b&c|d>e<f",
                "two\nlines\n",
                "*",
                "~",
                "=ls",
                "-n",
                "--",
                "\\",
                "\\n",
                "!history",
                "tab\there",
                "\u00fcn\u00efc\u00f6d\u00e9 \uD83D\uDE00",
                "%s%d"
            })
    void anArgumentArrivesUnchanged(String argument) throws Exception {
        CommandResult result = host().run(Command.of("printf", "%s", argument), LIMIT);
        assertThat(result.stdout()).isEqualTo(argument);
    }

    @Test
    void theEnvironmentArrivesUnchanged() throws Exception {
        var command = Command.of("printenv", "ODD").env("ODD", "a b'c$(id)\n");
        assertThat(host().run(command, LIMIT).stdout()).isEqualTo("a b'c$(id)\n\n");
    }

    @Test
    void theExitStatusDecidesAndNotStderr() throws Exception {
        CommandResult result = host().run(Command.of("sh", "-c", "echo oops >&2; exit 0"), LIMIT);
        assertThat(result.succeeded()).isTrue();
        assertThat(result.lastLines()).containsExactly("oops");
    }

    @Test
    void aFailingCommandIsAResult() throws Exception {
        CommandResult result = host().run(Command.of("sh", "-c", "echo why; exit 7"), LIMIT);
        assertThat(result.exitStatus()).isEqualTo(7);
        assertThat(result.lastLines()).containsExactly("why");
    }

    @Test
    void aMissingProgramEndsWith127() throws Exception {
        assertThat(host().run(Command.of("no-such-program"), LIMIT).exitStatus())
                .isEqualTo(127);
    }

    @Test
    void standardInputArrivesWhole() throws Exception {
        String text = "line\n".repeat(400_000);
        CommandResult result = host().run(Command.of("wc", "-c").input(text), LIMIT);
        assertThat(result.stdout().strip()).isEqualTo(Integer.toString(text.length()));
    }

    @Test
    void aCommandNeedNotReadItsInput() throws Exception {
        String text = "line\n".repeat(2_000_000);
        assertThat(host().run(Command.of("true").input(text), LIMIT).succeeded())
                .isTrue();
    }

    @Test
    void bothStreamsMayBeHuge() throws Exception {
        // Which of the streams comes last is not told by SSH.
        var script = "seq 1 400000; seq 1 400000 >&2; seq 1 400000; echo last; echo last >&2";
        CommandResult result = host().run(Command.of("sh", "-c", script), LIMIT);
        assertThat(result.complete()).isFalse();
        assertThat(result.stdout()).hasSize(1 << 20).startsWith("1\n2\n3\n");
        assertThat(result.lastLines()).hasSizeLessThanOrEqualTo(30).contains("last");
    }

    @Test
    void linesAreToldWhileTheCommandRuns() throws Exception {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        Path gate = dir.resolve("gate");
        Thread run = Thread.startVirtualThread(() -> {
            try {
                host().run(
                                Command.of(
                                        "sh",
                                        "-c",
                                        "echo first; until [ -e \"$0\" ]; do sleep 0.05; done",
                                        gate.toString()),
                                LIMIT,
                                (stream, line) -> lines.add(stream + " " + line));
            } catch (Exception e) {
                lines.add(e.toString());
            }
        });
        assertThat(lines.poll(20, TimeUnit.SECONDS)).isEqualTo("STDOUT first");
        Files.createFile(gate);
        run.join();
        assertThat(lines).isEmpty();
    }

    @Test
    void aTimeOutEndsAllThatTheCommandStarted() throws Exception {
        BlockingQueue<String> pids = new LinkedBlockingQueue<>();
        var command = Command.of("sh", "-c", "sleep 300 & echo $!; (sleep 301; true) & echo $!; wait");
        assertThatThrownBy(() -> host().run(command, Duration.ofSeconds(2), (s, line) -> pids.add(line)))
                .isInstanceOfSatisfying(RemoteException.TimedOut.class, e -> {
                    assertThat(e).hasMessageContaining("within 2 s and was ended");
                    assertThat(e.command()).contains("sleep 300");
                    assertThat(e.lastLines()).hasSize(2);
                });
        assertThat(pids).hasSize(2).allSatisfy(RemoteHostContract::assertGone);
    }

    @Test
    void aCommandThatIgnoresTheRequestToEndIsKilled() throws Exception {
        BlockingQueue<String> pids = new LinkedBlockingQueue<>();
        var command = Command.of("sh", "-c", "trap '' TERM; echo $$; while :; do sleep 0.1; done");
        assertThatThrownBy(() -> host().run(command, Duration.ofSeconds(1), (s, line) -> pids.add(line)))
                .isInstanceOf(RemoteException.TimedOut.class);
        assertThat(pids).hasSize(1).allSatisfy(RemoteHostContract::assertGone);
    }

    @Test
    void anInterruptEndsTheCommand() throws Exception {
        BlockingQueue<String> said = new LinkedBlockingQueue<>();
        RemoteHost host = host();
        Thread run = Thread.startVirtualThread(() -> {
            try {
                host.run(Command.of("sh", "-c", "echo $$; exec sleep 300"), LIMIT, (s, line) -> said.add(line));
            } catch (InterruptedException expected) {
                said.add("interrupted");
            } catch (RemoteException unexpected) {
                said.add(unexpected.toString());
            }
        });
        String pid = said.poll(20, TimeUnit.SECONDS);
        run.interrupt();
        assertThat(said.poll(20, TimeUnit.SECONDS)).isEqualTo("interrupted");
        assertGone(pid);
    }

    @Test
    void inputThatCannotBeReadIsNotTakenForTheWhole() throws Exception {
        Path target = dir.resolve("copy");
        Content broken = () -> new InputStream() {
            private final InputStream good = new ByteArrayInputStream(new byte[100_000]);

            @Override
            public int read() throws IOException {
                throw new IOException("the disk is broken");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int n = good.read(bytes, offset, length);
                return n < 0 ? read() : n;
            }
        };
        var command = Command.of("sh", "-c", "cat > /dev/null && touch \"$0\"", target.toString());
        assertThatThrownBy(() -> host().run(command.input(broken), LIMIT))
                .isInstanceOf(RemoteException.TransferFailed.class)
                .hasMessageContaining("the disk is broken");
        assertThat(target).doesNotExist();
    }

    @Test
    void aSecretShowsNowhere() throws Exception {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        var command = Command.of("sh", "-c", "cat; echo arg hunter2")
                .input("hunter2\n")
                .masking("hunter2");
        CommandResult result = host().run(command, LIMIT, (stream, line) -> lines.add(line));
        assertThat(lines).containsExactly("***", "arg ***");
        assertThat(result.lastLines()).containsExactly("***", "arg ***");
        assertThat(result.command()).doesNotContain("hunter2");
    }

    @Test
    void aFileIsPutWithItsMode() throws Exception {
        Path file = dir.resolve("it's a file");
        host().files().put(file.toString(), 0600, Content.of("content"));
        assertThat(file).hasContent("content");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aFileIsReplaced() throws Exception {
        Path file = Files.writeString(dir.resolve("file"), "old");
        host().files().put(file.toString(), 0644, Content.of("new"));
        assertThat(file).hasContent("new");
        try (var left = Files.list(dir)) {
            assertThat(left).hasSize(1);
        }
    }

    @Test
    void aBrokenTransferLeavesTheOldFileAndNothingElse() throws Exception {
        Path file = Files.writeString(dir.resolve("file"), "old");
        Content broken = () -> new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("gone");
            }
        };
        assertThatThrownBy(() -> host().files().put(file.toString(), 0644, broken))
                .isInstanceOf(RemoteException.TransferFailed.class);
        try (var left = Files.list(dir)) {
            assertThat(left).containsExactly(file);
        }
        assertThat(file).hasContent("old");
    }

    @Test
    void progressOfATransferIsTold() throws Exception {
        var last = new java.util.concurrent.atomic.AtomicLong();
        byte[] bytes = new byte[3_000_000];
        host().files()
                .put(dir.resolve("big").toString(), 0600, Content.of(bytes).counting(last::set));
        assertThat(last).hasValue(bytes.length);
        assertThat(dir.resolve("big")).hasBinaryContent(bytes);
    }

    @Test
    void aDirectoryThatIsNotThereIsNamed() throws Exception {
        assertThatThrownBy(() -> host().files().put(dir + "/none/file", 0644, Content.of("x")))
                .isInstanceOf(RemoteException.TransferFailed.class)
                .hasMessageContaining(dir + "/none/file");
    }

    @Test
    void filesAreFoundReadAndRemoved() throws Exception {
        Path file = Files.writeString(dir.resolve("file"), "text");
        var files = host().files();
        assertThat(files.exists(file.toString())).isTrue();
        assertThat(files.read(file.toString(), 4)).isEqualTo("text");
        assertThatThrownBy(() -> files.read(file.toString(), 3)).hasMessageContaining("more than 3 bytes");
        files.remove(file.toString());
        files.remove(file.toString());
        assertThat(files.exists(file.toString())).isFalse();
    }

    @Test
    void rootsFilesAreWrittenAndRead() throws Exception {
        Path file = dir.resolve("new dir/it's");
        RemoteHost root = asRoot();
        byte[] bytes = {0, 1, (byte) 0xff, '\n'};
        assertThat(root.files().readAsRoot(file.toString())).isEmpty();
        root.files().putAsRoot(file.toString(), 0600, bytes);
        assertThat(root.files().readAsRoot(file.toString())).hasValue(bytes);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var left = Files.list(file.getParent())) {
            assertThat(left).containsExactly(file);
        }
    }

    /** A host whose login is called root, so that no sudo is needed. */
    abstract RemoteHost asRoot() throws Exception;

    static void assertGone(String pid) {
        var process = ProcessHandle.of(Long.parseLong(pid));
        assertThat(process.isEmpty() || !process.get().isAlive()).isTrue();
    }
}
