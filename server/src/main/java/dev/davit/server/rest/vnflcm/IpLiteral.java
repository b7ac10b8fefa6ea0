package dev.davit.server.rest.vnflcm;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.util.regex.Pattern;

/** IP addresses as text; never asks a name server. */
final class IpLiteral {
    private static final Pattern FOUR_PARTS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

    private IpLiteral() {}

    /** @return the text @throws IllegalArgumentException when it is no address of that version */
    static String check(String text, boolean version6) {
        if (version6) {
            if (text.contains("%")) {
                throw new IllegalArgumentException("an address without zone is expected");
            }
            Inet6Address.ofLiteral(text);
        } else {
            if (!FOUR_PARTS.matcher(text).matches()) {
                throw new IllegalArgumentException("four numbers are expected");
            }
            Inet4Address.ofLiteral(text);
        }
        return text;
    }
}
