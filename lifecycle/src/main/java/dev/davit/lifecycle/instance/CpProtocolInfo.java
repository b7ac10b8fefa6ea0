package dev.davit.lifecycle.instance;

import java.util.List;
import java.util.Optional;

/** Layer and addresses of a connection point (SOL003 v2.6.1 clause 4.4.1.10b/4.5.3.2); always IP_OVER_ETHERNET. */
public record CpProtocolInfo(Optional<String> macAddress, List<Address> addresses) {
    public CpProtocolInfo {
        addresses = List.copyOf(addresses);
    }

    /** @param type IPV4 or IPV6 @param dynamic whether the VIM chose it */
    public record Address(String type, String address, Optional<String> subnetId, boolean dynamic) {}
}
