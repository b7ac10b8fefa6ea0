package dev.davit.driver.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.lifecycle.plan.StepFailedException.Failure;
import dev.davit.lifecycle.plan.StepResult.Effect;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** Registries on real machines: Debian with systemd, Docker and containerd, and the real registry. */
class RegistriesOnGuestTest {
    private static GuestBed bed;
    private static final AtomicInteger NEXT = new AtomicInteger(20);

    private final ObjectNode parameters = TestVnf.parameters();

    @BeforeAll
    static void open() throws Exception {
        bed = GuestBed.open();
    }

    @AfterAll
    static void close() throws Exception {
        if (bed != null) {
            bed.close();
        }
    }

    private static String node() throws Exception {
        return bed.guest(NEXT.getAndIncrement());
    }

    private ObjectNode plain() {
        return registry("0", bed.registry + ":5000");
    }

    private ObjectNode secure() {
        return registry("1", bed.registry + ":5443")
                .put("certificate_path", "Files/ca.crt")
                .put("username", "me")
                .put("password", GuestBed.PASSWORD);
    }

    private ObjectNode registry(String type, String server) {
        return ((ObjectNode) parameters.get("k8s_cluster_installation_param"))
                .withArray("private_registry_connection_info")
                .addObject()
                .put("connection_type", type)
                .put("server", server);
    }

    private Failure failure(String node) throws Exception {
        var run = bed.connect(node, parameters);
        assertThat(run.proceed()).isFalse();
        return run.failures().getFirst();
    }

    @Test
    void dockerPullsFromBothKindsAndASecondRunDoesNothing() throws Exception {
        String node = node();
        bed.shell(node, "mkdir -p /etc/docker; echo '{\"log-level\": \"warn\"}' > /etc/docker/daemon.json");
        plain();
        secure();
        var run = bed.connect(node, parameters);
        assertThat(run.proceed()).as(run.failures().toString()).isTrue();
        assertThat(run.told())
                .contains("pulled " + bed.registry + ":5000/base/registry:1")
                .contains("pulled " + bed.registry + ":5443/base/registry:1")
                .doesNotContain(GuestBed.PASSWORD);
        assertThat(bed.shell(node, "cat /etc/docker/daemon.json")).contains("log-level", bed.registry + ":5000");
        assertThat(bed.shell(node, "stat -c %a:%U /var/lib/kubelet/config.json"))
                .isEqualTo("600:root");
        var again = bed.connect(node, parameters);
        assertThat(again.proceed()).isTrue();
        assertThat(again.effect("connect registries [workerNode]")).isEqualTo(Effect.NOTHING);
    }

    @Test
    void containerdPullsFromBothKindsThroughTheCri() throws Exception {
        String node = node();
        bed.useContainerd(node);
        plain();
        secure();
        var run = bed.connect(node, parameters);
        assertThat(run.proceed()).as(run.failures().toString()).isTrue();
        assertThat(run.told())
                .contains("pulled " + bed.registry + ":5000/base/registry:1")
                .contains("pulled " + bed.registry + ":5443/base/registry:1");
        assertThat(bed.shell(node, "ctr -n k8s.io images ls -q")).contains(bed.registry + ":5443/base/registry:1");
        var again = bed.connect(node, parameters);
        assertThat(again.proceed()).isTrue();
        assertThat(again.effect("connect registries [workerNode]")).isEqualTo(Effect.NOTHING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker", "containerd"})
    void anImageOfTheClusterThatIsThereIsNotPulledAgain(String runtime) throws Exception {
        String node = node();
        secure();
        ((ObjectNode) parameters.get("k8s_cluster_installation_param"))
                .put("image_repository", bed.registry + ":5443/base");
        String image = bed.registry + ":5443/base/registry:1";
        var run = bed.pullImage(node, parameters, runtime, image);
        assertThat(run.proceed()).as(run.failures().toString()).isTrue();
        assertThat(run.effect("pull images [workerNode]")).isEqualTo(Effect.CHANGED);
        var again = bed.pullImage(node, parameters, runtime, image);
        assertThat(again.proceed()).as(again.failures().toString()).isTrue();
        assertThat(again.effect("pull images [workerNode]")).isEqualTo(Effect.NOTHING);
    }

    @Test
    void whatGoesWrongIsToldApart() throws Exception {
        String node = node();
        ObjectNode registry = secure();
        registry.put("certificate_path", "Files/other.crt");
        assertThat(failure(node).what()).contains(node, bed.registry + ":5443", "TLS failed");
        registry.put("certificate_path", "Files/ca.crt").put("password", "wrong");
        assertThat(failure(node).what()).contains("login failed", "user 'me' is refused");
        registry.remove("username");
        registry.remove("password");
        assertThat(failure(node).what()).contains("login failed", "no username is given");
        registry.put("server", bed.registry + ":5999");
        assertThat(failure(node).what()).contains("connect failed", ":5999");
        registry.put("server", "nowhere.invalid:5443");
        assertThat(failure(node).what()).contains("name resolution failed", "nowhere.invalid");
        registry.put("server", bed.registry + ":5443")
                .put("connection_type", "0")
                .remove("certificate_path");
        assertThat(failure(node).what()).contains("it may speak HTTPS");
    }

    @Test
    void aNameOfHostsStringIsKnownOnTheNode() throws Exception {
        String node = node();
        registry("0", "registry.example.test:5000").put("hosts_string", bed.registry + " registry.example.test");
        var run = bed.connect(node, parameters);
        assertThat(run.proceed()).as(run.failures().toString()).isTrue();
        assertThat(bed.connect(node, parameters).proceed()).isTrue();
        assertThat(bed.shell(node, "grep -c registry.example.test /etc/hosts")).isEqualTo("1");
    }
}
