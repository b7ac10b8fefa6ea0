package dev.davit.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostKeyFileTest {
    @TempDir
    Path dir;

    @Test
    void keysSurviveARestart() {
        Path file = dir.resolve("new/host-keys");
        new HostKeyFile(file).learn("vm 1", "ssh-ed25519 AAAA");
        assertThat(new HostKeyFile(file).of("vm 1")).hasValue("ssh-ed25519 AAAA");
    }

    @Test
    void theFirstKeyStaysUntilForgotten() {
        var keys = new HostKeyFile(dir.resolve("host-keys"));
        keys.learn("vm", "first");
        keys.learn("vm", "second");
        assertThat(keys.of("vm")).hasValue("first");
        keys.forget("vm");
        assertThat(new HostKeyFile(dir.resolve("host-keys")).of("vm")).isEmpty();
    }

    @Test
    void aDamagedFileIsNotTakenForAnEmptyOne() throws Exception {
        Path file = Files.writeString(dir.resolve("host-keys"), "vm\tkey\nrubbish\n");
        assertThatThrownBy(() -> new HostKeyFile(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasStackTraceContaining("host-keys:2");
    }
}
