package dev.davit.lab.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineLockTest {
    @TempDir
    private Path directory;

    @Test
    void aThreadWaitsForAnotherOfItsProcess() throws Exception {
        var lock = new MachineLock(directory.resolve("a/lock"));
        var held = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        var other = Thread.ofVirtual().unstarted(() -> lock.hold(mayEnd::getCount));
        var holder = Thread.ofVirtual()
                .start(() -> lock.hold(() -> {
                    held.countDown();
                    return awaits(mayEnd);
                }));
        assertThat(awaits(held)).isTrue();
        other.start();
        assertThat(other.join(java.time.Duration.ofMillis(200))).isFalse();
        mayEnd.countDown();
        assertThat(other.join(java.time.Duration.ofSeconds(30))).isTrue();
        holder.join();
    }

    @Test
    void aProcessWaitsForAnother() throws Exception {
        var file = directory.resolve("lock");
        var done = directory.resolve("done");
        var other = new MachineLock(file).hold(() -> {
            var process = holder(file, done);
            assertThat(awaitsLine(process)).isEqualTo("waits");
            assertThat(ends(process, 300)).isFalse();
            assertThat(done).doesNotExist();
            return process;
        });
        assertThat(ends(other, 30_000)).isTrue();
        assertThat(done).exists();
    }

    /** A Java process that takes the lock and then makes the file {@code done}. */
    private static Process holder(Path file, Path done) {
        try {
            return new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Holder.class.getName(),
                            file.toString(),
                            done.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String awaitsLine(Process process) {
        try {
            return process.inputReader().readLine();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static boolean ends(Process process, long millis) {
        try {
            return process.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean awaits(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) {
            System.out.println("waits");
            new MachineLock(Path.of(arguments[0])).hold(() -> {
                try {
                    return Files.createFile(Path.of(arguments[1]));
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
        }
    }
}
