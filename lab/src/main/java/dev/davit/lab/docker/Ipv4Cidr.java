package dev.davit.lab.docker;

import java.util.regex.Pattern;

/** @param network lowest address, as an unsigned 32-bit number @param prefix 0 to 32 */
record Ipv4Cidr(long network, int prefix) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");

    Ipv4Cidr {
        if (prefix < 0 || prefix > 32 || network < 0 || network > 0xffff_ffffL) {
            throw new IllegalArgumentException("Not an IPv4 network: prefix length " + prefix);
        }
        network = network & mask(prefix);
    }

    /** @throws IllegalArgumentException for anything but a.b.c.d/n; host bits are cleared */
    static Ipv4Cidr parse(String text) {
        var matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no IPv4 network such as 10.10.0.0/24");
        }
        long address = 0;
        for (int group = 1; group <= 4; group++) {
            var octet = Integer.parseInt(matcher.group(group));
            if (octet > 255) {
                throw new IllegalArgumentException("'" + text + "' is no IPv4 network: " + octet + " is above 255");
            }
            address = address << 8 | octet;
        }
        return new Ipv4Cidr(address, Integer.parseInt(matcher.group(5)));
    }

    boolean overlaps(Ipv4Cidr other) {
        var shared = mask(Math.min(prefix, other.prefix));
        return (network & shared) == (other.network & shared);
    }

    /** The n-th address, counted from the network's own. */
    String address(long n) {
        var address = network + n;
        return "%d.%d.%d.%d".formatted(address >> 24 & 255, address >> 16 & 255, address >> 8 & 255, address & 255);
    }

    long size() {
        return 1L << (32 - prefix);
    }

    private static long mask(int prefix) {
        return 0xffff_ffffL << (32 - prefix) & 0xffff_ffffL;
    }

    @Override
    public String toString() {
        return address(0) + "/" + prefix;
    }
}
