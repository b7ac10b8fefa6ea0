package dev.davit.driver.registry;

import dev.davit.lifecycle.driver.DriverWork;
import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.instance.VnfcResourceInfo;
import dev.davit.lifecycle.pack.OnboardedPackage;
import dev.davit.testbed.Instances;
import dev.davit.vnfpackage.vnfd.DeploymentFlavour;
import dev.davit.vnfpackage.vnfd.InstantiationLevel;
import dev.davit.vnfpackage.vnfd.VduCp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A network function of VMs that have a CP1 each, as the driver gets to see it. */
record Network(List<VnfcResourceInfo> vnfcs, ObjectNode parameters) {
    /** Where packages of these tests have the registry's image. */
    static final String IMAGE = "Files/images/registry.tar";

    static Network of(ObjectNode parameters) {
        return new Network(List.of(), parameters);
    }

    Network vm(UUID vnfcId, String vdu, String serverId, String address) {
        var more = new ArrayList<>(vnfcs);
        more.add(Instances.vnfc(vnfcId, vdu, serverId, List.of(Instances.cp("CP1", address)), Map.of()));
        return new Network(more, parameters);
    }

    VnfInstance instance() {
        return Instances.instantiated(UUID.randomUUID(), vnfcs, additionalParams(), Map.of());
    }

    ObjectNode additionalParams() {
        ObjectNode params = JsonMapper.shared().createObjectNode();
        params.set(RegistryParameters.NAME, parameters);
        return params;
    }

    DriverWork work(OnboardedPackage vnfPackage) {
        var cp = new VduCp("CP1", "VDU1", Optional.empty(), OptionalInt.empty(), "normal", Optional.empty());
        var flavour = new DeploymentFlavour(
                "simple",
                "",
                List.of(),
                List.of(cp),
                List.of(),
                List.of(),
                List.of(),
                List.<InstantiationLevel>of(),
                "default",
                List.of(),
                Map.of());
        return new DriverWork(UUID.randomUUID(), instance(), vnfPackage, flavour, additionalParams(), Optional.empty());
    }

    /** The required parameters; more can be put into it. */
    static ObjectNode login() {
        return JsonMapper.shared()
                .createObjectNode()
                .put("ssh_cp_name", "CP1")
                .put("ssh_username", "ubuntu")
                .put("ssh_password", "ubuntu");
    }
}
