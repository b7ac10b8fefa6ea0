package dev.davit.driver.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.driver.kubernetes.install.SetHosts;
import dev.davit.driver.kubernetes.parameters.ParameterReader;
import dev.davit.driver.kubernetes.registry.ConnectRegistries;
import dev.davit.driver.kubernetes.registry.PullImages;
import dev.davit.driver.kubernetes.registry.VerifyRegistries;
import dev.davit.driver.kubernetes.topology.Cluster;
import dev.davit.driver.vm.Vm;
import dev.davit.driver.vm.WaitForSsh;
import dev.davit.lab.docker.RegistryLayout;
import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.pack.OnboardedPackage;
import dev.davit.lifecycle.plan.Phase;
import dev.davit.lifecycle.plan.Step;
import dev.davit.lifecycle.plan.StepContext;
import dev.davit.lifecycle.plan.StepId;
import dev.davit.lifecycle.plan.StepResult;
import dev.davit.remote.Command;
import dev.davit.remote.CommandResult;
import dev.davit.remote.HostAddress;
import dev.davit.remote.HostKeys;
import dev.davit.remote.Login;
import dev.davit.remote.RemoteHosts;
import dev.davit.simulator.Certificates;
import dev.davit.testbed.GuestLab;
import dev.davit.testbed.LanesRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import tools.jackson.databind.node.ObjectNode;

/** Real machines of the lab: one with registries (HTTP at 5000; HTTPS with a password at 5443), others as nodes. */
final class GuestBed implements AutoCloseable {
    /** Real machines take their time. */
    private static final Duration REAL_PAUSE = Duration.ofSeconds(10);

    static final String PASSWORD = "pa\"ss\\ w0rd";
    private static final Login LOGIN = Login.withPassword("ubuntu", "ubuntu");
    private static final UUID WORKER = UUID.randomUUID();
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final RemoteHosts hosts = new RemoteHosts(HostKeys.inMemory());
    private final GuestLab lab;
    final Certificates.Issued authority = Certificates.authority("Registry CA");
    final String registry;

    private GuestBed(GuestLab lab) throws Exception {
        this.lab = lab;
        this.registry = guest(5);
        startRegistries();
    }

    /** Skips the test where there is no Docker Engine. */
    static GuestBed open() throws Exception {
        return new GuestBed(GuestLab.open());
    }

    /** Starts a machine with Docker and containerd. @return its address, at which SSH answers */
    String guest(int n) throws Exception {
        String address = lab.guest("server-" + n, n);
        VnfInstance instance = instance(address, TestVnf.parameters());
        var vm = new Vm(hosts, KubernetesSettings.DEFAULT.vm(), LOGIN, "ssh", List.of(), WORKER, "guest");
        new WaitForSsh(vm).run(new LanesRun(instance, List.of()).context());
        return address;
    }

    /** A cluster whose one worker is that machine; its master is nowhere, and not needed. */
    private static VnfInstance instance(String worker, ObjectNode parameters) {
        return TestVnf.instance(
                UUID.randomUUID(),
                List.of(
                        TestVnf.vnfc(UUID.randomUUID(), "masterNode", "192.0.2.1", "192.0.2.1", Map.of()),
                        TestVnf.vnfc(WORKER, "workerNode", worker, worker, Map.of())),
                parameters);
    }

