package dev.davit.lab.heat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.lab.TestCloud;
import dev.davit.lab.fault.Fault;
import dev.davit.lab.json.Json;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class UpdateTest {
    @AutoClose
    private final TestCloud cloud = TestCloud.start();

    @Test
    void aPatchWithoutAnythingNewTouchesNothing() {
        cloud.create("s", Templates.ONE_SERVER);
        String server = cloud.physicalId("s", "vm");
        assertThat(cloud.patch("s", Json.object()).get("stack_status").asString())
                .isEqualTo("UPDATE_COMPLETE");
        assertThat(cloud.physicalId("s", "vm")).isEqualTo(server);
        assertThat(cloud.resource("s", "vm").get("resource_status").asString()).isEqualTo("CREATE_COMPLETE");
    }

    @Test
    void metadataChangesInPlace() {
        cloud.create("s", Templates.ONE_SERVER);
        String server = cloud.physicalId("s", "vm");
        ObjectNode body = Json.object();
        body.putObject("parameters").put("label", "b");
        cloud.patch("s", body);
        assertThat(cloud.physicalId("s", "vm")).isEqualTo(server);
        assertThat(cloud.nova("/servers/" + server)
                        .body()
                        .get("server")
                        .get("metadata")
                        .get("label")
                        .asString())
                .isEqualTo("b");
    }

    @Test
    void anotherImageReplacesTheServerAndKeepsThePort() {
        cloud.create("s", Templates.ONE_SERVER);
        String server = cloud.physicalId("s", "vm");
        String ip = cloud.output("s", "ip").asString();
        cloud.put("s", Templates.ONE_SERVER.replace("debian-12", "dummy"));
        assertThat(cloud.physicalId("s", "vm")).isNotEqualTo(server);
        assertThat(cloud.output("s", "ip").asString()).isEqualTo(ip);
        assertThat(cloud.nova("/servers/" + server).status()).isEqualTo(404);
    }

    @Test
    void anUnhealthyServerIsReplacedAndKeepsPortAndVolume() {
        cloud.create("s", Templates.resources("""
                data: {type: OS::Cinder::Volume, properties: {size: 1}}
                cp: {type: OS::Neutron::Port, properties: {network: net0}}
                vm:
                  type: OS::Nova::Server
                  properties:
                    image: debian-12
                    flavor: m1.tiny
                    networks: [{port: {get_resource: cp}}]
                    block_device_mapping_v2: [{volume_id: {get_resource: data}}]
                """));
        String server = cloud.physicalId("s", "vm");
        String port = cloud.physicalId("s", "cp");
        String volume = cloud.physicalId("s", "data");
        cloud.markUnhealthy("s", "vm");
        assertThat(cloud.resource("s", "vm").get("resource_status").asString()).isEqualTo("CHECK_FAILED");
        cloud.patch("s", Json.object());
        assertThat(cloud.physicalId("s", "vm")).isNotEqualTo(server);
        assertThat(cloud.physicalId("s", "cp")).isEqualTo(port);
        assertThat(cloud.physicalId("s", "data")).isEqualTo(volume);
        assertThat(cloud.neutron("/ports/" + port)
                        .body()
                        .get("port")
                        .get("device_id")
                        .asString())
                .isEqualTo(cloud.physicalId("s", "vm"));
        JsonNode attachments = cloud.nova("/servers/" + cloud.physicalId("s", "vm") + "/os-volume_attachments")
                .body()
                .get("volumeAttachments");
        assertThat(attachments.get(0).get("volumeId").asString()).isEqualTo(volume);
    }

    @Test
    void anUnhealthyServerMayBeNamedByItsId() {
        cloud.create("s", Templates.ONE_SERVER);
        cloud.markUnhealthy("s", cloud.physicalId("s", "vm"));
        assertThat(cloud.resource("s", "vm").get("resource_status").asString()).isEqualTo("CHECK_FAILED");
    }

    @Test
    void anUnhealthyServerInANestedStackIsReplacedByAnUpdateOfTheOuterOne() {
        cloud.create("s", Templates.GROUP, Map.of("vdu.yaml", Templates.VDU));
        JsonNode vdu = cloud.heat(cloud.path("s") + "/resources?nested_depth=5&type=OS::Nova::Server")
                .body()
                .get("resources")
                .get(0);
        String inner = vdu.get("links").get(0).get("href").asString();
        cloud.call("PATCH", inner, Json.object().put("mark_unhealthy", true));
        JsonNode ips = cloud.output("s", "ips");
        cloud.patch("s", Json.object());
        assertThat(cloud.servers("s"))
                .hasSize(1)
                .doesNotContain(vdu.get("physical_resource_id").asString());
        assertThat(cloud.output("s", "ips")).isEqualTo(ips);
    }

    @Test
    void healthyAgainIsNotReplaced() {
        cloud.create("s", Templates.ONE_SERVER);
        String server = cloud.physicalId("s", "vm");
        cloud.markUnhealthy("s", "vm");
        cloud.heat("PATCH", cloud.path("s") + "/resources/vm", Json.object().put("mark_unhealthy", false));
        cloud.patch("s", Json.object());
        assertThat(cloud.physicalId("s", "vm")).isEqualTo(server);
    }

    @Test
    void whatIsNoLongerInTheTemplateIsDeleted() {
        cloud.create(
                "s",
                Templates.resources(
                        "a: {type: OS::Heat::RandomString}\nb: {type: OS::Neutron::Port, properties: {network: net0}}\n"));
        cloud.put("s", Templates.resources("a: {type: OS::Heat::RandomString}\nc: {type: OS::Heat::RandomString}\n"));
        assertThat(cloud.neutron("/ports").body().get("ports")).isEmpty();
        assertThat(cloud.heat(cloud.path("s") + "/resources").body().get("resources"))
                .hasSize(2);
    }

    @Test
    void whatAReplacedResourceGaveToOthersIsGivenAnew() {
        String template = Templates.resources("""
                cp: {type: OS::Neutron::Port, properties: {network: net0}}
                who: {type: OS::Heat::Value, properties: {value: {get_resource: cp}}}
                """);
        cloud.create("s", template);
        String before = cloud.physicalId("s", "cp");
        cloud.put("s", template.replace("net0", "net1"));
        assertThat(cloud.resource("s", "who").get("attributes").get("value").asString())
                .isEqualTo(cloud.physicalId("s", "cp"))
                .isNotEqualTo(before);
    }

    @Test
    void aFailedUpdateIsRepairedByTheNext() {
        cloud.create("s", Templates.ONE_SERVER);
        cloud.lab()
                .faults()
                .add(Fault.of(Json.object()
                        .put("resourceName", "vm")
                        .put("reason", "No valid host")
                        .put("times", 1)));
        cloud.markUnhealthy("s", "vm");
        JsonNode failed = cloud.patch("s", Json.object());
        assertThat(failed.get("stack_status").asString()).isEqualTo("UPDATE_FAILED");
        assertThat(failed.get("stack_status_reason").asString())
                .isEqualTo(
                        "Resource UPDATE failed: ResourceInError: resources.vm: Went to status ERROR due to \"No valid host\"");
        assertThat(cloud.patch("s", Json.object()).get("stack_status").asString())
                .isEqualTo("UPDATE_COMPLETE");
        assertThat(cloud.nova("/servers").body().get("servers")).hasSize(1);
    }

    @Test
    void aFailedUpdateRollsBackWhenAsked() {
        cloud.create("s", Templates.ONE_SERVER);
        cloud.lab()
                .faults()
                .add(Fault.of(Json.object()
                        .put("resourceName", "more")
                        .put("reason", "no")
                        .put("times", 1)));
        cloud.heat(
                "PUT",
                cloud.path("s"),
                Json.object()
                        .put("disable_rollback", false)
                        .put(
                                "template",
                                Templates.ONE_SERVER.replace(
                                        "  cp:", "  more: {type: OS::Heat::RandomString}\n  cp:")));
        JsonNode stack = cloud.settled("s");
        assertThat(stack.get("stack_status").asString()).isEqualTo("ROLLBACK_COMPLETE");
        assertThat(cloud.heat(cloud.path("s") + "/resources").body().get("resources"))
                .hasSize(2);
    }

    @Test
    void putForgetsTheParametersOfBefore() {
        ObjectNode body = TestCloud.body("s", Templates.ONE_SERVER, Map.of());
        body.putObject("parameters").put("label", "b");
        cloud.heat("POST", "/stacks", body);
        cloud.settled("s");
        cloud.put("s", Templates.ONE_SERVER);
        assertThat(cloud.stack("s").get("parameters").get("label").asString()).isEqualTo("a");
    }
}
