package dev.davit.lifecycle.instance;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/**
 * What exists of an instantiated VNF (SOL003 v2.6.1 clause 5.5.2.2, instantiatedVnfInfo).
 *
 * @param vnfState STARTED or STOPPED
 * @param additionalParams of the instantiate request; later operations take their parameters from here. May hold secrets:
 *     sealed at rest, masked in answers
 * @param vimState what the VIM port needs to find the resources again (for OpenStack: stack name and id); not shown
 */
public record InstantiatedVnfInfo(
        String flavourId,
        String instantiationLevelId,
        String vnfState,
        List<ScaleStatus> scaleStatus,
        List<ExtCpInfo> extCps,
        List<ExtVirtualLink> extVirtualLinks,
        List<ExtManagedVirtualLink> extManagedVirtualLinks,
        List<VnfcResourceInfo> vnfcs,
        List<VirtualLinkResourceInfo> virtualLinks,
        List<VirtualStorageResourceInfo> storages,
        List<VnfcInfo> vnfcInfos,
        ObjectNode additionalParams,
        Map<String, String> vimState) {

    public InstantiatedVnfInfo {
        scaleStatus = List.copyOf(scaleStatus);
        extCps = List.copyOf(extCps);
        extVirtualLinks = List.copyOf(extVirtualLinks);
        extManagedVirtualLinks = List.copyOf(extManagedVirtualLinks);
        vnfcs = List.copyOf(vnfcs);
        virtualLinks = List.copyOf(virtualLinks);
        storages = List.copyOf(storages);
        vnfcInfos = List.copyOf(vnfcInfos);
        vimState = Map.copyOf(vimState);
    }

    public Optional<VnfcResourceInfo> vnfc(UUID vnfcInstanceId) {
        return vnfcs.stream().filter(v -> v.id().equals(vnfcInstanceId)).findFirst();
    }

    /** The scale level of an aspect; 0 when nothing is known of it. */
    public int scaleLevel(String aspectId) {
        return scaleStatus.stream()
                .filter(status -> status.aspectId().equals(aspectId))
                .mapToInt(ScaleStatus::scaleLevel)
                .findFirst()
                .orElse(0);
    }

    public InstantiatedVnfInfo withScaleLevel(String aspectId, int level) {
        var changed = new TreeMap<String, ScaleStatus>();
        scaleStatus.forEach(status -> changed.put(status.aspectId(), status));
        changed.put(aspectId, new ScaleStatus(aspectId, level));
        return new InstantiatedVnfInfo(
                flavourId,
                instantiationLevelId,
                vnfState,
                List.copyOf(changed.values()),
                extCps,
                extVirtualLinks,
                extManagedVirtualLinks,
                vnfcs,
                virtualLinks,
                storages,
                vnfcInfos,
                additionalParams,
                vimState);
    }

    public InstantiatedVnfInfo withResources(VnfResources resources) {
        return new InstantiatedVnfInfo(
                flavourId,
                instantiationLevelId,
                vnfState,
                scaleStatus,
                resources.extCps(),
                extVirtualLinks,
                extManagedVirtualLinks,
                resources.vnfcs(),
                resources.virtualLinks(),
                resources.storages(),
                resources.vnfcInfos(),
                additionalParams,
                resources.vimState());
    }

    public VnfResources resources() {
        return new VnfResources(extCps, vnfcs, virtualLinks, storages, vnfcInfos, vimState);
    }
}
