package dev.davit.driver.registry;

import static dev.davit.lifecycle.plan.StepResult.Effect.CHANGED;
import static dev.davit.lifecycle.plan.StepResult.Effect.CREATED;
import static dev.davit.lifecycle.plan.StepResult.Effect.NOTHING;
import static dev.davit.lifecycle.plan.StepResult.Effect.REMOVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.davit.driver.vm.Vm;
import dev.davit.driver.vm.VmSettings;
import dev.davit.driver.vm.WaitForSsh;
import dev.davit.lab.docker.RegistryLayout;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.plan.StepFailedException.Failure;
import dev.davit.remote.Command;
import dev.davit.remote.CommandResult;
import dev.davit.remote.HostAddress;
import dev.davit.remote.HostKeys;
import dev.davit.remote.Login;
import dev.davit.remote.RemoteHost;
import dev.davit.remote.RemoteHosts;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** The driver against real machines: Debian with systemd, sshd and Docker. */
class RegistryOnGuestTest {
    private static final UUID VNFC = UUID.randomUUID();
    private static final RegistryDriverSettings SETTINGS = new RegistryDriverSettings(
            new VmSettings(22, Duration.ofSeconds(60), Duration.ofSeconds(5), Duration.ofMinutes(1)),
            Duration.ofMinutes(5),
            Duration.ofMinutes(2),
            Duration.ofSeconds(30),
            Duration.ofMillis(100),
            "127.0.0.1:9/registry:2");

    private final GuestLab lab = GuestLab.open();
    private final RemoteHosts hosts = new RemoteHosts(HostKeys.inMemory());
    private final PrivateRegistryDriver driver = new PrivateRegistryDriver(hosts, SETTINGS);

    @TempDir
    Path dir;

    @AfterEach
    void close() {
        try {
            lab.close();
        } finally {
            hosts.close();
        }
    }

    private static ObjectNode parameters() {
        return Network.login().put("image_path", FakePackage.IMAGE.value());
    }

    private static FakePackage registryPackage() throws Exception {
        return FakePackage.with(GuestLab.registryImage("registry:2", RegistryLayout.V2));
    }

    private Run run(ObjectNode parameters, FakePackage vnfPackage, String serverId, String address) throws Exception {
        return Run.of(
                driver,
                Network.of(parameters).vm(VNFC, "VDU", serverId, address).work(vnfPackage));
    }

    private Failure failure(ObjectNode parameters, FakePackage vnfPackage, String address) {
        return catchThrowableOfType(StepFailedException.class, () -> run(parameters, vnfPackage, "server", address))
                .failure();
    }

    private String shell(String address, String script) throws Exception {
        try (RemoteHost host =
                hosts.connect(new HostAddress(address, 22, "shell"), Login.withPassword("ubuntu", "ubuntu"))) {
            CommandResult result = host.run(Command.of("sh", "-ec", script).sudo(), Duration.ofSeconds(60));
            assertThat(result.exitStatus())
                    .as(String.join("\n", result.lastLines()))
                    .isZero();
            return result.stdout().strip();
        }
    }

    /** Waits for the guest's sshd, for tests that prepare the guest. */
    private String prepared(String address, String script) throws Exception {
        var login = Login.withPassword("ubuntu", "ubuntu");
        var vm = new Vm(hosts, SETTINGS.vm(), login, "CP1", List.of(), VNFC, "VDU");
        new WaitForSsh(vm).run(Run.watching(Network.of(Network.login()).vm(VNFC, "VDU", "prepare", address)));
        shell(address, script);
        return address;
    }

