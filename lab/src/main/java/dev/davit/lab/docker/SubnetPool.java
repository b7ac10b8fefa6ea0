package dev.davit.lab.docker;

import java.util.Properties;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Where the lab takes its networks from when the wished one is in use on this machine.
 *
 * @param range all of it, e.g. 10.77.0.0/16
 * @param prefix of each network
 */
public record SubnetPool(String range, int prefix) {
    /** Away from the usual pools of Docker, Kubernetes and home networks. */
    public static final SubnetPool STANDARD = new SubnetPool("10.77.0.0/16", 24);

    public SubnetPool {
        var cidr = Ipv4Cidr.parse(range);
        if (prefix < cidr.prefix() || prefix > 29) {
            throw new IllegalArgumentException("A pool of networks /" + prefix + " cannot be cut out of " + range
                    + ": give a length from " + cidr.prefix() + " to 29");
        }
    }

    /**
     * As the properties {@code davit.lab.subnet-pool} (e.g. 10.77.0.0/16) and {@code davit.lab.subnet-prefix} (e.g. 24)
     * say, else the standard one.
     *
     * @throws IllegalArgumentException when they do not parse
     */
    static SubnetPool fromProperties(Properties properties) {
        return new SubnetPool(
                properties.getProperty("davit.lab.subnet-pool", STANDARD.range()),
                Integer.parseInt(
                        properties.getProperty("davit.lab.subnet-prefix", Integer.toString(STANDARD.prefix()))));
    }

    /** All its networks, from a place that depends on the seed: labs that start at one time do not race for the first. */
    Stream<Ipv4Cidr> networks(String seed) {
        var whole = Ipv4Cidr.parse(range);
        var count = 1L << (prefix - whole.prefix());
        var first = Math.floorMod((long) seed.hashCode(), count);
        return LongStream.range(0, count)
                .map(n -> (first + n) % count)
                .mapToObj(n -> new Ipv4Cidr(whole.network() + (n << (32 - prefix)), prefix));
    }
}
