package dev.davit.openstack.client;

import java.util.Set;

/** A Nova server group. @param servers ids of its members */
public record ServerGroup(String id, String name, Set<String> servers) {
    public ServerGroup {
        servers = Set.copyOf(servers);
    }
}
