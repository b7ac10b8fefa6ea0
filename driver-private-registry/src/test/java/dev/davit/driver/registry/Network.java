package dev.davit.driver.registry;

import dev.davit.lifecycle.driver.DriverWork;
import dev.davit.lifecycle.instance.CpProtocolInfo;
import dev.davit.lifecycle.instance.InstantiatedVnfInfo;
import dev.davit.lifecycle.instance.InstantiationState;
import dev.davit.lifecycle.instance.ResourceHandle;
import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.instance.VnfcResourceInfo;
import dev.davit.lifecycle.pack.OnboardedPackage;
import dev.davit.vnfpackage.vnfd.DeploymentFlavour;
import dev.davit.vnfpackage.vnfd.InstantiationLevel;
import dev.davit.vnfpackage.vnfd.VduCp;
import java.time.Instant;
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

    static Network of(ObjectNode parameters) {
        return new Network(List.of(), parameters);
    }

    Network vm(UUID vnfcId, String vdu, String serverId, String address) {
        var more = new ArrayList<>(vnfcs);
        more.add(new VnfcResourceInfo(
                vnfcId,
                vdu,
                new ResourceHandle(Optional.empty(), serverId, Optional.of("OS::Nova::Server")),
                List.of(),
                List.of(new VnfcResourceInfo.VnfcCpInfo(
                        UUID.randomUUID(),
                        "CP1",
                        Optional.empty(),
                        Optional.empty(),
                        new CpProtocolInfo(
                                Optional.empty(),
                                List.of(new CpProtocolInfo.Address("IPV4", address, Optional.empty(), true))),
                        Optional.empty())),
                Map.of()));
        return new Network(more, parameters);
    }

    VnfInstance instance() {
        var info = new InstantiatedVnfInfo(
                "simple",
                "default",
                "STARTED",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                vnfcs,
                List.of(),
                List.of(),
                List.of(),
                additionalParams(),
                Map.of());
        return new VnfInstance(
                UUID.randomUUID(),
                "project",
                "vnf",
                Optional.empty(),
                "vnfd",
                "Davit",
                "registry",
                "1.0",
                "1.0",
                UUID.randomUUID(),
                Map.of(),
                List.of(),
                InstantiationState.INSTANTIATED,
                Optional.of(info),
                Instant.EPOCH);
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
