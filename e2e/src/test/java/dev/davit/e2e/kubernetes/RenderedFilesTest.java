package dev.davit.e2e.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.e2e.harness.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the install script writes on nodes of several versions of Kubernetes, compared with files below
 * src/test/resources/kubernetes. After a wanted change, -Ddavit.rendered.write=true writes them anew; read the difference.
 */
class RenderedFilesTest {
    private static final String TOKEN = "abcdef.0123456789abcdef";
    private static final String HASH = "0".repeat(60) + "cafe";
    private static final String KEY = "1".repeat(60) + "beef";
    private static final String[] MASTER = {
        "-m", "10.0.0.4,10.0.0.5,10.0.0.6", "-i", "10.0.0.100", "-p", "192.168.0.0/16", "-a", "10.199.187.0/24"
    };
    private static final String[] FURTHER = {"-t", TOKEN, "-s", HASH, "-k", KEY};
    private static final String[] WORKER = {"-w", "10.0.0.7", "-i", "10.0.0.100", "-t", TOKEN, "-s", HASH};

    private static final Map<String, String> MACHINE = Map.of(
            "NODE_ADDRESS", "10.0.0.5", "INTERFACE", "ens3", "PREFIX_LENGTH", "22", "KEEPALIVED_PASSWORD", "0a1b2c3d");
    private static final Map<String, String> OLD = Map.of(
            "KUBERNETES_VERSION",
            "1.20.2",
            "CONTAINER_RUNTIME",
            "docker",
            "CGROUP",
            "v1",
            "CGROUP_DRIVER",
            "cgroupfs",
            "IN_CONTAINER",
            "yes");
    private static final Map<String, String> MIDDLE = Map.of(
            "KUBERNETES_VERSION", "1.28.4", "CONTAINERD_VERSION", "1.7.24", "PAUSE_IMAGE", "registry.k8s.io/pause:3.9");
    private static final Map<String, String> NEW = Map.of(
            "KUBERNETES_VERSION",
            "1.34.1",
            "CONTAINERD_VERSION",
            "2.1.4",
            "PAUSE_IMAGE",
            "registry.k8s.io/pause:3.10.1",
            "CGROUP",
            "v1",
            "CGROUP_DRIVER",
            "cgroupfs");

    @TempDir
    private Path folder;

