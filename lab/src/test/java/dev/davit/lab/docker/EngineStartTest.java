package dev.davit.lab.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a real dockerd of the test's own, which has no network, beside the machine's. */
class EngineStartTest {
    @TempDir
    private Path directory;

    private final Queue<String> said = new ConcurrentLinkedQueue<>();
    private DockerDaemon daemon;

    @BeforeEach
    void dockerdIsInstalled() {
        daemon = daemon();
        TestEngine.open().close();
    }

    @AfterEach
    void stopped() {
        daemon.stop();
    }

    @Test
    void ofManyThatNeedAnEngineInTheSameMomentOneStartsIt() throws Exception {
        List<Callable<Boolean>> calls = IntStream.range(0, 4)
                .<Callable<Boolean>>mapToObj(i -> () -> start(daemon()).ensure())
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(threads.invokeAll(calls))
                    .extracting(Future::get)
                    .containsExactlyInAnyOrder(true, false, false, false);
        }
        assertThat(said).hasSize(1).first().asString().startsWith("Starting dockerd");
    }

    @Test
    void oneThatRunsIsNotStartedAgain() {
        start(daemon).ensure();
        var pid = daemon.running().orElseThrow().pid();
        daemon.start();
        assertThat(daemon.running().orElseThrow().pid()).isEqualTo(pid);
    }

    private EngineStart start(DockerDaemon wanted) {
        return new EngineStart(wanted, new MachineLock(directory.resolve("start.lock")), true, said::add);
    }

    private DockerDaemon daemon() {
        return new DockerDaemon(
                directory.resolve("engine"),
                directory.resolve("docker.sock"),
                List.of(
                        "--data-root=" + directory.resolve("data"),
                        "--exec-root=" + directory.resolve("exec"),
                        "--bridge=none",
                        "--iptables=false",
                        "--ip6tables=false",
                        "--ip-forward=false"));
    }
}
