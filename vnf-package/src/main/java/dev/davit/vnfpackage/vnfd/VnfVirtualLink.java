package dev.davit.vnfpackage.vnfd;

import java.util.List;

/**
 * An internal virtual link (tosca.nodes.nfv.VnfVirtualLink); becomes a Neutron network.
 *
 * @param subnets vl_profile.virtual_link_protocol_data[].l3_protocol_data; empty means one subnet of Davit's choice
 */
public record VnfVirtualLink(String name, String description, List<L3Protocol> subnets) {
    public VnfVirtualLink {
        subnets = List.copyOf(subnets);
    }

    /** @param ipVersion 4 or 6 @param cidr e.g. 192.168.0.0/24 */
    public record L3Protocol(String name, int ipVersion, String cidr, boolean dhcp) {}
}
