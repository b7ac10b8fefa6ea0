package dev.davit.lab.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Containers inside a server: what the registry driver does to a VM. */
class GuestDockerTest {
    private static final String WAIT_FOR_DOCKER =
            "timeout 30 sh -c 'until sudo docker info >/dev/null 2>&1; do sleep 0.2; done'";

    @AutoClose
    private final TestLab lab = new TestLab();

    @Test
    void aRegistryInsideAServerAnswersFromOutside() throws Exception {
        lab.hypervisor.createServer(lab.withImage(lab.server("vm", lab.nic(10)), "debian-12"));
        var tarball =
                new RegistryImage(TestEngine.settings(), System.out::println).obtain("registry:2", RegistryLayout.V2);
        try (var shell = GuestShell.withPassword(lab.address(10), "ubuntu", "ubuntu")) {
            shell.run(WAIT_FOR_DOCKER);
            shell.feed(tarball, "sudo docker load");
            shell.run("sudo docker run -d --restart=always -p 5000:5000 -v /data:/var/lib/registry registry:2");
            assertThat(get("http://" + lab.address(10) + ":5000/v2/")).isEqualTo(200);
        }
    }

    @Test
    void anImageOfTheNewLayoutRunsUnderAnyName() throws Exception {
        lab.hypervisor.createServer(lab.withImage(lab.server("vm", lab.nic(10)), "debian-12"));
        var tag = "registry.example:5000/team/store:v3";
        var tarball = new RegistryImage(TestEngine.settings(), System.out::println).obtain(tag, RegistryLayout.V3);
        try (var shell = GuestShell.withPassword(lab.address(10), "ubuntu", "ubuntu")) {
            shell.run(WAIT_FOR_DOCKER);
            shell.feed(tarball, "sudo docker load");
            shell.run("sudo docker run -d -p 80:5000 " + tag);
            assertThat(get("http://" + lab.address(10) + "/v2/")).isEqualTo(200);
        }
    }

    @Test
    void aPlainServerInstallsDockerWithItsOwnPackageSources() throws Exception {
        lab.hypervisor.createServer(lab.server("vm", lab.nic(10)));
        try (var shell = GuestShell.withPassword(lab.address(10), "debian", "debian")) {
            assertThat(shell.run("command -v docker || echo none")).isEqualTo("none");
            shell.run("sudo apt-get -q update >/dev/null");
            shell.run(
                    "sudo DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends docker.io >/dev/null");
            assertThat(shell.run("sudo docker info --format '{{.ServerVersion}}'"))
                    .isNotEmpty();
        }
    }

    private static int get(String uri) throws InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(uri))
                    .timeout(Duration.ofSeconds(2))
                    .build();
            var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (System.nanoTime() < deadline) {
                try {
                    return client.send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode();
                } catch (IOException notYet) {
                    LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
                }
            }
        }
        throw new AssertionError(uri + " does not answer within 20 s");
    }
}
