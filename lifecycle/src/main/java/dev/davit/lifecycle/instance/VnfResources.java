package dev.davit.lifecycle.instance;

import java.util.List;
import java.util.Map;

/**
 * What a VIM port found or made for a VNF instance: the part of {@link InstantiatedVnfInfo} that the VIM determines.
 * A port that replaces a compute resource keeps the id of its {@link VnfcResourceInfo}.
 */
public record VnfResources(
        List<ExtCpInfo> extCps,
        List<VnfcResourceInfo> vnfcs,
        List<VirtualLinkResourceInfo> virtualLinks,
        List<VirtualStorageResourceInfo> storages,
        List<VnfcInfo> vnfcInfos,
        Map<String, String> vimState) {

    public static final VnfResources NONE =
            new VnfResources(List.of(), List.of(), List.of(), List.of(), List.of(), Map.of());

    public VnfResources {
        extCps = List.copyOf(extCps);
        vnfcs = List.copyOf(vnfcs);
        virtualLinks = List.copyOf(virtualLinks);
        storages = List.copyOf(storages);
        vnfcInfos = List.copyOf(vnfcInfos);
        vimState = Map.copyOf(vimState);
    }
}
