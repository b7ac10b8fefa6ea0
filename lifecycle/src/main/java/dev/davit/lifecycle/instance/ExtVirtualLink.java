package dev.davit.lifecycle.instance;

import java.util.List;
import java.util.Optional;

/**
 * An external network to connect to and how (ExtVirtualLinkData, SOL003 v2.6.1 clause 4.4.1.11).
 *
 * @param resourceId the network's id in the VIM
 */
public record ExtVirtualLink(
        String id,
        Optional<String> vimConnectionId,
        String resourceId,
        List<ExtCp> extCps,
        List<ExtLinkPort> linkPorts) {
    public ExtVirtualLink {
        extCps = List.copyOf(extCps);
        linkPorts = List.copyOf(linkPorts);
    }

    /** VnfExtCpData. @param configs one per CP instance */
    public record ExtCp(String cpdId, List<CpConfig> configs) {
        public ExtCp {
            configs = List.copyOf(configs);
        }
    }

    /** VnfExtCpConfig. @param linkPortId an existing port to use */
    public record CpConfig(
            Optional<String> cpInstanceId,
            Optional<String> linkPortId,
            Optional<String> macAddress,
            List<IpRequest> addresses) {
        public CpConfig {
            addresses = List.copyOf(addresses);
        }
    }

    /** Addresses to assign: the fixed ones, or that many dynamic ones. @param type IPV4 or IPV6 */
    public record IpRequest(String type, Optional<String> subnetId, List<String> fixedAddresses, int dynamicAddresses) {
        public IpRequest {
            fixedAddresses = List.copyOf(fixedAddresses);
        }
    }

    /** ExtLinkPortData: an existing port. */
    public record ExtLinkPort(String id, ResourceHandle resource) {}
}
