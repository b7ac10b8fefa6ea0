package dev.davit.lifecycle.instance;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A VNFC and its compute resource (SOL003 v2.6.1 clause 5.5.3.5).
 *
 * @param id what clients call vnfcInstanceId; stays the same when the compute resource is replaced
 * @param storageResourceIds ids of {@link VirtualStorageResourceInfo}
 * @param metadata facts that Davit keeps with it (such as the Heat resource's name and stack); not shown by the v1 API
 */
public record VnfcResourceInfo(
        UUID id,
        String vduId,
        ResourceHandle computeResource,
        List<UUID> storageResourceIds,
        List<VnfcCpInfo> cps,
        Map<String, String> metadata) {
    public VnfcResourceInfo {
        storageResourceIds = List.copyOf(storageResourceIds);
        cps = List.copyOf(cps);
        metadata = Map.copyOf(metadata);
    }

    public Optional<VnfcCpInfo> cp(String cpdId) {
        return cps.stream().filter(c -> c.cpdId().equals(cpdId)).findFirst();
    }

    /**
     * A connection point of a VNFC.
     *
     * @param extCpId id of the {@link ExtCpInfo} that exposes it, if one does
     * @param linkPortId id of the {@link VnfLinkPort} it is connected to
     * @param floatingAddress floating IP of its port, when it has one; the address to reach the VNFC at from outside
     */
    public record VnfcCpInfo(
            UUID id,
            String cpdId,
            Optional<UUID> extCpId,
            Optional<UUID> linkPortId,
            CpProtocolInfo protocol,
            Optional<String> floatingAddress) {

        /** The address for management access: the floating IP, else the first fixed address. */
        public Optional<String> reachableAddress() {
            return floatingAddress.or(() -> protocol.addresses().stream()
                    .map(CpProtocolInfo.Address::address)
                    .findFirst());
        }
    }
}
