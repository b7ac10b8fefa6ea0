package dev.davit.lab.nova;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.lab.TestCloud;
import dev.davit.lab.json.Json;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ServersTest {
    @AutoClose
    private final TestCloud cloud = TestCloud.start();

    private ObjectNode wish(String image, String flavor) {
        ObjectNode body = Json.object();
        ObjectNode server = body.putObject("server")
                .put("name", "vm")
                .put("imageRef", image)
                .put("flavorRef", flavor);
        server.putArray("networks")
                .addObject()
                .put(
                        "uuid",
                        cloud.neutron("/networks?name=net0")
                                .body()
                                .get("networks")
                                .get(0)
                                .get("id")
                                .asString());
        return body;
    }

    private TestCloud.Reply create() {
        String image = cloud.call("GET", cloud.url("image", "/v2/images?name=debian-12"), null)
                .body()
                .get("images")
                .get(0)
                .get("id")
                .asString();
        return cloud.call("POST", cloud.url("compute", "/servers"), wish(image, "1"));
    }

    private String inGroup(String group) {
        String image = cloud.call("GET", cloud.url("image", "/v2/images?name=debian-12"), null)
                .body()
                .get("images")
                .get(0)
                .get("id")
                .asString();
        ObjectNode body = wish(image, "1");
        body.putObject("os:scheduler_hints").put("group", group);
        return cloud.call("POST", cloud.url("compute", "/servers"), body)
                .body()
                .at("/server/id")
                .asString();
    }

    @Test
    void membersOfAnAntiAffinityGroupRunOnDifferentHosts() {
        ObjectNode wish = Json.object();
        wish.putObject("server_group").put("name", "g").putArray("policies").add("anti-affinity");
        String group = cloud.call("POST", cloud.url("compute", "/os-server-groups"), wish)
                .body()
                .at("/server_group/id")
                .asString();
        String first = inGroup(group);
        String second = inGroup(group);
        assertThat(host(first)).isNotEqualTo(host(second));
        cloud.call("DELETE", cloud.url("compute", "/servers/" + first), null);
        TestCloud.await(() -> cloud.nova("/servers/" + first).status(), s -> s == 404);
        assertThat(host(inGroup(group))).isNotEqualTo(host(second));
    }

    private String host(String server) {
        return server(server).get("OS-EXT-SRV-ATTR:host").asString();
    }

    private JsonNode server(String id, String... headers) {
        return cloud.call("GET", cloud.url("compute", "/servers/" + id), null, headers)
                .body()
                .get("server");
    }

    private TestCloud.Reply act(String id, String action) {
        ObjectNode body = Json.object();
        body.putNull(action);
        return cloud.call("POST", cloud.url("compute", "/servers/" + id + "/action"), body);
    }

    @Test
    void aServerIsAcceptedAndBecomesActive() {
        TestCloud.Reply reply = create();
        assertThat(reply.status()).isEqualTo(202);
        String id = reply.body().get("server").get("id").asString();
        TestCloud.await(() -> server(id).get("status").asString(), "ACTIVE"::equals);
        assertThat(server(id).get("addresses").get("net0").get(0).get("addr").asString())
                .startsWith("10.10.0.");
    }

    @Test
    void itStopsAndStarts() {
        String id = create().body().get("server").get("id").asString();
        TestCloud.await(() -> server(id).get("status").asString(), "ACTIVE"::equals);
        assertThat(act(id, "os-stop").status()).isEqualTo(202);
        assertThat(server(id).get("status").asString()).isEqualTo("SHUTOFF");
        assertThat(act(id, "os-stop").status()).isEqualTo(409);
        assertThat(act(id, "os-start").status()).isEqualTo(202);
        assertThat(server(id).get("status").asString()).isEqualTo("ACTIVE");
    }

    @Test
    void itMayGetAndLoseAVolumeWhileItIsOff() {
        String id = create().body().get("server").get("id").asString();
        TestCloud.await(() -> server(id).get("status").asString(), "ACTIVE"::equals);
        act(id, "os-stop");
        ObjectNode wish = Json.object();
        wish.putObject("volume").put("size", 1);
        String volume = cloud.call("POST", cloud.url("volumev3", "/volumes"), wish)
                .body()
                .at("/volume/id")
                .asString();
        ObjectNode attachment = Json.object();
        attachment.putObject("volumeAttachment").put("volumeId", volume);
        String attachments = cloud.url("compute", "/servers/" + id + "/os-volume_attachments");
        assertThat(cloud.call("POST", attachments, attachment).status()).isEqualTo(200);
        assertThat(act(id, "os-start").status()).isEqualTo(202);
        assertThat(status(volume)).isEqualTo("in-use");
        assertThat(cloud.call("DELETE", attachments + "/" + volume, null).status())
                .isEqualTo(202);
        assertThat(status(volume)).isEqualTo("available");
    }

    private String status(String volume) {
        return cloud.call("GET", cloud.url("volumev3", "/volumes/" + volume), null)
                .body()
                .at("/volume/status")
                .asString();
    }

    @Test
    void deletingItDeletesThePortThatWasMadeForIt() {
        String id = create().body().get("server").get("id").asString();
        assertThat(cloud.neutron("/ports").body().get("ports")).hasSize(1);
        assertThat(cloud.call("DELETE", cloud.url("compute", "/servers/" + id), null)
                        .status())
                .isEqualTo(204);
        TestCloud.await(() -> cloud.nova("/servers/" + id).status(), s -> s == 404);
        TestCloud.await(() -> cloud.neutron("/ports").body().get("ports").size(), n -> n == 0);
    }

    @Test
    void theMicroversionDecidesHowTheFlavorIsShown() {
        String id = create().body().get("server").get("id").asString();
        assertThat(server(id).get("flavor").get("id").asString()).isEqualTo("1");
        assertThat(server(id, "OpenStack-API-Version", "compute 2.47")
                        .get("flavor")
                        .get("original_name")
                        .asString())
                .isEqualTo("m1.tiny");
        TestCloud.Reply wrong =
                cloud.call("GET", cloud.url("compute", "/servers"), null, "OpenStack-API-Version", "compute 2.999");
        assertThat(wrong.status()).isEqualTo(406);
    }

    @Test
    void unknownServersImagesAndFlavorsAreErrorsInNovasShape() {
        assertThat(cloud.nova("/servers/none")
                        .body()
                        .get("itemNotFound")
                        .get("code")
                        .asInt())
                .isEqualTo(404);
        assertThat(cloud.call("POST", cloud.url("compute", "/servers"), wish("none", "1"))
                        .body()
                        .has("badRequest"))
                .isTrue();
        assertThat(cloud.call("POST", cloud.url("compute", "/servers"), wish("none", "none"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void flavorsAreMadeByAdministratorsOnly() {
        ObjectNode body = Json.object();
        body.putObject("flavor").put("name", "f").put("vcpus", 1).put("ram", 64).put("disk", 0);
        assertThat(cloud.call("POST", cloud.url("compute", "/flavors"), body).status())
                .isEqualTo(403);
        TestCloud admin = cloud.asAdmin();
        assertThat(admin.call("POST", admin.url("compute", "/flavors"), body).status())
                .isEqualTo(200);
        assertThat(admin.call("POST", admin.url("compute", "/flavors"), body).status())
                .isEqualTo(409);
    }

    @Test
    void aGivenPublicKeyIsKept() {
        ObjectNode body = Json.object();
        body.putObject("keypair").put("name", "k").put("public_key", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGJh me");
        JsonNode made = cloud.call("POST", cloud.url("compute", "/os-keypairs"), body)
                .body()
                .get("keypair");
        assertThat(made.has("private_key")).isFalse();
        assertThat(made.get("fingerprint").asString()).contains(":");
        assertThat(cloud.call("POST", cloud.url("compute", "/os-keypairs"), body)
                        .status())
                .isEqualTo(409);
    }
}
