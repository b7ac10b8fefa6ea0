package dev.davit.driver.kubernetes.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The text that writes /etc/hosts, in a shell of this machine. */
class SetHostsTest {
    @TempDir
    private Path folder;

    private int write(Path file, String content, int length) throws Exception {
        Process shell = new ProcessBuilder(
                        "sh", "-c", SetHosts.WRITE, "davit", file.toString(), Integer.toString(length))
                .start();
        try (OutputStream in = shell.getOutputStream()) {
            in.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return shell.waitFor();
    }

    @Test
    void theFileIsWrittenInPlace() throws Exception {
        Path file = Files.writeString(folder.resolve("hosts"), "before\n");
        Object before = Files.getAttribute(file, "unix:ino");
        assertThat(write(file, "after\n", 6)).isZero();
        assertThat(file).hasContent("after");
        assertThat(Files.getAttribute(file, "unix:ino")).isEqualTo(before);
    }

    @Test
    void aWriteThatIsCutOffLeavesTheFileAsItIs() throws Exception {
        Path file = Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost\n");
        assertThat(write(file, "127.0.", 40)).isNotZero();
        assertThat(file).hasContent("127.0.0.1 localhost");
    }
}
