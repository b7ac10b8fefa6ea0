package dev.davit.openstack.client;

import java.util.List;

/** A Neutron port. @param serverId device_id; empty when nothing uses it */
public record Port(String id, String networkId, String macAddress, String serverId, List<FixedIp> fixedIps) {
    public Port {
        fixedIps = List.copyOf(fixedIps);
    }

    public record FixedIp(String subnetId, String address) {}
}
