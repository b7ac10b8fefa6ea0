package dev.davit.driver.vm;

import java.util.Arrays;
import java.util.regex.Pattern;

/** What a host can be called (RFC 1123 clause 2.1). */
public final class HostName {
    private static final Pattern NAME = Pattern.compile(
            "[A-Za-z0-9](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9])?(?:\\.[A-Za-z0-9](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9])?)*");
    private static final Pattern ALL_NUMERIC = Pattern.compile("[0-9.]+");
    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}");

    private HostName() {}

    public static boolean isName(String text) {
        return text.length() <= 253
                && NAME.matcher(text).matches()
                && !ALL_NUMERIC.matcher(text).matches();
    }

    public static boolean isIpv4(String text) {
        return IPV4.matcher(text).matches()
                && Arrays.stream(text.split("\\.")).allMatch(part -> Integer.parseInt(part) <= 255);
    }

    /** An IPv6 address without brackets and zone. */
    public static boolean isIpv6(String text) {
        if (!text.contains(":") || !text.matches("[0-9A-Fa-f:.]+")) {
            return false;
        }
        try {
            // With a colon and these characters only, this reads a literal and asks no name server.
            return java.net.InetAddress.getByName(text) != null;
        } catch (java.net.UnknownHostException e) {
            return false;
        }
    }
}