    private void startRegistries() throws Exception {
        Path image = GuestLab.registryImage("registry:2", RegistryLayout.V2);
        Certificates.Issued server = authority.server(registry);
        byte[] salt = new byte[16];
        new SecureRandom().nextBytes(salt);
        String hash = OpenBSDBCrypt.generate("2y", PASSWORD.toCharArray(), salt, 5);
        try (var host = hosts.connect(HostAddress.of(registry, 22), LOGIN)) {
            host.files().putAsRoot("/srv/tls.crt", 0600, bytes(server.pem()));
            host.files().putAsRoot("/srv/tls.key", 0600, bytes(server.keyPem()));
            host.files().putAsRoot("/srv/htpasswd", 0600, bytes("me:" + hash + "\n"));
            CommandResult loaded = host.run(
                    Command.of("docker", "load").sudo().input(() -> java.nio.file.Files.newInputStream(image)), LIMIT);
            assertThat(loaded.exitStatus()).isZero();
        }
        shell(registry, """
                set -e
                docker run -d --net host --name plain -v images:/var/lib/registry registry:2
                docker run -d --net host --name secure -v images:/var/lib/registry -v /srv:/srv \
                  -e REGISTRY_HTTP_ADDR=:5443 -e REGISTRY_HTTP_TLS_CERTIFICATE=/srv/tls.crt \
                  -e REGISTRY_HTTP_TLS_KEY=/srv/tls.key -e REGISTRY_AUTH=htpasswd \
                  -e REGISTRY_AUTH_HTPASSWD_REALM=test -e REGISTRY_AUTH_HTPASSWD_PATH=/srv/htpasswd registry:2
                docker tag registry:2 127.0.0.1:5000/base/registry:1
                for i in 1 2 3 4 5 6 7 8 9; do docker push 127.0.0.1:5000/base/registry:1 && break || sleep 1; done
                curl -sk -o /dev/null https://127.0.0.1:5443/v2/ || { docker logs --tail 5 secure; exit 1; }
                """);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    String shell(String address, String script) throws Exception {
        try (var host = hosts.connect(HostAddress.of(address, 22), LOGIN)) {
            CommandResult result = host.run(Command.of("bash", "-c", script).sudo(), LIMIT);
            assertThat(result.exitStatus())
                    .as(String.join("\n", result.lastLines()))
                    .isZero();
            return result.stdout().strip();
        }
    }

    /** Connects a machine to the registries of the parameters, as the driver does, and verifies them. */
    LanesRun connect(String address, ObjectNode parameters) throws Exception {
        return run(
                address,
                parameters,
                (cluster, vm) -> List.of(
                        new SetHosts(cluster, vm, false),
                        new ConnectRegistries(cluster, vm, "connect registries", vnfPackage(), Optional.empty()),
                        new VerifyRegistries(cluster, vm, "verify registries", Optional.empty())));
    }

    /** Brings an image of the cluster to a machine, as the driver does when the script has named it. */
    LanesRun pullImage(String address, ObjectNode parameters, String runtime, String image) throws Exception {
        return run(address, parameters, (cluster, vm) -> {
            StepId script = StepId.of("install runtime");
            return List.of(
                    new Said(script, Map.of("runtime", runtime, "node-images", image)),
                    new ConnectRegistries(cluster, vm, "connect registries", vnfPackage(), Optional.of(script)),
                    new PullImages(cluster, vm, script));
        });
    }

    /** A step that has nothing to do but to report. */
    private record Said(StepId id, Map<String, String> values) implements Step {
        @Override
        public StepResult run(StepContext context) {
            return StepResult.of(StepResult.Effect.NOTHING, values);
        }
    }

    private LanesRun run(String address, ObjectNode parameters, BiFunction<Cluster, Vm, List<Step>> steps)
            throws Exception {
        var work = TestVnf.work(instance(address, parameters), vnfPackage(), parameters, Optional.empty());
        Cluster cluster;
        try (var files = work.vnfPackage().open()) {
            var settings = KubernetesSettings.DEFAULT;
            cluster = new Cluster(
                    hosts, settings, ParameterReader.read(parameters, new PackageSurroundings(work, files)));
        }
        var vnfc = work.instance().instantiated().orElseThrow().vnfc(WORKER).orElseThrow();
        Vm vm = cluster.vm(work.instance(), vnfc);
        return new LanesRun(work.instance(), List.of(Phase.sequence("steps", steps.apply(cluster, vm))), REAL_PAUSE);
    }

    private OnboardedPackage vnfPackage() {
        return ScriptPackage.with(Map.of(
                "Files/ca.crt",
                authority.pem(),
                "Files/other.crt",
                Certificates.authority("Somebody else").pem()));
    }

    /** Makes a machine one whose kubelet uses containerd. */
    void useContainerd(String address) throws Exception {
        shell(
                address,
                "mkdir -p /var/lib/kubelet; echo 'KUBELET_KUBEADM_ARGS=\"--container-runtime-endpoint="
                        + "unix:///run/containerd/containerd.sock\"' > /var/lib/kubelet/kubeadm-flags.env");
    }

    @Override
    public void close() throws IOException {
        try {
            lab.close();
        } finally {
            hosts.close();
        }
    }
}
