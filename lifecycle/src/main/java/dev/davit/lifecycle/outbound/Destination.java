package dev.davit.lifecycle.outbound;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Where clients may send the server: addresses that they give for packages, VIMs and notifications must not lead to what only
 * the server reaches (SSRF). Link-local addresses (the metadata service of a cloud is one), multicast and unspecified ones are
 * never gone to; private networks always, since packages, VIMs and NFVOs live there.
 *
 * <p>A name is looked up for the check and again for the connection. The JDK caches answers for 30 s, so both see the
 * same one; a name server cannot swap the address in between.
 */
public final class Destination {
    private Destination() {}

    /**
     * The address that a host leads to and the server does not go to; empty when it may be gone to.
     *
     * @param host a name, or an address, an IPv6 one with or without brackets
     * @param loopback whether this machine itself is fine
     * @throws UnknownHostException when there is no such host
     */
    public static Optional<String> refused(String host, boolean loopback) throws UnknownHostException {
        for (InetAddress address : InetAddress.getAllByName(host)) {
            if (isForbidden(unmapped(address), loopback)) {
                return Optional.of(address.getHostAddress());
            }
        }
        return Optional.empty();
    }

    private static boolean isForbidden(InetAddress address, boolean loopback) {
        return address.isLinkLocalAddress()
                || address.isMulticastAddress()
                || address.isAnyLocalAddress()
                || address.isLoopbackAddress() && !loopback;
    }

    /** The IPv4 address inside an IPv6 one (mapped, compatible, 6to4, NAT64), else the address itself. */
    private static InetAddress unmapped(InetAddress address) throws UnknownHostException {
        if (!(address instanceof Inet6Address six)) {
            return address;
        }
        byte[] bytes = address.getAddress();
        boolean nat64 = bytes[0] == 0 && bytes[1] == 0x64 && (bytes[2] & 0xff) == 0xff && (bytes[3] & 0xff) == 0x9b;
        boolean sixToFour = bytes[0] == 0x20 && bytes[1] == 0x02;
        boolean compatible = six.isIPv4CompatibleAddress() && !address.isLoopbackAddress();
        int offset = sixToFour ? 2 : 12;
        return nat64 || sixToFour || compatible
                ? InetAddress.getByAddress(
                        new byte[] {bytes[offset], bytes[offset + 1], bytes[offset + 2], bytes[offset + 3]})
                : address;
    }
}
