package dev.davit.openstack.collect;

import dev.davit.lifecycle.instance.CpProtocolInfo;
import dev.davit.lifecycle.instance.ExtVirtualLink.CpConfig;
import dev.davit.openstack.client.Port;
import dev.davit.openstack.heat.Connection;
import java.util.Optional;
import java.util.UUID;

/** What a port says about a connection point. */
final class Protocols {
    private Protocols() {}

    static CpProtocolInfo of(Port port, Optional<CpConfig> asked) {
        var addresses = port.fixedIps().stream()
                .map(ip -> new CpProtocolInfo.Address(
                        ip.address().contains(":") ? "IPV6" : "IPV4",
                        ip.address(),
                        Optional.of(ip.subnetId()).filter(s -> !s.isEmpty()),
                        !wasAskedFor(ip.address(), asked)))
                .toList();
        return new CpProtocolInfo(Optional.of(port.macAddress()).filter(m -> !m.isEmpty()), addresses);
    }

    private static boolean wasAskedFor(String address, Optional<CpConfig> asked) {
        return asked.stream()
                .flatMap(c -> c.addresses().stream())
                .anyMatch(a -> a.fixedAddresses().contains(address));
    }

    /** The link port of the request that the connection point uses; clients may have given it an id that is no UUID. */
    static Optional<UUID> extLinkPort(Connection connection) {
        if (connection instanceof Connection.ExistingPort existing) {
            try {
                return Optional.of(UUID.fromString(existing.linkPortId()));
            } catch (IllegalArgumentException noUuid) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }
}
