package dev.davit.lab.docker;

import java.util.List;
import java.util.Optional;

/** The IPv4 routes of this machine: a lab network that covers one of them would cut the machine off from it. */
final class HostRoutes {
    private final HostSystem host;

    HostRoutes(HostSystem host) {
        this.host = host;
    }

    private record Route(String device, Ipv4Cidr target) {}

    /** The device of the route that a network would collide with. */
    Optional<String> collision(Ipv4Cidr network) {
        return routes().stream()
                .filter(route -> route.target().prefix() > 0 && route.target().overlaps(network))
                .map(route -> "the route to " + route.target() + " through " + route.device())
                .findFirst();
    }

    /** The largest packet of the device that the default route takes; larger ones would be lost or cut up. */
    Optional<Integer> defaultMtu() {
        return routes().stream()
                .filter(route -> route.target().prefix() == 0)
                .flatMap(route -> host.lines("sys/class/net/" + route.device() + "/mtu").stream())
                .map(Integer::valueOf)
                .findFirst();
    }

    private List<Route> routes() {
        return host.lines("proc/net/route").stream()
                .skip(1)
                .map(line -> line.split("\\s+"))
                .filter(words -> words.length >= 8)
                .map(words -> new Route(
                        words[0], new Ipv4Cidr(littleEndian(words[1]), Long.bitCount(Long.parseLong(words[7], 16)))))
                .toList();
    }

    private static long littleEndian(String hex) {
        return Integer.toUnsignedLong(Integer.reverseBytes(Integer.parseUnsignedInt(hex, 16)));
    }
}
