package dev.davit.vnfpackage.vnfd;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A connection point of a VDU (tosca.nodes.nfv.VduCp).
 *
 * @param name node template name; cpdId in SOL003
 * @param vdu name of the VDU it binds to
 * @param virtualLink name of the internal virtual link it connects to; empty for an external CP
 * @param order position among the VDU's interfaces
 * @param vnicType Neutron vnic type: normal, direct, direct-physical, macvtap, ...
 * @param mac fixed hardware address, when the descriptor gives one
 */
public record VduCp(
        String name,
        String vdu,
        Optional<String> virtualLink,
        OptionalInt order,
        String vnicType,
        Optional<String> mac) {
    /** Whether it is exposed by the VNF, to be connected to an external virtual link. */
    public boolean isExternal() {
        return virtualLink.isEmpty();
    }
}
