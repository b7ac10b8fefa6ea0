package dev.davit.driver.kubernetes.topology;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Gives nodes their names: master or worker and the last octet of the address, as install scripts do by themselves. A node
 * whose name is taken gets one with more octets, the last one still last (worker1-15 for 10.0.1.15).
 */
final class NodeNames {
    private final Set<String> taken = new HashSet<>();

    /** The names are stable as long as addresses come in the same order. */
    String next(Role role, String address) {
        List<String> parts = List.of(address.split("[.:]+"));
        for (int count = 1; count <= parts.size(); count++) {
            String name = role.prefix() + String.join("-", parts.subList(parts.size() - count, parts.size()));
            if (taken.add(name)) {
                return name;
            }
        }
        throw new IllegalArgumentException("two nodes have the address " + address);
    }
}
