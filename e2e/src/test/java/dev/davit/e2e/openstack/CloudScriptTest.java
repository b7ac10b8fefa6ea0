package dev.davit.e2e.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What e2e/openstack/run says when it cannot begin. */
@Timeout(60)
class CloudScriptTest {
    @TempDir
    Path folder;

    private record Ended(int status, String output) {}

    @Test
    void anOptionWithoutItsValueIsWrongUse() throws Exception {
        for (String option : List.of("--tests", "--openrc", "--hypervisor")) {
            assertThat(run("run", option)).isEqualTo(new Ended(2, option + " wants a value\n"));
        }
    }

    @Test
    void anOpenrcFileThatIsNotThereIsWrongUse() throws Exception {
        assertThat(run("run", "--openrc", "/no/such/file")).isEqualTo(new Ended(2, "no such file: /no/such/file\n"));
    }

    @Test
    void oneRunAtATimeUsesACloud() throws Exception {
        assumeRoot();
        Process other = new ProcessBuilder("flock", cloud() + ".lock", "sh", "-c", "echo held; cat").start();
        try {
            assertThat(other.inputReader().readLine()).isEqualTo("held");
            var ended = run("run");
            assertThat(ended.status()).as(ended.output()).isEqualTo(3);
            assertThat(ended.output()).contains("another e2e/openstack/run uses " + cloud());
        } finally {
            other.outputWriter().close();
            other.waitFor();
        }
    }

    @Test
    void aPortThatSomebodyElseUsesIsNamed() throws Exception {
        assumeRoot();
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var ended = run("cloud/cloud.py", taken.getLocalPort(), "up");
            assertThat(ended.status()).as(ended.output()).isEqualTo(4);
            assertThat(ended.output()).contains("port " + taken.getLocalPort()).contains("DAVIT_CLOUD_PORT_BASE");
        }
    }

    private static void assumeRoot() throws Exception {
        boolean root = new ProcessBuilder("sh", "-c", "[ $(id -u) = 0 ] && /usr/bin/python3 -c 'import requests'")
                        .start()
                        .waitFor()
                == 0;
        assumeTrue(root, "a cloud is started as root, with the packages of the stock client");
    }

    private Path cloud() {
        return folder.resolve("cloud");
    }

    private Ended run(String script, String... arguments) throws Exception {
        return run(script, 21_000, arguments);
    }

    private Ended run(String script, int port, String... arguments) throws IOException, InterruptedException {
        Path here = Path.of("").toAbsolutePath();
        Path root = here.endsWith("e2e") ? here : here.resolve("e2e");
        var command = new java.util.ArrayList<>(
                List.of(root.resolve("openstack").resolve(script).toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("DAVIT_OPENSTACK_LIMITED");
        builder.environment().put("DAVIT_CLOUD_DIR", cloud().toString());
        builder.environment().put("DAVIT_CLOUD_PORT_BASE", Integer.toString(port));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }
}
