package dev.davit.e2e.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.davit.e2e.harness.DockerRequired;
import dev.davit.e2e.harness.Launcher;
import dev.davit.e2e.harness.Poll;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code davit demo} as its user treats it: started twice, killed, started again, ended with Ctrl-C. */
class DemoTest {
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final String IS_UP = "Ctrl-C ends the demo and takes everything down.";

    @TempDir
    Path folder;

    private Launcher davit;

    @BeforeEach
    void prepare() throws IOException {
        Optional<String> missing = DockerRequired.missingEngine();
        assumeTrue(missing.isEmpty(), missing::get);
        davit = Launcher.in(folder);
    }

    @AfterEach
    void end() {
        if (davit != null) {
            davit.close();
        }
    }

    @Test
    void theNextDemoCleansUpAfterOneThatWasKilled() throws Exception {
        Launcher.Run killed = davit.start("demo");
        awaitUp(killed);
        assertThat(killed.output()).contains("docker push", "docker pull", "the same image came back");

        Launcher.Run second = davit.start("demo", "--once");
        assertThat(second.status(LIMIT)).isEqualTo(4);
        assertThat(second.output())
                .contains("A demo is running already: process " + killed.pid())
                .contains("kill " + killed.pid());

        killed.signal("KILL");
        killed.status(LIMIT);
        assertThat(leftovers()).as("what the killed demo left").isNotEmpty();

        Launcher.Run next = davit.start("demo");
        awaitUp(next);
        assertThat(next.output()).contains("clean up after a demo that was killed");
        next.signal("INT");
        assertThat(next.status(LIMIT)).as(next.output()).isZero();
        assertThat(next.output()).contains("The demo went well");
        assertThat(leftovers()).isEmpty();
        assertThat(files()).allMatch(file -> file.matches("lock|server\\.log|lab\\.log|server/postgresql/[^/]+/.*"));
    }

    private static void awaitUp(Launcher.Run demo) {
        Poll.until(LIMIT, demo::output, text -> text.contains(IS_UP) || !demo.isAlive());
        assertThat(demo.output()).contains(IS_UP);
    }

    /** Processes that work on this test's folder. */
    private List<String> leftovers() {
        return ProcessHandle.allProcesses()
                .map(p -> p.info().commandLine().orElse(""))
                .filter(line -> line.contains(folder.resolve("home").toString()))
                .toList();
    }

    private List<String> files() throws IOException {
        Path demo = folder.resolve("home/demo");
        try (Stream<Path> files = Files.walk(demo)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> demo.relativize(file).toString())
                    .toList();
        }
    }
}
