package dev.davit.e2e.openstack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.e2e.harness.Openrc;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenrcTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"http://cloud:5000", "http://cloud:5000/", "http://cloud:5000/v3", "http://cloud:5000/v3/"})
    void keystonesAddressMayHaveAVersionOrNot(String url) throws Exception {
        Path file = Files.writeString(folder.resolve("openrc"), "export OS_AUTH_URL=" + url);
        assertThat(Openrc.read(file.toString()).value("OS_AUTH_URL", "")).isEqualTo("http://cloud:5000/v3");
    }
}
