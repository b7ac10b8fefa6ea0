package dev.davit.server.packages;

import dev.davit.lifecycle.ProblemDetails;
import dev.davit.lifecycle.ProblemException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;

/**
 * Which addresses upload_from_uri may fetch from, so that a client cannot use the server to reach what only the server
 * reaches (SSRF). Only http and https; never link-local (cloud metadata), multicast or unspecified addresses; loopback
 * only when the operator allows it. Private networks are allowed: packages live there. Every redirect is checked too.
 *
 * <p>A name is looked up for the check and again for the connection. The JDK caches answers for 30 s, so both see the
 * same one; a name server cannot swap the address in between.
 */
final class DownloadAddress {
    private static final int MAX_LENGTH = 2048;

    private final boolean loopbackAllowed;

    DownloadAddress(boolean loopbackAllowed) {
        this.loopbackAllowed = loopbackAllowed;
    }

    /** The form, before the request is accepted. @throws ProblemException 400 */
    URI parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw refuse("must have at most " + MAX_LENGTH + " characters");
        }
        try {
            var uri = new URI(text);
            checkForm(uri);
            return uri;
        } catch (URISyntaxException e) {
            throw refuse("is not a URL: " + e.getReason());
        }
    }

    /** Form and place, before each connection. */
    void check(URI uri) throws UnknownHostException {
        checkForm(uri);
        String host = uri.getHost();
        for (InetAddress address : InetAddress.getAllByName(host)) {
            if (isForbidden(address)) {
                throw refuse("leads to " + address.getHostAddress()
                        + ", which the server does not fetch from (loopback needs --allow-loopback-downloads)");
            }
        }
    }

    private static void checkForm(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw refuse("must begin with http:// or https://");
        }
        if (uri.getHost() == null || uri.getHost().isEmpty()) {
            throw refuse("names no host");
        }
        if (uri.getRawUserInfo() != null) {
            throw refuse("must not hold a user name; use the members userName and password");
        }
    }

    private boolean isForbidden(InetAddress address) {
        InetAddress plain = unmapped(address);
        return plain.isLinkLocalAddress()
                || plain.isMulticastAddress()
                || plain.isAnyLocalAddress()
                || (plain.isLoopbackAddress() && !loopbackAllowed);
    }

    /** The IPv4 address inside an IPv6 one (mapped, compatible, 6to4, NAT64), else the address itself. */
    private static InetAddress unmapped(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address;
        }
        byte[] bytes = address.getAddress();
        boolean nat64 = bytes[0] == 0 && bytes[1] == 0x64 && (bytes[2] & 0xff) == 0xff && (bytes[3] & 0xff) == 0x9b;
        boolean sixToFour = bytes[0] == 0x20 && bytes[1] == 0x02;
        boolean compatible = ((Inet6Address) address).isIPv4CompatibleAddress() && !address.isLoopbackAddress();
        int offset = sixToFour ? 2 : 12;
        if (!nat64 && !sixToFour && !compatible) {
            return address;
        }
        try {
            return InetAddress.getByAddress(
                    new byte[] {bytes[offset], bytes[offset + 1], bytes[offset + 2], bytes[offset + 3]});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    private static ProblemException refuse(String reason) {
        return new ProblemException(ProblemDetails.badRequest("addressInformation", reason));
    }
}
