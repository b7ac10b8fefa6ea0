package dev.davit.driver.kubernetes.parameters;

import dev.davit.driver.vm.HostName;
import java.util.ArrayList;
import java.util.List;

/** A network in CIDR notation, e.g. 192.168.0.0/16 or fd00:10::/108. @param text as it was given */
public record Cidr(String text) {
    /** More would not fit into an environment variable. */
    public static final int MOST_ADDRESSES = 4096;

    /** @throws IllegalArgumentException saying what is expected */
    public static Cidr parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        String prefix = slash < 0 ? "" : text.substring(slash + 1);
        int bits = HostName.isIpv4(address) ? 32 : HostName.isIpv6(address) ? 128 : -1;
        if (bits < 0 || !prefix.matches("[0-9]{1,3}") || Integer.parseInt(prefix) > bits) {
            throw new IllegalArgumentException("must be a network in CIDR notation such as 10.10.0.0/24");
        }
        return new Cidr(text);
    }

    /** The same for a network whose addresses are wanted one by one. */
    public static Cidr parseListable(String text) {
        Cidr cidr = parse(text);
        if (cidr.isIpv6() || cidr.prefix() < 20) {
            throw new IllegalArgumentException("must be an IPv4 network of at most " + MOST_ADDRESSES
                    + " addresses (/20), as each of them is put into no_proxy");
        }
        return cidr;
    }

    private boolean isIpv6() {
        return text.contains(":");
    }

    private int prefix() {
        return Integer.parseInt(text.substring(text.indexOf('/') + 1));
    }

    /** All addresses of an IPv4 network, network and broadcast address included. */
    public List<String> addresses() {
        long first = 0;
        for (String octet : text.substring(0, text.indexOf('/')).split("\\.")) {
            first = first << 8 | Integer.parseInt(octet);
        }
        long count = 1L << (32 - prefix());
        first -= first % count;
        var addresses = new ArrayList<String>();
        for (long address = first; address < first + count; address++) {
            addresses.add((address >> 24 & 255) + "." + (address >> 16 & 255) + "." + (address >> 8 & 255) + "."
                    + (address & 255));
        }
        return addresses;
    }

    @Override
    public String toString() {
        return text;
    }
}
