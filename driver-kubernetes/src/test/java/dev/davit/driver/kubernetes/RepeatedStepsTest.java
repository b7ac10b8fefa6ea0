package dev.davit.driver.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.simulator.SimulatedNode;
import dev.davit.testbed.LanesRun;
import dev.davit.vnfpackage.vnfd.LifecycleHook;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** A step that ended between writing a file and having it read: the next attempt finds the file, and has it read all the same. */
class RepeatedStepsTest {
    private static final String FLAGS = "/var/lib/kubelet/kubeadm-flags.env";

    private ClusterBed bed = ClusterBed.of(1, 1);

    @AfterEach
    void close() throws Exception {
        bed.close();
    }

    private SimulatedNode worker() {
        return bed.machines.get("10.10.0.51");
    }

    private static void failThenRetry(LanesRun run, SimulatedNode node, String command) throws Exception {
        node.failOnce(command);
        assertThat(run.proceed()).isFalse();
        assertThat(run.proceed()).as(run.failures().toString()).isTrue();
        assertThat(node.commands()).filteredOn(command::equals).hasSizeGreaterThan(1);
    }

    @Test
    void dockerReadsItsRegistries() throws Exception {
        bed.registries().addObject().put("connection_type", "0").put("server", "10.10.0.5:5000");
        worker().write(FLAGS, "KUBELET_KUBEADM_ARGS=\"\"\n");
        failThenRetry(bed.instantiate(), worker(), "systemctl reload docker.service");
    }

    @Test
    void containerdReadsItsConfiguration() throws Exception {
        bed.registries().addObject().put("connection_type", "0").put("server", "10.10.0.5:5000");
        worker().write(
                        FLAGS,
                        "KUBELET_KUBEADM_ARGS=\"--container-runtime-endpoint=/run/containerd/containerd.sock\"\n");
        worker().write("/etc/containerd/config.toml", "version = 2\n");
        failThenRetry(bed.instantiate(), worker(), "systemctl restart containerd.service");
    }

    @Test
    void servicesGetTheirProxy() throws Exception {
        ((ObjectNode) bed.additionalParams.get("k8s_cluster_installation_param"))
                .putObject("proxy")
                .put("http_proxy", "http://proxy.example:3128");
        failThenRetry(bed.instantiate(), worker(), "systemctl try-restart docker.service");
    }

    @Test
    void theLoadBalancerKnowsItsMasters() throws Exception {
        bed.close();
        bed = ClusterBed.of(3, 0).ready();
        var request = ClusterBed.heal(bed.vnfcs.getFirst());
        assertThat(bed.run(LifecycleHook.HEAL_START, request, Optional.empty()).proceed())
                .isTrue();
        bed.replace(bed.vnfcs.getFirst());
        failThenRetry(
                bed.run(LifecycleHook.HEAL_END, request, Optional.empty()),
                bed.machines.get("10.10.0.13"),
                "systemctl reload-or-restart haproxy.service");
    }
}
