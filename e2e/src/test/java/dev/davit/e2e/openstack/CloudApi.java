package dev.davit.e2e.openstack;

import dev.davit.e2e.harness.Api;
import dev.davit.e2e.harness.CloudContent;
import dev.davit.e2e.harness.Openrc;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The services of a cloud, for the user and project of an openrc file; one login for all requests.
 *
 * @param endpoints public addresses of the services, by type
 */
record CloudApi(String token, Map<String, Api> endpoints) {

    static CloudApi logIn(Openrc openrc) {
        var answer = Api.expect(
                new Api(openrc.value("OS_AUTH_URL", ""))
                        .post("/auth/tokens", credentials(openrc).toString()),
                201);
        String token = answer.headers().firstValue("X-Subject-Token").orElseThrow();
        var endpoints = new TreeMap<String, Api>();
        for (JsonNode service : Api.json(answer).at("/token/catalog")) {
            for (JsonNode endpoint : service.get("endpoints")) {
                boolean here = openrc.value("OS_REGION_NAME", "").isEmpty()
                        || endpoint.path("region").asString("").equals(openrc.value("OS_REGION_NAME", ""));
                if (endpoint.get("interface").stringValue().equals("public") && here) {
                    String url = endpoint.get("url").stringValue().replaceAll("/$", "");
                    endpoints.putIfAbsent(
                            service.get("type").stringValue(), new Api(url, java.util.Optional.of(token)));
                }
            }
        }
        return new CloudApi(token, endpoints);
    }

    private static ObjectNode credentials(Openrc openrc) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        ObjectNode auth = body.putObject("auth");
        ObjectNode identity = auth.putObject("identity");
        identity.putArray("methods").add("password");
        identity.putObject("password")
                .putObject("user")
                .put("name", openrc.value("OS_USERNAME", ""))
                .put("password", openrc.value("OS_PASSWORD", ""))
                .putObject("domain")
                .put("name", openrc.value("OS_USER_DOMAIN_NAME", "Default"));
        auth.putObject("scope")
                .putObject("project")
                .put("name", openrc.value("OS_PROJECT_NAME", ""))
                .putObject("domain")
                .put("name", openrc.value("OS_PROJECT_DOMAIN_NAME", "Default"));
        return body;
    }

    boolean has(String serviceType) {
        return endpoints.containsKey(serviceType);
    }

    Api heat() {
        return endpoints.get("orchestration");
    }

    Api nova() {
        return endpoints.get("compute");
    }

    Api neutron() {
        return endpoints.get("network");
    }

    /** What the project has now. */
    CloudContent content() {
        return CloudContent.of(heat()::json, nova()::json, neutron()::json, endpoints.get("image")::json);
    }

    String networkId(String name) {
        return neutron()
                .json("/v2.0/networks?name=" + name)
                .at("/networks/0/id")
                .stringValue();
    }

    /** Id of the subnet of a network, e.g. of one in a stack. */
    String subnetId(String networkId) {
        return neutron()
                .json("/v2.0/subnets?network_id=" + networkId)
                .at("/subnets/0/id")
                .stringValue();
    }

    /** The members of the server group of a name that has this server. */
    List<String> serverGroup(String name, String server) {
        return nova().json("/os-server-groups")
                .get("server_groups")
                .valueStream()
                .filter(g -> g.get("name").stringValue().equals(name))
                .map(g -> g.get("members")
                        .valueStream()
                        .map(JsonNode::stringValue)
                        .toList())
                .filter(members -> members.contains(server))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no server group " + name + " of server " + server));
    }

    /** A new network of the project's own with an IPv4 subnet. @return its id */
    String makeNetwork(String name, String cidr) {
        String id = Api.json(Api.expect(
                        neutron().post("/v2.0/networks", "{\"network\": {\"name\": \"" + name + "\"}}"), 201))
                .at("/network/id")
                .stringValue();
        String subnet =
                "{\"subnet\": {\"network_id\": \"%s\", \"ip_version\": 4, \"cidr\": \"%s\"}}".formatted(id, cidr);
        Api.expect(neutron().post("/v2.0/subnets", subnet), 201);
        return id;
    }
}
