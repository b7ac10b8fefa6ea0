package dev.davit.driver.vm;

import java.util.Arrays;
import java.util.List;

/**
 * What is reached without a proxy.
 *
 * @param entries IP addresses, networks in CIDR notation, host or domain names; a name may begin with "." or "*."
 */
public record NoProxy(List<String> entries) {
    private static final int MAX_ENTRIES = 200;
    public static final NoProxy NONE = new NoProxy(List.of());

    public NoProxy {
        entries = List.copyOf(entries);
    }

    /** @throws IllegalArgumentException naming the entry that is wrong */
    public static NoProxy parse(String text) {
        List<String> entries =
                Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        if (entries.size() > MAX_ENTRIES) {
            throw new IllegalArgumentException("must not have more than " + MAX_ENTRIES + " entries");
        }
        entries.forEach(NoProxy::check);
        return new NoProxy(entries);
    }

    private static void check(String entry) {
        if (entry.isEmpty()) {
            throw new IllegalArgumentException("has an empty entry; entries are separated by single commas");
        }
        if (entry.contains("/")) {
            checkNetwork(entry);
            return;
        }
        String name = entry.startsWith("*.") ? entry.substring(2) : entry.startsWith(".") ? entry.substring(1) : entry;
        if (!HostName.isName(name) && !HostName.isIpv4(entry) && !HostName.isIpv6(entry)) {
            throw new IllegalArgumentException(
                    "'" + entry + "' is neither an IP address nor a network (10.0.0.0/8) nor a host or domain name");
        }
    }

    private static void checkNetwork(String entry) {
        String address = entry.substring(0, entry.indexOf('/'));
        String prefix = entry.substring(entry.indexOf('/') + 1);
        int bits = HostName.isIpv4(address) ? 32 : HostName.isIpv6(address) ? 128 : -1;
        if (bits < 0 || !prefix.matches("[0-9]{1,3}") || Integer.parseInt(prefix) > bits) {
            throw new IllegalArgumentException("'" + entry + "' is not a network in CIDR notation such as 10.0.0.0/8");
        }
    }

    /** As environment variables want it. */
    public String joined() {
        return String.join(",", entries);
    }
}
