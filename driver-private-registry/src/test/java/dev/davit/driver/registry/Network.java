package dev.davit.driver.registry;

import dev.davit.lifecycle.driver.DriverWork;
import dev.davit.lifecycle.instance.ResourceHandle;
import dev.davit.lifecycle.instance.VirtualStorageResourceInfo;
import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.instance.VnfcResourceInfo;
import dev.davit.lifecycle.pack.OnboardedPackage;
import dev.davit.testbed.Instances;
import dev.davit.vnfpackage.vnfd.DeploymentFlavour;
import dev.davit.vnfpackage.vnfd.InstantiationLevel;
import dev.davit.vnfpackage.vnfd.Vdu;
import dev.davit.vnfpackage.vnfd.VduCp;
import dev.davit.vnfpackage.vnfd.VirtualCompute;
import dev.davit.vnfpackage.vnfd.VirtualStorage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A network function of VMs that have a CP1 each, as the driver gets to see it. */
record Network(List<VnfcResourceInfo> vnfcs, Optional<String> volume, ObjectNode parameters) {
    /** Where packages of these tests have the registry's image. */
    static final String IMAGE = "Files/images/registry.tar";

    private static final UUID STORAGE = UUID.randomUUID();

    static Network of(ObjectNode parameters) {
        return new Network(List.of(), Optional.empty(), parameters);
    }

    Network vm(UUID vnfcId, String vdu, String serverId, String address) {
        var more = new ArrayList<>(vnfcs);
        VnfcResourceInfo vnfc = Instances.vnfc(vnfcId, vdu, serverId, List.of(Instances.cp("CP1", address)), Map.of());
        more.add(new VnfcResourceInfo(
                vnfc.id(), vdu, vnfc.computeResource(), List.of(STORAGE), vnfc.cps(), vnfc.metadata()));
        return new Network(more, volume, parameters);
    }

    /** The VMs have a virtual storage, which is this volume in the VIM. */
    Network volume(String volumeId) {
        return new Network(vnfcs, Optional.of(volumeId), parameters);
    }

    VnfInstance instance() {
        var storages = volume.stream()
                .map(id -> new VirtualStorageResourceInfo(
                        STORAGE, "images", new ResourceHandle(Optional.empty(), id, Optional.of("OS::Cinder::Volume"))))
                .toList();
        return Instances.withStorages(UUID.randomUUID(), vnfcs, storages, additionalParams());
    }

    ObjectNode additionalParams() {
        ObjectNode params = JsonMapper.shared().createObjectNode();
        params.set(RegistryParameters.NAME, parameters);
        return params;
    }

    DriverWork work(OnboardedPackage vnfPackage) {
        var cp = new VduCp("CP1", "VDU1", Optional.empty(), OptionalInt.empty(), "normal", Optional.empty());
        var vdu = new Vdu(
                "VDU1",
                "VDU1",
                "",
                new VirtualCompute(1, 512, 1),
                Optional.empty(),
                Optional.empty(),
                volume.isPresent() ? List.of("images") : List.of(),
                1,
                1,
                Optional.empty());
        var flavour = new DeploymentFlavour(
                "simple",
                "",
                List.of(vdu),
                List.of(cp),
                List.of(),
                volume.isPresent() ? List.of(new VirtualStorage("images", 1, Optional.empty())) : List.of(),
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