    static Stream<Arguments> nodes() {
        return Stream.of(Map.entry("1.20", OLD), Map.entry("1.28", MIDDLE), Map.entry("1.34", NEW))
                .flatMap(version -> Stream.of(
                        Arguments.of(version.getKey() + "-first-master", version.getValue(), MASTER),
                        Arguments.of(version.getKey() + "-further-master", version.getValue(), joined(MASTER, FURTHER)),
                        Arguments.of(version.getKey() + "-worker", version.getValue(), WORKER)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nodes")
    void aNodeGetsTheFilesOfItsVersion(String name, Map<String, String> version, String[] arguments) throws Exception {
        var environment = new HashMap<>(MACHINE);
        environment.putAll(version);
        environment.put("ha_flag", "True");
        var run = InstallScriptRun.render(folder, environment, arguments);
        assertThat(run.output()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.files()).isEqualTo(expected(name, run.files()));
    }

    @Test
    void aProxysPasswordIsForRootOnly() throws Exception {
        var environment = new HashMap<>(MACHINE);
        environment.putAll(MIDDLE);
        environment.put("http_proxy", "http://user:p%22\"w$x@proxy:3128");
        var run = InstallScriptRun.render(folder, environment, MASTER);
        Path file = folder.resolve("etc/systemd/system/containerd.service.d/50-davit-proxy.conf");
        assertThat(file).content().isEqualTo("""
                [Service]
                Environment="HTTP_PROXY=http://user:p%%22\\"w$x@proxy:3128"
                """);
        assertThat(run.files()).contains("50-davit-proxy.conf rw-------");
    }

    @Test
    void theClustersOwnImagesComeFromTheRepository() throws Exception {
        var environment = new HashMap<>(MACHINE);
        environment.putAll(OLD);
        environment.put("CONTAINER_RUNTIME", "containerd");
        environment.put("CONTAINERD_VERSION", "1.6.20");
        environment.put("IMAGE_REPOSITORY", "r.example:5000/k8s");
        environment.put("PAUSE_IMAGE", "r.example:5000/k8s/pause:3.2");
        InstallScriptRun.render(folder, environment, MASTER);
        assertThat(folder.resolve("var/lib/davit/kubeadm.yaml"))
                .content()
                .contains("kind: ClusterConfiguration\nkubernetesVersion: v1.20.2\n")
                .contains("\nimageRepository: \"r.example:5000/k8s\"\nnetworking:\n")
                .contains("    pod-infra-container-image: \"r.example:5000/k8s/pause:3.2\"\n");
        assertThat(folder.resolve("etc/containerd/config.toml"))
                .content()
                .contains("  sandbox_image = \"r.example:5000/k8s/pause:3.2\"\n");
    }

    @Test
    void anImageRepositoryOfTheWrongFormIsRefused() throws Exception {
        var environment = new HashMap<>(MACHINE);
        environment.putAll(MIDDLE);
        environment.put("IMAGE_REPOSITORY", "r.example/k8s;reboot");
        assertThat(InstallScriptRun.render(folder, environment, MASTER).output())
                .contains("IMAGE_REPOSITORY is 'r.example/k8s;reboot', which is not like");
    }

    @ParameterizedTest(name = "Kubernetes {0}, containerd {1}")
    @MethodSource
    void containerdGetsTheLayoutOfItsOwnVersion(String kubernetes, String containerd, boolean second) throws Exception {
        var environment = new HashMap<>(MACHINE);
        environment.putAll(Map.of(
                "KUBERNETES_VERSION",
                kubernetes,
                "CONTAINER_RUNTIME",
                "containerd",
                "CONTAINERD_VERSION",
                containerd,
                "PAUSE_IMAGE",
                "registry.k8s.io/pause:3.9"));
        InstallScriptRun.render(folder, environment, MASTER);
        assertThat(folder.resolve("etc/containerd/config.toml")).content().isEqualTo(second ? """
                        version = 2

                        [plugins."io.containerd.grpc.v1.cri"]
                          sandbox_image = "registry.k8s.io/pause:3.9"

                          [plugins."io.containerd.grpc.v1.cri".cni]
                            bin_dir = "/opt/cni/bin"
                            conf_dir = "/etc/cni/net.d"

                          [plugins."io.containerd.grpc.v1.cri".containerd]
                            default_runtime_name = "runc"

                            [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
                              runtime_type = "io.containerd.runc.v2"

                              [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
                                SystemdCgroup = true

                          [plugins."io.containerd.grpc.v1.cri".registry]
                            config_path = "/etc/containerd/certs.d"
                        """ : """
                        version = 3

                        [plugins."io.containerd.cri.v1.images".pinned_images]
                          sandbox = "registry.k8s.io/pause:3.9"

                        [plugins."io.containerd.cri.v1.images".registry]
                          config_path = "/etc/containerd/certs.d"

                        [plugins."io.containerd.cri.v1.runtime".cni]
                          bin_dirs = ["/opt/cni/bin"]
                          conf_dir = "/etc/cni/net.d"

                        [plugins."io.containerd.cri.v1.runtime".containerd]
                          default_runtime_name = "runc"

                        [plugins."io.containerd.cri.v1.runtime".containerd.runtimes.runc]
                          runtime_type = "io.containerd.runc.v2"

                        [plugins."io.containerd.cri.v1.runtime".containerd.runtimes.runc.options]
                          SystemdCgroup = true
                        """);
    }

    static Stream<Arguments> containerdGetsTheLayoutOfItsOwnVersion() {
        return Stream.of("1.20.2", "1.28.4", "1.34.1")
                .flatMap(kubernetes -> Stream.of(
                        Arguments.of(kubernetes, "1.6.20~ds1", true),
                        Arguments.of(kubernetes, "1.7.24", true),
                        Arguments.of(kubernetes, "2.0.5", false),
                        Arguments.of(kubernetes, "2.1.4", false)));
    }

    @Test
    void httpRegistriesOfTheContractAreConnected() throws Exception {
        var environment = new HashMap<>(MACHINE);
        environment.putAll(MIDDLE);
        environment.put("HTTP_PRIVATE_REGISTRIES", "\"10.0.0.9:5000\",\"registry.example.com:5000\"");
        InstallScriptRun.render(folder, environment, MASTER);
        assertThat(folder.resolve("etc/containerd/certs.d/registry.example.com:5000/hosts.toml"))
                .content()
                .contains("server = \"http://registry.example.com:5000\"");
    }

    @ParameterizedTest
    @MethodSource
    void anArgumentOfTheWrongFormIsRefused(String message, String[] arguments) throws Exception {
        var environment = new HashMap<>(MACHINE);
        environment.putAll(MIDDLE);
        var run = InstallScriptRun.render(folder, environment, arguments);
        assertThat(run.output()).isEqualTo("install_k8s_cluster.sh: " + message);
        assertThat(run.status()).isNotZero();
        assertThat(run.files()).isEmpty();
    }

    static Stream<Arguments> anArgumentOfTheWrongFormIsRefused() {
        return Stream.of(
                Arguments.of("the argument -p is missing", new String[] {"-m", "10.0.0.5", "-i", "10.0.0.5"}),
                Arguments.of(
                        "-m wants an IPv4 address, not '10.0.0.5;id'",
                        new String[] {"-m", "10.0.0.5;id", "-i", "10.0.0.5"}),
                Arguments.of("-i wants an IPv4 address, not '10.0.0.256'", new String[] {"-i", "10.0.0.256"}),
                Arguments.of(
                        "-p wants a network like 10.0.0.0/16, not '10.0.0.0'",
                        new String[] {"-p", "10.0.0.0", "-i", "10.0.0.5"}),
                Arguments.of(
                        "the value of -t (token) does not look like one",
                        new String[] {"-w", "10.0.0.5", "-i", "10.0.0.5", "-t", "secret", "-s", HASH}),
                Arguments.of("there is no argument -x", new String[] {"-x", "1"}),
                Arguments.of(
                        "none of the masters' addresses (-m 10.0.0.8) is on this machine",
                        new String[] {"-m", "10.0.0.8", "-i", "10.0.0.8", "-p", "10.1.0.0/16", "-a", "10.2.0.0/16"}));
    }

    private static String[] joined(String[] some, String[] more) {
        return Stream.of(some, more).flatMap(Stream::of).toArray(String[]::new);
    }

    private static String expected(String name, String rendered) throws IOException {
        Path file = Checkout.root().resolve("e2e/src/test/resources/kubernetes/" + name + ".txt");
        if (Boolean.getBoolean("davit.rendered.write")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, rendered);
        }
        return Files.readString(file);
    }
}
