package dev.davit.lab.net;

/** An IPv4 network, e.g. 10.10.0.0/24. Addresses are text at the edges and unsigned 32-bit numbers inside. */
public record Cidr(long first, int prefix) {
    public Cidr {
        if (prefix < 8 || prefix > 30) {
            throw new IllegalArgumentException("/" + prefix + " is not between /8 and /30");
        }
    }

    /** Throws IllegalArgumentException for what is no IPv4 CIDR. */
    public static Cidr of(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("'" + text + "' is not a valid IP subnet");
        }
        int prefix;
        try {
            prefix = Integer.parseInt(text.substring(slash + 1));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is not a valid IP subnet", e);
        }
        long address = number(text.substring(0, slash));
        Cidr cidr = new Cidr(address & mask(prefix), prefix);
        if (cidr.first != address) {
            throw new IllegalArgumentException(
                    "'" + text + "' isn't a recognized IP subnet cidr, '" + cidr + "' is recommended");
        }
        return cidr;
    }

    private static long mask(int prefix) {
        return 0xFFFFFFFFL & (0xFFFFFFFFL << (32 - prefix));
    }

    public static long number(String address) {
        String[] parts = address.split("\\.", -1);
        long number = 0;
        for (String part : parts) {
            if (parts.length != 4 || !part.matches("\\d{1,3}") || Integer.parseInt(part) > 255) {
                throw new IllegalArgumentException("'" + address + "' is not a valid IP address");
            }
            number = number << 8 | Integer.parseInt(part);
        }
        return number;
    }

    public static String text(long address) {
        return (address >> 24 & 255) + "." + (address >> 16 & 255) + "." + (address >> 8 & 255) + "." + (address & 255);
    }

    public long last() {
        return first + (1L << (32 - prefix)) - 1;
    }

    /** The n-th address, 0 being the network's own. */
    public String host(long n) {
        return text(first + n);
    }

    public boolean contains(long address) {
        return address >= first && address <= last();
    }

    @Override
    public String toString() {
        return text(first) + "/" + prefix;
    }
}
