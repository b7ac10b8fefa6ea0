package dev.davit.lifecycle.instance;

import java.util.List;
import java.util.UUID;

/** A network used by the VNF (VnfVirtualLinkResourceInfo, SOL003 v2.6.1 clause 5.5.3.6); lists external ones too, as clients of the v1 API expect. */
public record VirtualLinkResourceInfo(
        UUID id, String virtualLinkDescId, ResourceHandle network, List<VnfLinkPort> linkPorts) {
    public VirtualLinkResourceInfo {
        linkPorts = List.copyOf(linkPorts);
    }
}
