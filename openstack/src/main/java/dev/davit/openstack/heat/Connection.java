package dev.davit.openstack.heat;

import dev.davit.lifecycle.instance.ExtVirtualLink;
import dev.davit.lifecycle.instance.ExtVirtualLink.CpConfig;
import java.util.Optional;

/** What a connection point of a VDU is connected to. */
public sealed interface Connection {

    /** A port that exists already; it is used as it is, and stays when the VNF goes. @param linkPortId its id in the request */
    record ExistingPort(ExtVirtualLink link, String linkPortId, String portId) implements Connection {}

    /** A new port on an external network. @param config addresses asked for */
    record ExternalNetwork(ExtVirtualLink link, Optional<CpConfig> config) implements Connection {}

    /** A new port on a network that the request gives for an internal virtual link. */
    record ManagedNetwork(String virtualLink, String networkId) implements Connection {}

    /** A new port on a network of the stack. */
    record OwnNetwork(String virtualLink) implements Connection {}
}
