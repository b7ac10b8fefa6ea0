package dev.davit.openstack.heat;

import dev.davit.lifecycle.instance.ExtVirtualLink;
import dev.davit.lifecycle.instance.ExtVirtualLink.CpConfig;
import java.util.Optional;

/** What a connection point of a VDU is connected to. */
public sealed interface Connection {

    /** The id of the external, or the name of the internal virtual link. */
    String link();

    /** The addresses that the request asks for. */
    default Optional<CpConfig> config() {
        return Optional.empty();
    }

    /** A port that exists already; it is used as it is, and stays when the VNF goes. @param linkPortId its id in the request */
    record ExistingPort(ExtVirtualLink external, String linkPortId, String portId) implements Connection {
        @Override
        public String link() {
            return external.id();
        }
    }

    /** A new port on an external network. @param config addresses asked for */
    record ExternalNetwork(ExtVirtualLink external, Optional<CpConfig> config) implements Connection {
        @Override
        public String link() {
            return external.id();
        }
    }

    /** A new port on a network that the request gives for an internal virtual link. */
    record ManagedNetwork(String link, String networkId) implements Connection {}

    /** A new port on a network of the stack. */
    record OwnNetwork(String link) implements Connection {}
}
