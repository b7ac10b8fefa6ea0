package dev.davit.driver.kubernetes;

import dev.davit.lifecycle.driver.DriverWork;
import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.instance.VnfcResourceInfo;
import dev.davit.lifecycle.pack.OnboardedPackage;
import dev.davit.lifecycle.vim.ScaleWork;
import dev.davit.testbed.Instances;
import dev.davit.vnfpackage.vnfd.DeploymentFlavour;
import dev.davit.vnfpackage.vnfd.ScalingAspect;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The VNF instance of a cluster, as the driver gets to see it. */
final class TestVnf {
    static final String VIRTUAL_IP = "10.10.0.100";

    private TestVnf() {}

    static VnfcResourceInfo vnfc(UUID id, String vdu, String ssh, String nic, Map<String, String> metadata) {
        return Instances.vnfc(
                id,
                vdu,
                UUID.randomUUID().toString(),
                List.of(Instances.cp("ssh", ssh), Instances.cp("nic", nic)),
                metadata);
    }

    static String address(VnfcResourceInfo vnfc) {
        return vnfc.cp("nic").orElseThrow().protocol().addresses().getFirst().address();
    }

    static VnfInstance instance(UUID id, List<VnfcResourceInfo> vnfcs, ObjectNode additionalParams) {
        return Instances.instantiated(id, vnfcs, additionalParams, Map.of("cp.vip_CP.fixedAddress", VIRTUAL_IP));
    }

    static DriverWork work(
            VnfInstance instance, OnboardedPackage vnfPackage, ObjectNode additionalParams, Optional<ScaleWork> scale) {
        var flavour = new DeploymentFlavour(
                "simple",
                "",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(
                        new ScalingAspect("master_instance", "", "", 2, Map.of("masterNode", 1)),
                        new ScalingAspect("worker_instance", "", "", 8, Map.of("workerNode", 1))),
                List.of(),
                "default",
                List.of(),
                Map.of());
        return new DriverWork(UUID.randomUUID(), instance, vnfPackage, flavour, additionalParams, scale);
    }

    /** The required parameters; more can be put into them. */
    static ObjectNode parameters() {
        return (ObjectNode) JsonMapper.shared().readTree("""
                {"k8s_cluster_installation_param": {
                    "script_path": "Scripts/install_k8s_cluster.sh", "vim_name": "cluster",
                    "master_node": {
                        "aspect_id": "master_instance", "ssh_cp_name": "ssh", "nic_cp_name": "nic",
                        "username": "ubuntu", "password": "ubuntu", "cluster_cp_name": "vip_CP"},
                    "worker_node": {
                        "aspect_id": "worker_instance", "ssh_cp_name": "ssh", "nic_cp_name": "nic",
                        "username": "ubuntu", "password": "ubuntu"}}}
                """);
    }
}
