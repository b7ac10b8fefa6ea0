package dev.davit.lab.neutron;

import dev.davit.lab.http.ApiException;
import dev.davit.lab.http.Caller;
import dev.davit.lab.hypervisor.Hypervisor;
import dev.davit.lab.hypervisor.NetworkSpec;
import dev.davit.lab.hypervisor.NetworkState;
import dev.davit.lab.json.Json;
import dev.davit.lab.net.Cidr;
import dev.davit.lab.store.Store;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Subnets. The hypervisor may answer other addresses than were wished for where the wish is no more than one. */
public final class Subnets extends Kind {
    private static final int FIRST_HOST = 2;
    private final Networks networks;
    private final Hypervisor hypervisor;
    private final Store store;

    Subnets(Store store, Networks networks, Hypervisor hypervisor) {
        super("Subnet", "subnet", "subnets", store.kind("subnets"));
        this.store = store;
        this.networks = networks;
        this.hypervisor = hypervisor;
    }

    @Override
    public ObjectNode create(String project, ObjectNode wish) {
        return create(project, wish, true);
    }

    /** @param fixed whether another CIDR than the wished one would be wrong */
    public ObjectNode create(String project, ObjectNode wish, boolean fixed) {
        String network = Json.text(wish, "network_id").orElseThrow(() -> invalid("network_id is required"));
        ObjectNode owner = networks.get(network);
        int version = wish.path("ip_version").asInt(4);
        String wished = Json.text(wish, "cidr")
                .orElseThrow(() -> invalid("a subnetpool must be specified in the absence of a cidr"));
        ObjectNode subnet = document(project, wish);
        copy(wish, subnet, "host_routes", "dns_nameservers");
        if (version == 4) {
            addresses(owner, wish, wished, fixed, subnet);
        } else {
            subnet.put("cidr", wished).putNull("gateway_ip").putArray("allocation_pools");
        }
        subnet.put("network_id", network)
                .put("ip_version", version)
                .put("enable_dhcp", Json.flag(wish, "enable_dhcp", true))
                .put("ipv6_ra_mode", Json.text(wish, "ipv6_ra_mode").orElse(null))
                .put("ipv6_address_mode", Json.text(wish, "ipv6_address_mode").orElse(null))
                .putNull("subnetpool_id");
        subnet.withArray("/host_routes");
        subnet.withArray("/dns_nameservers");
        documents.put(subnet);
        networks.addSubnet(network, subnet.get("id").asString());
        return subnet;
    }

    private void addresses(ObjectNode network, ObjectNode wish, String wished, boolean fixed, ObjectNode subnet) {
        Cidr cidr = cidr(wished);
        String gateway =
                wish.path("gateway_ip").isString() ? wish.get("gateway_ip").asString() : cidr.host(1);
        boolean first = documents.where("network_id", network.get("id").asString()).stream()
                .noneMatch(s -> s.get("ip_version").asInt() == 4);
        boolean asWished = true;
        if (first) {
            NetworkState state = hypervisor.createNetwork(new NetworkSpec(
                    network.get("id").asString(), network.get("name").asString(), wished, fixed));
            asWished = state.cidr().equals(wished);
            if (!asWished) {
                cidr = Cidr.of(state.cidr());
                gateway = state.gateway();
            } else if (!wish.has("gateway_ip")) {
                gateway = state.gateway();
            }
        }
        boolean none = wish.has("gateway_ip") && wish.get("gateway_ip").isNull();
        subnet.put("cidr", cidr.toString()).put("gateway_ip", none ? null : gateway);
        if (asWished && !wish.path("allocation_pools").isEmpty()) {
            for (JsonNode pool : wish.get("allocation_pools")) {
                if (!cidr.contains(Cidr.number(pool.get("start").asString()))
                        || !cidr.contains(Cidr.number(pool.get("end").asString()))) {
                    throw new ApiException(
                            400,
                            "OutOfBoundsAllocationPool",
                            "The allocation pool " + pool.get("start").asString() + "-"
                                    + pool.get("end").asString() + " spans beyond the subnet cidr " + cidr + ".");
                }
            }
            subnet.set("allocation_pools", wish.get("allocation_pools"));
        } else {
            subnet.putArray("allocation_pools")
                    .addObject()
                    .put("start", cidr.host(FIRST_HOST))
                    .put("end", Cidr.text(cidr.last() - 1));
        }
    }

    @Override
    public void delete(String id) {
        ObjectNode subnet = get(id);
        boolean inUse = store.kind("ports").all().stream().anyMatch(p -> {
            for (JsonNode ip : p.get("fixed_ips")) {
                if (ip.get("subnet_id").asString().equals(id)) {
                    return true;
                }
            }
            return false;
        });
        if (inUse) {
            throw new ApiException(
                    409,
                    "SubnetInUse",
                    "Unable to complete operation on subnet " + id
                            + ": One or more ports have an IP allocation from this subnet.");
        }
        String network = subnet.get("network_id").asString();
        documents.remove(id);
        networks.removeSubnet(network, id);
        if (subnet.get("ip_version").asInt() == 4 && of(network).isEmpty()) {
            hypervisor.deleteNetwork(network);
        }
    }

    /** A network's IPv4 subnets. */
    public List<ObjectNode> of(String network) {
        return documents.where(s -> s.get("network_id").asString().equals(network)
                && s.get("ip_version").asInt() == 4);
    }

    @Override
    public boolean visible(Caller caller, ObjectNode subnet) {
        return super.visible(caller, subnet)
                || networks.documents
                        .get(subnet.get("network_id").asString())
                        .filter(n -> networks.visible(caller, n))
                        .isPresent();
    }

    ArrayNode ids(String network) {
        ArrayNode ids = Json.array();
        of(network).forEach(s -> ids.add(s.get("id")));
        return ids;
    }

    private static Cidr cidr(String text) {
        try {
            return Cidr.of(text);
        } catch (IllegalArgumentException e) {
            throw invalid("Invalid input for cidr. Reason: " + e.getMessage() + ".");
        }
    }

    private static ApiException invalid(String message) {
        return new ApiException(400, "InvalidInput", message);
    }
}
