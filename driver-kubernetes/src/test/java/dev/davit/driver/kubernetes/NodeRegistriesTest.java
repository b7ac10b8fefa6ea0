package dev.davit.driver.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.lifecycle.ProblemException;
import dev.davit.simulator.SimulatedNode;
import dev.davit.testbed.Requests;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Registries, a script with stages and the cluster's own images on simulated nodes. */
class NodeRegistriesTest {
    @AutoClose
    private final ClusterBed bed = ClusterBed.of(1, 2);

    @Test
    void registriesAreWiredBeforeTheScriptRuns() throws Exception {
        bed.registries().addObject().put("connection_type", "0").put("server", "10.10.0.5:5000");
        var run = bed.instantiate();
        assertThat(run.proceed()).as(run.failures().toString()).isTrue();
        assertThat(run.started().indexOf("verify registries [workerNode-" + short1() + "]"))
                .isLessThan(run.started().indexOf("install first master [masterNode]"));
        assertThat(bed.machines.get("10.10.0.52").read("/etc/containerd/certs.d/10.10.0.5:5000/hosts.toml"))
                .contains("[host.\"http://10.10.0.5:5000\"]");
        assertThat(run.told()).contains("worker52", "registry 10.10.0.5:5000 lets the node in");
    }

    private String short1() {
        return bed.vnfcs.get(1).id().toString().substring(0, 8);
    }

    @Test
    void aRegistryThatRefusesIsNamedWithTheNode() throws Exception {
        bed.registries().addObject().put("connection_type", "0").put("server", "10.10.0.5:5000");
        bed.cluster.registries().unusable("10.10.0.5:5000", 7);
        var run = bed.instantiate();
        assertThat(run.proceed()).isFalse();
        assertThat(run.failures())
                .hasSize(3)
                .allSatisfy(failure ->
                        assertThat(failure.what()).contains("cannot use registry 10.10.0.5:5000: connect failed"));
        assertThat(bed.cluster.installed()).isEmpty();
    }

    @Test
    void credentialsAreInTheKubeletsFileOnly() throws Exception {
        bed.registries()
                .addObject()
                .put("connection_type", "0")
                .put("server", "r.example:5000")
                .put("username", "me")
                .put("password", "s3cret-pw");
        var run = bed.instantiate();
        assertThat(run.proceed()).isTrue();
        SimulatedNode node = bed.machines.get("10.10.0.51");
        assertThat(JsonMapper.shared()
                        .readTree(node.read("/var/lib/kubelet/config.json"))
                        .at("/auths/r.example:5000/auth")
                        .asString())
                .isEqualTo("bWU6czNjcmV0LXB3");
        assertThat(run.told()).doesNotContain("s3cret-pw");
        assertThat(String.join("\n", node.commands()))
                .doesNotContain("s3cret-pw")
                .doesNotContain("bWU6czNjcmV0LXB3");
    }

    @Test
    void aScriptWithStagesGetsItsBundleAndTheRuntimeFirst() throws Exception {
        bed.vnfPackage = ScriptPackage.with(
                "#!/bin/bash\n# davit-stages: runtime load-balancer\n",
                Map.of("Scripts/lib/a.sh", "a", "Files/kubernetes/bundle.tar", "b", "Files/other", "c"));
        var run = bed.instantiate();
        assertThat(run.proceed()).as(run.failures().toString()).isTrue();
        SimulatedNode node = bed.machines.get("10.10.0.51");
        assertThat(node.exists("/var/lib/davit/kubernetes/Scripts/lib/a.sh")).isTrue();
        assertThat(node.exists("/var/lib/davit/kubernetes/Files/kubernetes/bundle.tar"))
                .isTrue();
        assertThat(node.exists("/var/lib/davit/kubernetes/Files/other")).isFalse();
        assertThat(node.commands()).anyMatch(line -> line.endsWith("install_k8s_cluster.sh --runtime-only"));
    }

    private ObjectNode fromRepository() {
        bed.vnfPackage = ScriptPackage.with("#!/bin/bash\n# davit-stages: runtime images load-balancer\n", Map.of());
        bed.registries()
                .addObject()
                .put("connection_type", "0")
                .put("server", "r.example:5000")
                .put("username", "me")
                .put("password", "s3cret-pw");
        return ((ObjectNode) bed.additionalParams.get("k8s_cluster_installation_param"))
                .put("image_repository", "r.example:5000/k8s");
    }

    @Test
    void theClustersOwnImagesArePulledWithTheLoginBeforeKubeadmRuns() throws Exception {
        fromRepository();
        var run = bed.instantiate();
        assertThat(run.proceed()).as(run.failures().toString()).isTrue();
        assertThat(bed.cluster.registries().pulled())
                .filteredOn(line -> line.startsWith("10.10.0.11 "))
                .containsExactly(
                        "10.10.0.11 r.example:5000/k8s/pause:1 with login",
                        "10.10.0.11 r.example:5000/k8s/etcd:1 with login",
                        "10.10.0.11 r.example:5000/k8s/kube-apiserver:1 with login",
                        "10.10.0.11 installed");
        assertThat(bed.cluster.registries().pulled())
                .filteredOn(line -> line.startsWith("10.10.0.51 "))
                .containsExactly("10.10.0.51 r.example:5000/k8s/pause:1 with login", "10.10.0.51 installed");
        assertThat(String.join("\n", bed.machines.get("10.10.0.11").commands())).doesNotContain("s3cret-pw");
    }

    @Test
    void anImageThatTheRepositoryLacksIsNamedAndRetryGoesOnThere() throws Exception {
        fromRepository();
        bed.cluster.registries().imageExists("r.example:5000/k8s/etcd:1", false);
        var run = bed.instantiate();
        assertThat(run.proceed()).isFalse();
        assertThat(run.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.describe())
                        .contains(
                                "node master11",
                                "cannot pull r.example:5000/k8s/etcd:1",
                                "not found",
                                "image_repository"));
        assertThat(bed.cluster.installed()).isEmpty();
        bed.cluster.registries().imageExists("r.example:5000/k8s/etcd:1", true);
        assertThat(run.proceed()).isTrue();
    }

    @Test
    void aScriptThatKnowsNoImageRepositoryIsNotGivenOne() throws Exception {
        fromRepository();
        bed.vnfPackage = ScriptPackage.with(Map.of());
        var driver = bed.driver();
        var work = bed.work(Optional.empty());
        assertThatThrownBy(() -> driver.validate(work, Requests.instantiate()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("image_repository")
                .hasMessageContaining("davit-stages");
    }
}