    private static int status(String address, int port, String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            var uri = URI.create("http://" + address + ":" + port + path);
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    @Test
    void aMachineWithoutDockerBecomesARegistry() throws Exception {
        String address = lab.plainGuest("server", 10);
        Run run = run(parameters(), registryPackage(), "server", address);
        assertThat(run.effects).containsEntry("install docker", CREATED).containsEntry("run registry", CREATED);
        assertThat(status(address, 5000, "/v2/")).isEqualTo(200);
    }

    @Test
    void aSecondRunDoesNothing() throws Exception {
        String address = lab.guest("server", 10);
        Run first = run(parameters(), registryPackage(), "server", address);
        assertThat(first.effects)
                .containsEntry("install docker", NOTHING)
                .containsEntry("load registry image", CREATED)
                .containsEntry("run registry", CREATED);
        Run second = run(parameters(), registryPackage(), "server", address);
        assertThat(second.effects.values()).containsOnly(NOTHING);
        assertThat(second.events).noneMatch(event -> event.startsWith("$ "));
    }

    @Test
    void anotherPortReplacesTheContainerAndKeepsTheImages() throws Exception {
        String address = lab.guest("server", 10);
        run(parameters(), registryPackage(), "server", address);
        shell(address, "touch /var/lib/davit-registry/kept");
        Run changed = run(parameters().put("port_no", 5001), registryPackage(), "server", address);
        assertThat(changed.effects)
                .containsEntry("run registry", CHANGED)
                .containsEntry("load registry image", NOTHING);
        assertThat(status(address, 5001, "/v2/")).isEqualTo(200);
        assertThat(shell(address, "ls /var/lib/davit-registry")).contains("kept");
    }

    @Test
    void theThirdDistributionRunsTooUnderAnyNameAndInAnyDirectory() throws Exception {
        var image = FakePackage.with(GuestLab.registryImage("quay.example/a/b:odd-3", RegistryLayout.V3));
        String address = lab.guest("server", 10);
        run(parameters().put("registry_data_dir", "/srv/images"), image, "server", address);
        assertThat(status(address, 5000, "/v2/_catalog")).isEqualTo(200);
        assertThat(shell(address, "docker inspect -f '{{range .Mounts}}{{.Source}}{{end}}' davit-registry"))
                .isEqualTo("/srv/images");
        assertThat(shell(address, "docker inspect -f '{{.HostConfig.RestartPolicy.Name}}' davit-registry"))
                .isEqualTo("always");
    }

    @Test
    void theRegistryIsBackAfterDockerWasRestarted() throws Exception {
        String address = lab.guest("server", 10);
        run(parameters(), registryPackage(), "server", address);
        shell(address, "systemctl restart docker");
        assertThat(run(parameters(), registryPackage(), "server", address).effects)
                .containsEntry("run registry", NOTHING);
        assertThat(status(address, 5000, "/v2/")).isEqualTo(200);
    }

    @Test
    void theProxyReachesAptAndDockerWithoutShowing() throws Exception {
        String address = lab.guest("server", 10);
        ObjectNode parameters = parameters();
        parameters
                .putObject("proxy")
                .put("http_proxy", "http://user:hunter2%40$x@10.255.255.1:3128")
                .put("no_proxy", "10.0.0.1,10.10.0.0/16");
        Run run = run(parameters, registryPackage(), "server", address);
        assertThat(run.effects).containsEntry("apply proxy", CHANGED);
        assertThat(shell(address, "apt-config dump | grep Proxy"))
                .contains("Acquire::http::Proxy \"http://user:hunter2%40$x@10.255.255.1:3128\"")
                .contains("Acquire::http::Proxy::10.0.0.1 \"DIRECT\"");
        assertThat(shell(address, "tr '\\0' '\\n' < /proc/$(pidof dockerd)/environ"))
                .contains("HTTP_PROXY=http://user:hunter2%40$x@10.255.255.1:3128")
                .contains("NO_PROXY=10.0.0.1,10.10.0.0/16");
        assertThat(shell(address, "stat -c %a:%U /etc/apt/apt.conf.d/99davit-proxy /etc/davit/docker-proxy.env"))
                .isEqualTo("600:root\n600:root");
        assertThat(shell(address, "systemctl show docker -p Environment")).doesNotContain("hunter2");
        assertThat(String.join("\n", run.events)).doesNotContain("hunter2");
        assertThat(run(parameters, registryPackage(), "server", address).effects.values())
                .containsOnly(NOTHING);

        assertThat(run(parameters(), registryPackage(), "server", address).effects)
                .containsEntry("apply proxy", REMOVED);
        assertThat(shell(address, "tr '\\0' '\\n' < /proc/$(pidof dockerd)/environ"))
                .doesNotContain("PROXY");
    }

    @Test
    void aWrongPasswordIsSaid() throws Exception {
        String address = lab.guest("server", 10);
        Failure failure = failure(parameters().put("ssh_password", "hunter2"), registryPackage(), address);
        assertThat(failure.what()).contains("login as 'ubuntu'").contains("was refused");
        assertThat(failure.advice().orElseThrow()).contains("password");
        assertThat(failure.describe()).doesNotContain("hunter2");
    }

    @Test
    void shellCharactersInTheLoginAreText() throws Exception {
        String address = lab.guest("server", 10);
        String nasty = "$(touch /tmp/owned)'\"; touch /tmp/owned #";
        Failure failure =
                failure(parameters().put("ssh_username", nasty).put("ssh_password", nasty), registryPackage(), address);
        assertThat(failure.what()).contains("was refused");
        assertThat(shell(address, "ls /tmp")).doesNotContain("owned");
    }

    @Test
    void aMachineThatIsNotThereIsSaid() throws Exception {
        var quick =
                new PrivateRegistryDriver(hosts, SETTINGS.withVm(SETTINGS.vm().withSshWait(Duration.ofSeconds(1))));
        var work = Network.of(parameters())
                .vm(VNFC, "VDU", "server", lab.address(99))
                .work(registryPackage());
        Failure failure = catchThrowableOfType(StepFailedException.class, () -> Run.of(quick, work))
                .failure();
        assertThat(failure.what()).contains("no SSH server answers at " + lab.address(99));
        assertThat(failure.advice().orElseThrow()).contains("port 22");
    }

    @Test
    void aFileThatIsNoImageIsSaid() throws Exception {
        String address = lab.guest("server", 10);
        Path file = Files.writeString(dir.resolve("registry.tar"), "no image");
        Failure failure = failure(parameters(), FakePackage.with(file), address);
        assertThat(failure.what()).contains(FakePackage.IMAGE.value()).contains("no tar file");
        assertThat(failure.advice().orElseThrow()).contains("docker save");
    }

    @Test
    void anImageThatDockerRefusesIsSaid() throws Exception {
        String address = lab.guest("server", 10);
        String manifest = "[{\"Config\":\"%s.json\",\"RepoTags\":[\"r:1\"],\"Layers\":[\"l/layer.tar\"]}]"
                .formatted(ImageArchiveTest.DIGEST);
        Path file = Files.write(
                dir.resolve("registry.tar"),
                ImageArchiveTest.tar(
                        "l/layer.tar", "x", ImageArchiveTest.DIGEST + ".json", "{}", "manifest.json", manifest));
        Failure failure = failure(parameters(), FakePackage.with(file), address);
        assertThat(failure.what()).contains("Docker cannot load");
        assertThat(failure.command()).hasValue("sudo docker load");
        assertThat(failure.exitStatus()).hasValue(1);
    }

    @Test
    void tooLittleSpaceIsSaidBeforehand() throws Exception {
        String address = prepared(
                lab.guest("server", 10),
                "systemctl stop docker.socket docker; mount -t tmpfs -o size=40m tmpfs /var/lib/docker;"
                        + " systemctl start docker");
        Failure failure = failure(parameters(), registryPackage(), address);
        assertThat(failure.what()).contains("not enough disk space").contains("/var/lib/docker");
        assertThat(failure.output()).anyMatch(line -> line.contains("tmpfs"));
    }

    @Test
    void aDiskThatFillsUpWhileLoadingIsSaid() throws Exception {
        String address = prepared(
                lab.guest("server", 10),
                "systemctl stop docker.socket docker; mount -t tmpfs -o size=4m tmpfs /var/lib/docker/overlay2;"
                        + " systemctl start docker");
        Failure failure = failure(parameters(), registryPackage(), address);
        assertThat(failure.what()).contains("disk of the VM is full");
        assertThat(failure.advice().orElseThrow()).contains("larger disk");
    }

    @Test
    void aPortThatIsTakenIsSaidAndNothingHalfMadeStays() throws Exception {
        String address = lab.guest("server", 10);
        Failure failure = failure(parameters().put("port_no", "22"), registryPackage(), address);
        assertThat(failure.what()).contains("port 22 of the VM is taken");
        assertThat(shell(address, "docker ps -a -q")).isEmpty();
        assertThat(run(parameters(), registryPackage(), "server", address).effects)
                .containsEntry("run registry", CREATED);
    }

    @Test
    void anImageThatIsNoRegistryIsSaidWithItsLastWords() throws Exception {
        String address = lab.guest("server", 10);
        run(parameters(), registryPackage(), "server", address);
        shell(
                address,
                "docker rm -f davit-registry; docker commit -m x"
                        + " -c 'ENTRYPOINT [\"/bin/registry\", \"serve\", \"/none.yml\"]' $(docker create registry:2)"
                        + " 127.0.0.1:9/registry:2");
        var quick = new PrivateRegistryDriver(
                hosts,
                new RegistryDriverSettings(
                        SETTINGS.vm(),
                        SETTINGS.installLimit(),
                        SETTINGS.imageLimit(),
                        Duration.ofSeconds(3),
                        SETTINGS.retryPause(),
                        SETTINGS.image()));
        var work =
                Network.of(Network.login()).vm(VNFC, "VDU", "server", address).work(FakePackage.empty());
        Failure failure = catchThrowableOfType(StepFailedException.class, () -> Run.of(quick, work))
                .failure();
        assertThat(failure.what())
                .contains("the registry does not answer within 3 s")
                .containsPattern("[1-9] restarts");
        assertThat(failure.output()).anyMatch(line -> line.contains("/none.yml"));
    }

    @Test
    void anImageThatCannotBePulledIsSaid() throws Exception {
        String address = lab.guest("server", 10);
        Failure failure = failure(Network.login(), FakePackage.empty(), address);
        assertThat(failure.what()).contains("cannot pull 127.0.0.1:9/registry:2");
        assertThat(failure.advice().orElseThrow()).contains("image_path");
    }

    @Test
    void anUnknownSystemIsSaid() throws Exception {
        String address = prepared(
                lab.guest("server", 10),
                "rm /etc/os-release; printf 'ID=fedora\\nVERSION_ID=43\\nPRETTY_NAME=\"Fedora 43\"\\n' > /etc/os-release");
        Failure failure = failure(parameters(), registryPackage(), address);
        assertThat(failure.what()).contains("Fedora 43");
        assertThat(failure.advice().orElseThrow()).contains("Ubuntu 20.04 to 26.04 and Debian 11 to 13");
    }

    @Test
    void aReplacedMachineAtTheSameAddressIsMadeARegistryAgain() throws Exception {
        String address = lab.guest("old", 10);
        run(parameters(), registryPackage(), "old", address);
        lab.delete("old");
        lab.guest("new", 10);
        assertThat(run(parameters(), registryPackage(), "new", address).effects).containsEntry("run registry", CREATED);
        assertThat(status(address, 5000, "/v2/")).isEqualTo(200);
    }

    @Test
    void aStrangerAtTheAddressOfAKnownMachineIsRefused() throws Exception {
        String address = lab.guest("known", 10);
        run(parameters(), registryPackage(), "server", address);
        lab.delete("known");
        lab.guest("stranger", 10);
        Failure failure = failure(parameters(), registryPackage(), address);
        assertThat(failure.what()).contains("host key of " + address + " has changed");
    }
}
