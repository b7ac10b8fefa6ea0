package dev.davit.testbed;

import dev.davit.lifecycle.instance.CpProtocolInfo;
import dev.davit.lifecycle.instance.InstantiatedVnfInfo;
import dev.davit.lifecycle.instance.InstantiationState;
import dev.davit.lifecycle.instance.ResourceHandle;
import dev.davit.lifecycle.instance.VirtualStorageResourceInfo;
import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.lifecycle.instance.VnfcResourceInfo;
import dev.davit.lifecycle.instance.VnfcResourceInfo.VnfcCpInfo;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** VNF instances as steps get to see them: flavour "simple" of some package, of VMs that tests choose. */
public final class Instances {
    private Instances() {}

    /** An instance of which nothing is there yet. */
    public static VnfInstance beingInstantiated(UUID id) {
        ObjectNode none = JsonMapper.shared().createObjectNode();
        return of(id, InstantiationState.NOT_INSTANTIATED, List.of(), List.of(), none, Map.of());
    }

    /** @param vimState what the VIM's steps have kept for later operations */
    public static VnfInstance instantiated(
            UUID id, List<VnfcResourceInfo> vnfcs, ObjectNode additionalParams, Map<String, String> vimState) {
        return of(id, InstantiationState.INSTANTIATED, vnfcs, List.of(), additionalParams, vimState);
    }

    /** @param storages volumes that the VNFCs have */
    public static VnfInstance withStorages(
            UUID id,
            List<VnfcResourceInfo> vnfcs,
            List<VirtualStorageResourceInfo> storages,
            ObjectNode additionalParams) {
        return of(id, InstantiationState.INSTANTIATED, vnfcs, storages, additionalParams, Map.of());
    }

    private static VnfInstance of(
            UUID id,
            InstantiationState state,
            List<VnfcResourceInfo> vnfcs,
            List<VirtualStorageResourceInfo> storages,
            ObjectNode additionalParams,
            Map<String, String> vimState) {
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
                storages,
                List.of(),
                additionalParams,
                vimState);
        return new VnfInstance(
                id,
                "project",
                "vnf-" + id,
                Optional.empty(),
                "vnfd",
                "Davit",
                "sample",
                "1.0",
                "1.0",
                UUID.randomUUID(),
                Map.of(),
                List.of(),
                state,
                Optional.of(info),
                Instant.EPOCH);
    }

    public static VnfcResourceInfo vnfc(
            UUID id, String vdu, String serverId, List<VnfcCpInfo> cps, Map<String, String> metadata) {
        return new VnfcResourceInfo(
                id,
                vdu,
                new ResourceHandle(Optional.empty(), serverId, Optional.of("OS::Nova::Server")),
                List.of(),
                cps,
                metadata);
    }

    /** A connection point with one IPv4 address. */
    public static VnfcCpInfo cp(String name, String address) {
        return new VnfcCpInfo(
                UUID.randomUUID(),
                name,
                Optional.empty(),
                Optional.empty(),
                new CpProtocolInfo(
                        Optional.empty(), List.of(new CpProtocolInfo.Address("IPV4", address, Optional.empty(), true))),
                Optional.empty());
    }
}
