package dev.davit.openstack.collect;

import dev.davit.lifecycle.instance.ExtCpInfo;
import dev.davit.lifecycle.instance.VirtualLinkResourceInfo;
import dev.davit.lifecycle.instance.VirtualStorageResourceInfo;
import dev.davit.lifecycle.instance.VnfLinkPort;
import dev.davit.lifecycle.instance.VnfResources;
import dev.davit.lifecycle.instance.VnfcInfo;
import dev.davit.lifecycle.instance.VnfcResourceInfo;
import dev.davit.lifecycle.instance.VnfcResourceInfo.VnfcCpInfo;
import dev.davit.openstack.client.StackResource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The ids that clients know things by. What was there before keeps its id, though its resource in the VIM is another one
 * now; only what is new gets a new id.
 */
record KnownIds(VnfResources before) {

    /**
     * The former VNFCs of these servers: the one with the same name in Heat; for a server whose stack is new (the entire VNF was
     * made anew), one of the same VDU that has no server any more.
     */
    Map<HeatName, VnfcResourceInfo> formerVnfcs(List<StackResource> servers) {
        var former = new HashMap<HeatName, VnfcResourceInfo>();
        var free = new ArrayList<>(before.vnfcs());
        for (StackResource server : servers) {
            free.stream()
                    .filter(v -> HeatName.of(v).equals(HeatName.of(server)))
                    .findFirst()
                    .ifPresent(v -> {
                        former.put(HeatName.of(server), v);
                        free.remove(v);
                    });
        }
        for (StackResource server : servers) {
            if (!former.containsKey(HeatName.of(server))) {
                free.stream()
                        .filter(v -> v.vduId().equals(server.name()))
                        .findFirst()
                        .ifPresent(v -> {
                            former.put(HeatName.of(server), v);
                            free.remove(v);
                        });
            }
        }
        return former;
    }

    /** Those of former VNFCs in the order that they had, then new ones. */
    List<StackResource> inOrder(List<StackResource> servers, Map<HeatName, VnfcResourceInfo> former) {
        return servers.stream()
                .sorted(Comparator.comparingInt(s -> {
                    var known = Optional.ofNullable(former.get(HeatName.of(s)));
                    return known.map(before.vnfcs()::indexOf).orElse(Integer.MAX_VALUE);
                }))
                .toList();
    }

    static UUID cp(Optional<VnfcResourceInfo> former, String cpdId) {
        return former.flatMap(v -> v.cp(cpdId)).map(VnfcCpInfo::id).orElseGet(UUID::randomUUID);
    }

    UUID storage(Optional<VnfcResourceInfo> former, String descId) {
        return former.stream()
                .flatMap(v -> before.storages().stream()
                        .filter(s -> v.storageResourceIds().contains(s.id())))
                .filter(s -> s.virtualStorageDescId().equals(descId))
                .map(VirtualStorageResourceInfo::id)
                .findFirst()
                .orElseGet(UUID::randomUUID);
    }

    UUID extCp(UUID vnfcId, String cpdId) {
        return before.extCps().stream()
                .filter(e -> e.cpdId().equals(cpdId) && e.vnfcId().equals(Optional.of(vnfcId)))
                .map(ExtCpInfo::id)
                .findFirst()
                .orElseGet(UUID::randomUUID);
    }

    /** Of a CP of no VNFC. */
    UUID sharedCp(String cpdId) {
        return before.extCps().stream()
                .filter(e -> e.cpdId().equals(cpdId) && e.vnfcId().isEmpty())
                .map(ExtCpInfo::id)
                .findFirst()
                .orElseGet(UUID::randomUUID);
    }

    UUID virtualLink(String descId) {
        return before.virtualLinks().stream()
                .filter(l -> l.virtualLinkDescId().equals(descId))
                .map(VirtualLinkResourceInfo::id)
                .findFirst()
                .orElseGet(UUID::randomUUID);
    }

    UUID linkPort(UUID cpInstanceId) {
        return before.virtualLinks().stream()
                .flatMap(l -> l.linkPorts().stream())
                .filter(p -> p.cpInstanceId().equals(Optional.of(cpInstanceId)))
                .map(VnfLinkPort::id)
                .findFirst()
                .orElseGet(UUID::randomUUID);
    }

    UUID vnfcInfo(UUID vnfcId) {
        return before.vnfcInfos().stream()
                .filter(v -> v.vnfcResourceInfoId().equals(vnfcId))
                .map(VnfcInfo::id)
                .findFirst()
                .orElseGet(UUID::randomUUID);
    }
}
