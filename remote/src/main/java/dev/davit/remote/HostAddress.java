package dev.davit.remote;

import java.util.Objects;

/**
 * Where a host is reached and under which name its key is known.
 *
 * @param address IP address or host name
 * @param port TCP port of its SSH server
 * @param identity names the machine, not the address: a machine that is replaced behind the same address has another
 *     identity, and so its new host key is learned instead of refused
 */
public record HostAddress(String address, int port, String identity) {

    public HostAddress {
        Objects.requireNonNull(identity, "identity");
        if (address.isBlank()) {
            throw new IllegalArgumentException("a host needs an address");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port " + port + " is not between 1 and 65535");
        }
    }

    /** A host that is known by its address only. */
    public static HostAddress of(String address, int port) {
        return new HostAddress(address, port, "[" + address + "]:" + port);
    }

    @Override
    public String toString() {
        return port == 22 ? address : (address.contains(":") ? "[" + address + "]" : address) + ":" + port;
    }
}
