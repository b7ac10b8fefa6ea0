package dev.davit.openstack.client;

import dev.davit.openstack.http.CloudException;
import dev.davit.openstack.http.Request;
import dev.davit.openstack.http.Service;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Nova 2.1. All methods throw {@link dev.davit.openstack.http.CloudException}. */
public final class Nova {
    private static final int ONE_BY_ONE = 3;

    private final Cloud cloud;

    Nova(Cloud cloud) {
        this.cloud = cloud;
    }

    /** The flavors that the project may use. */
    public List<Flavor> flavors() throws InterruptedException {
        var flavors = new ArrayList<Flavor>();
        for (JsonNode f :
                cloud.call(Service.NOVA, Request.get("/flavors/detail")).json().path("flavors")) {
            if (!f.path("OS-FLV-DISABLED:disabled").asBoolean(false)) {
                flavors.add(new Flavor(
                        f.path("id").asString(""),
                        f.path("name").asString(""),
                        f.path("vcpus").asInt(0),
                        f.path("ram").asInt(0),
                        f.path("disk").asInt(0)));
            }
        }
        return flavors;
    }

    /** A few servers are asked for one by one, many by a list of the project's. */
    public List<Server> servers(Collection<String> ids) throws InterruptedException {
        var servers = new ArrayList<Server>();
        if (ids.size() > ONE_BY_ONE) {
            for (JsonNode s : cloud.call(Service.NOVA, Request.get("/servers/detail"))
                    .json()
                    .path("servers")) {
                servers.add(server(s));
            }
        }
        for (String id : ids) {
            if (servers.stream().noneMatch(s -> s.id().equals(id))) {
                show(id).ifPresent(servers::add);
            }
        }
        return servers.stream().filter(s -> ids.contains(s.id())).toList();
    }

    private Optional<Server> show(String id) throws InterruptedException {
        try {
            return Optional.of(server(cloud.call(Service.NOVA, Request.get("/servers" + Request.path(id)))
                    .json()
                    .path("server")));
        } catch (CloudException e) {
            if (e.isNotFound()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Server server(JsonNode node) {
        return new Server(
                node.path("id").asString(""),
                text(node, "OS-EXT-SRV-ATTR:host"),
                text(node, "OS-EXT-AZ:availability_zone"));
    }

    private static Optional<String> text(JsonNode node, String member) {
        return Optional.of(node.path(member).asString("")).filter(t -> !t.isEmpty());
    }

    /** The project's server groups. */
    public List<ServerGroup> serverGroups() throws InterruptedException {
        var groups = new ArrayList<ServerGroup>();
        for (JsonNode g : cloud.call(Service.NOVA, Request.get("/os-server-groups"))
                .json()
                .path("server_groups")) {
            var members = new HashSet<String>();
            g.path("members").forEach(m -> members.add(m.asString("")));
            groups.add(new ServerGroup(g.path("id").asString(""), g.path("name").asString(""), members));
        }
        return groups;
    }
}
