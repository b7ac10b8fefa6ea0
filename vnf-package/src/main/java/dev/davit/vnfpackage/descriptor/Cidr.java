package dev.davit.vnfpackage.descriptor;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;

/** Checks network addresses such as {@code 192.168.0.0/24}, without a look-up. */
final class Cidr {
    private Cidr() {}

    static boolean isValid(String text, int version) {
        int slash = text.indexOf('/');
        if (slash < 1 || !text.substring(slash + 1).matches("\\d{1,3}") || text.contains("%")) {
            return false;
        }
        int prefix = Integer.parseInt(text.substring(slash + 1));
        try {
            InetAddress address = InetAddress.ofLiteral(text.substring(0, slash));
            return version == 4
                    ? address instanceof Inet4Address && prefix <= 32
                    : address instanceof Inet6Address && prefix <= 128;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
