package dev.davit.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program in a process of its own. */
@Timeout(120)
class MainTest {
    @TempDir
    Path folder;

    private Process server(String... more) throws Exception {
        var words = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "--port=0",
                "--data-dir=" + folder.resolve("data")));
        words.addAll(List.of(more));
        return new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    private String log() throws Exception {
        return Files.readString(folder.resolve("log"));
    }

    @Test
    void oneThatIsToldToEndWhileItStartsLeavesNoDatabaseBehind() throws Exception {
        Process server = server("--no-auth");
        Path postmaster = folder.resolve("data/postgresql/data/postmaster.pid");
        while (!Files.exists(postmaster) && server.isAlive()) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(server.isAlive()).as(log()).isTrue();
        server.destroy();
        assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(postmaster).as(log()).doesNotExist();
    }

    @Test
    void oneThatListensEverywhereSaysSo() throws Exception {
        Process server = server("--bind=0.0.0.0", "--keystone-url=http://127.0.0.1:1/v3");
        try {
            while (!log().contains("ready on") && server.isAlive()) {
                LockSupport.parkNanos(5_000_000);
            }
            assertThat(log()).containsPattern("Davit server ready on http://0\\.0\\.0\\.0:[0-9]+ .*--public-url");
        } finally {
            server.destroy();
            server.waitFor(60, TimeUnit.SECONDS);
        }
    }
}
