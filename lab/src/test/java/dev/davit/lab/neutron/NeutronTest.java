package dev.davit.lab.neutron;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.lab.TestCloud;
import dev.davit.lab.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class NeutronTest {
    @AutoClose
    private final TestCloud cloud = TestCloud.start();

    private TestCloud.Reply post(String kind, ObjectNode wish) {
        return cloud.call(
                "POST",
                cloud.url("network", "/v2.0/" + kind.replace('_', '-') + "s"),
                Json.object().set(kind, wish));
    }

    private String network(String cidr) {
        String id = post("network", Json.object().put("name", "n"))
                .body()
                .get("network")
                .get("id")
                .asString();
        assertThat(post(
                                "subnet",
                                Json.object()
                                        .put("network_id", id)
                                        .put("ip_version", 4)
                                        .put("cidr", cidr))
                        .status())
                .isEqualTo(201);
        return id;
    }

    private static String address(JsonNode port) {
        return port.get("fixed_ips").get(0).get("ip_address").asString();
    }

    @Test
    void gatewayNetworkAndBroadcastAreNeverGiven() {
        String network = network("10.60.0.0/28");
        List<String> given = new ArrayList<>();
        TestCloud.Reply reply = post("port", Json.object().put("network_id", network));
        while (reply.status() == 201) {
            given.add(address(reply.body().get("port")));
            reply = post("port", Json.object().put("network_id", network));
        }
        assertThat(given).hasSize(13).doesNotHaveDuplicates().doesNotContain("10.60.0.0", "10.60.0.1", "10.60.0.15");
        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.body().get("NeutronError").get("type").asString()).isEqualTo("IpAddressGenerationFailure");
    }

    @Test
    void aReleasedAddressIsNotGivenAgainAtOnce() {
        String network = network("10.61.0.0/24");
        JsonNode first =
                post("port", Json.object().put("network_id", network)).body().get("port");
        cloud.call(
                "DELETE", cloud.url("network", "/v2.0/ports/" + first.get("id").asString()), null);
        assertThat(address(post("port", Json.object().put("network_id", network))
                        .body()
                        .get("port")))
                .isNotEqualTo(address(first));
    }

    @Test
    void anAddressIsTakenOnce() {
        String network = network("10.62.0.0/24");
        ObjectNode wish = Json.object().put("network_id", network);
        wish.putArray("fixed_ips").addObject().put("ip_address", "10.62.0.9");
        assertThat(post("port", wish).status()).isEqualTo(201);
        TestCloud.Reply again = post("port", wish);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.body().get("NeutronError").get("type").asString()).isEqualTo("IpAddressAlreadyAllocated");
    }

    @Test
    void addressesOutsideOfTheSubnetAreRefused() {
        ObjectNode wish = Json.object().put("network_id", network("10.63.0.0/24"));
        wish.putArray("fixed_ips").addObject().put("ip_address", "10.64.0.9");
        assertThat(post("port", wish).status()).isEqualTo(400);
    }

    @Test
    void listsAreFilteredAndFieldsChosen() {
        String network = network("10.65.0.0/24");
        JsonNode port = post("port", Json.object().put("network_id", network).put("name", "p"))
                .body()
                .get("port");
        JsonNode found =
                cloud.neutron("/ports?name=p&fields=id&fields=name").body().get("ports");
        assertThat(found).hasSize(1);
        assertThat(found.get(0)).hasSize(2);
        assertThat(cloud.neutron("/ports?fixed_ips=ip_address%3D" + address(port))
                        .body()
                        .get("ports"))
                .hasSize(1);
        assertThat(cloud.neutron("/networks?shared=True").body().get("networks"))
                .hasSize(4);
        assertThat(cloud.neutron("/networks?router:external=True").body().get("networks"))
                .hasSize(1);
    }

    @Test
    void aNetworkInUseIsNotDeleted() {
        String network = network("10.66.0.0/24");
        String port = post("port", Json.object().put("network_id", network))
                .body()
                .get("port")
                .get("id")
                .asString();
        assertThat(cloud.call("DELETE", cloud.url("network", "/v2.0/networks/" + network), null)
                        .status())
                .isEqualTo(409);
        cloud.call("DELETE", cloud.url("network", "/v2.0/ports/" + port), null);
        assertThat(cloud.call("DELETE", cloud.url("network", "/v2.0/networks/" + network), null)
                        .status())
                .isEqualTo(204);
    }

    @Test
    void sharedNetworksAreSeenButNotChanged() {
        String net0 = cloud.neutron("/networks?name=net0")
                .body()
                .get("networks")
                .get(0)
                .get("id")
                .asString();
        assertThat(cloud.call("DELETE", cloud.url("network", "/v2.0/networks/" + net0), null)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void badSubnetsAreRefused() {
        String id = post("network", Json.object().put("name", "n"))
                .body()
                .get("network")
                .get("id")
                .asString();
        for (String cidr : List.of("10.0.0.0", "10.0.0.1/24", "x", "10.0.0.0/40")) {
            assertThat(post(
                                    "subnet",
                                    Json.object()
                                            .put("network_id", id)
                                            .put("ip_version", 4)
                                            .put("cidr", cidr))
                            .status())
                    .as(cidr)
                    .isEqualTo(400);
        }
    }

    @Test
    void eachProjectHasADefaultSecurityGroup() {
        JsonNode groups = cloud.neutron("/security-groups").body().get("security_groups");
        assertThat(groups).hasSize(1);
        assertThat(groups.get(0).get("name").asString()).isEqualTo("default");
    }

    @Test
    void unknownIdsAreErrorsInNeutronsShape() {
        TestCloud.Reply reply = cloud.neutron("/ports/none");
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.body().get("NeutronError").get("type").asString()).isEqualTo("PortNotFound");
    }
}
