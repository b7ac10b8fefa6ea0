package dev.davit.lab.neutron;

import dev.davit.lab.http.ApiException;
import dev.davit.lab.json.Json;
import dev.davit.lab.net.Cidr;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which IPv4 addresses are taken, by subnet. Goes round the allocation pools, so that an address is not given to the next
 * server right after the last one has left it. Never gives the gateway, nor addresses that end in .0, .1 or .255: the container
 * engine keeps those for itself.
 */
final class Addresses {
    private final Map<String, Set<Long>> taken = new HashMap<>();
    private final Map<String, Long> cursors = new HashMap<>();

    /** Marks the addresses of what a snapshot brought back. */
    synchronized void restore(List<ObjectNode> ports) {
        for (ObjectNode port : ports) {
            for (JsonNode ip : port.get("fixed_ips")) {
                of(ip.get("subnet_id").asString())
                        .add(Cidr.number(ip.get("ip_address").asString()));
            }
        }
    }

    synchronized String take(ObjectNode subnet, Optional<String> wish) {
        String id = subnet.get("id").asString();
        if (wish.isPresent()) {
            return takeThis(subnet, id, wish.get());
        }
        for (long from : List.of(cursors.getOrDefault(id, 0L), 0L)) {
            for (JsonNode pool : subnet.get("allocation_pools")) {
                long end = Cidr.number(pool.get("end").asString());
                for (long at = Math.max(from, Cidr.number(pool.get("start").asString())); at <= end; at++) {
                    if (usable(subnet, at) && of(id).add(at)) {
                        cursors.put(id, at + 1);
                        return Cidr.text(at);
                    }
                }
            }
        }
        throw new ApiException(
                409,
                "IpAddressGenerationFailure",
                "No more IP addresses available on network "
                        + subnet.get("network_id").asString() + ".");
    }

    private String takeThis(ObjectNode subnet, String id, String wish) {
        long address;
        try {
            address = Cidr.number(wish);
        } catch (IllegalArgumentException e) {
            throw new ApiException(400, "InvalidInput", "Invalid input for fixed_ips. Reason: " + e.getMessage() + ".");
        }
        Cidr cidr = Cidr.of(subnet.get("cidr").asString());
        if (!cidr.contains(address) || address == cidr.first() || address == cidr.last()) {
            throw new ApiException(
                    400, "InvalidIpForSubnet", "IP address " + wish + " is not a valid IP for the specified subnet.");
        }
        if (wish.equals(Json.text(subnet, "gateway_ip", "")) || !of(id).add(address)) {
            throw new ApiException(
                    409, "IpAddressAlreadyAllocated", "IP address " + wish + " already allocated in subnet " + id);
        }
        return wish;
    }

    private static boolean usable(ObjectNode subnet, long address) {
        long last = address & 255;
        return last > 1 && last < 255 && !Cidr.text(address).equals(Json.text(subnet, "gateway_ip", ""));
    }

    synchronized void release(String subnet, String address) {
        of(subnet).remove(Cidr.number(address));
    }

    private Set<Long> of(String subnet) {
        return taken.computeIfAbsent(subnet, s -> new HashSet<>());
    }
}
