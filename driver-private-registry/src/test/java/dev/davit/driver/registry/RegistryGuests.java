package dev.davit.driver.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.davit.driver.vm.Vm;
import dev.davit.driver.vm.VmSettings;
import dev.davit.driver.vm.WaitForSsh;
import dev.davit.lab.docker.RegistryLayout;
import dev.davit.lifecycle.pack.OnboardedPackage;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.plan.StepFailedException.Failure;
import dev.davit.remote.Command;
import dev.davit.remote.CommandResult;
import dev.davit.remote.HostAddress;
import dev.davit.remote.HostKeys;
import dev.davit.remote.Login;
import dev.davit.remote.RemoteHost;
import dev.davit.remote.RemoteHosts;
import dev.davit.testbed.GuestLab;
import dev.davit.testbed.Packages;
import dev.davit.testbed.PlanRun;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** Real machines, Debian with systemd, sshd and Docker, and the driver that makes registries of them. */
final class RegistryGuests implements AutoCloseable {
    static final UUID VNFC = UUID.randomUUID();
    static final RegistryDriverSettings SETTINGS = new RegistryDriverSettings(
            new VmSettings(22, Duration.ofSeconds(60), Duration.ofSeconds(5), Duration.ofMinutes(1)),
            Duration.ofMinutes(5),
            Duration.ofMinutes(2),
            Duration.ofSeconds(30),
            Duration.ofMillis(100),
            "127.0.0.1:9/registry:2");

    final GuestLab lab = GuestLab.open();
    final RemoteHosts hosts = new RemoteHosts(HostKeys.inMemory());
    private final PrivateRegistryDriver driver = new PrivateRegistryDriver(hosts, SETTINGS);

    PrivateRegistryDriver driver() {
        return driver;
    }

    static ObjectNode parameters() {
        return Network.login().put("image_path", Network.IMAGE);
    }

    static OnboardedPackage registryPackage() throws Exception {
        return Packages.withFile(Network.IMAGE, GuestLab.registryImage("registry:2", RegistryLayout.V2));
    }

    PlanRun run(ObjectNode parameters, OnboardedPackage vnfPackage, String serverId, String address) throws Exception {
        return Hooks.instantiate(
                driver,
                Network.of(parameters).vm(VNFC, "VDU", serverId, address).work(vnfPackage));
    }

    Failure failure(ObjectNode parameters, OnboardedPackage vnfPackage, String address) {
        return catchThrowableOfType(StepFailedException.class, () -> run(parameters, vnfPackage, "server", address))
                .failure();
    }

    String shell(String address, String script) throws Exception {
        try (RemoteHost host = hosts.connect(
                new HostAddress(address, 22, "shell@" + address), Login.withPassword("ubuntu", "ubuntu"))) {
            CommandResult result = host.run(Command.of("sh", "-ec", script).sudo(), Duration.ofSeconds(60));
            assertThat(result.exitStatus())
                    .as(String.join("\n", result.lastLines()))
                    .isZero();
            return result.stdout().strip();
        }
    }

    /** Waits for the guest's sshd, for tests that prepare the guest. */
    String prepared(String address, String script) throws Exception {
        var login = Login.withPassword("ubuntu", "ubuntu");
        var vm = new Vm(hosts, SETTINGS.vm(), login, "CP1", List.of(), VNFC, "VDU");
        var work =
                Network.of(Network.login()).vm(VNFC, "VDU", "prepare", address).work(Packages.empty());
        new WaitForSsh(vm).run(Hooks.watching(work).context());
        shell(address, script);
        return address;
    }

    static int status(String address, int port, String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            var uri = URI.create("http://" + address + ":" + port + path);
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    @Override
    public void close() {
        try {
            lab.close();
        } finally {
            hosts.close();
        }
    }
}
