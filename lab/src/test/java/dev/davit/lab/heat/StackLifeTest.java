package dev.davit.lab.heat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.lab.TestCloud;
import dev.davit.lab.json.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class StackLifeTest {
    @AutoClose
    private final TestCloud cloud = TestCloud.start();

    @Test
    void aServerGetsItsPortAndTheOutputItsAddress() {
        assertThat(cloud.create("s", Templates.ONE_SERVER).get("stack_status").asString())
                .isEqualTo("CREATE_COMPLETE");
        JsonNode port = cloud.neutron("/ports?device_id=" + cloud.physicalId("s", "vm"))
                .body()
                .get("ports")
                .get(0);
        assertThat(port.get("id").asString()).isEqualTo(cloud.physicalId("s", "cp"));
        assertThat(cloud.output("s", "ip").asString())
                .isEqualTo(port.get("fixed_ips").get(0).get("ip_address").asString())
                .startsWith("10.10.0.");
    }

    @Test
    void createAnswersAtOnceWithIdAndLink() {
        TestCloud.Reply reply = cloud.heat("POST", "/stacks", TestCloud.body("s", Templates.ONE_SERVER, Map.of()));
        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.body().get("stack").get("links").get(0).get("href").asString())
                .endsWith("/stacks/s/" + reply.body().get("stack").get("id").asString());
    }

    @Test
    void theNameRedirectsToNameAndId() {
        String id = cloud.create("s", Templates.ONE_SERVER).get("id").asString();
        TestCloud.Reply reply = cloud.heat("/stacks/s/resources?nested_depth=2");
        assertThat(reply.status()).isEqualTo(302);
        assertThat(reply.header("location")).endsWith("/stacks/s/" + id + "/resources?nested_depth=2");
    }

    @Test
    void deletedStacksAreFoundByIdOnly() {
        cloud.create("s", Templates.ONE_SERVER);
        JsonNode gone = cloud.delete("s");
        assertThat(gone.get("stack_status").asString()).isEqualTo("DELETE_COMPLETE");
        assertThat(gone.get("deletion_time").isNull()).isFalse();
        assertThat(cloud.heat("/stacks/s").status()).isEqualTo(404);
        assertThat(cloud.heat("/stacks").body().get("stacks")).isEmpty();
        assertThat(cloud.heat("/stacks?show_deleted=true").body().get("stacks")).hasSize(1);
    }

    @Test
    void deleteLeavesNothingBehind() {
        cloud.create("s", Templates.ONE_SERVER);
        cloud.delete("s");
        assertThat(cloud.neutron("/ports").body().get("ports")).isEmpty();
        assertThat(cloud.nova("/servers").body().get("servers")).isEmpty();
    }

    @Test
    void aNameIsTakenUntilItsStackIsDeleted() {
        cloud.create("s", Templates.ONE_SERVER);
        TestCloud.Reply taken = cloud.heat("POST", "/stacks", TestCloud.body("s", Templates.ONE_SERVER, Map.of()));
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.body().get("error").get("type").asString()).isEqualTo("StackExists");
        cloud.delete("s");
        assertThat(cloud.create("s", Templates.ONE_SERVER).get("stack_status").asString())
                .isEqualTo("CREATE_COMPLETE");
    }

    @Test
    void anUnnamedServerIsCalledAfterStackAndResource() {
        cloud.create("s", Templates.ONE_SERVER);
        assertThat(cloud.nova("/servers")
                        .body()
                        .get("servers")
                        .get(0)
                        .get("name")
                        .asString())
                .matches("s-vm-[a-z0-9]{12}");
    }

    @Test
    void dependsOnOrdersWhatIsNotReferred() {
        cloud.create("s", Templates.resources("""
                b: {type: OS::Heat::RandomString, depends_on: a}
                a: {type: OS::Heat::RandomString, depends_on: [c]}
                c: {type: OS::Heat::RandomString}
                """));
        List<String> order = cloud.heat(cloud.path("s") + "/events?sort_dir=asc")
                .body()
                .get("events")
                .valueStream()
                .filter(e -> e.get("resource_status").asString().equals("CREATE_COMPLETE"))
                .map(e -> e.get("resource_name").asString())
                .toList();
        assertThat(order).containsExactly("c", "a", "b", "s");
    }

    @Test
    void eventsTellTheStory() {
        cloud.create("s", Templates.ONE_SERVER);
        List<String> events = cloud.heat(cloud.path("s") + "/events?sort_dir=asc")
                .body()
                .get("events")
                .valueStream()
                .map(e -> e.get("resource_name").asString() + " "
                        + e.get("resource_status").asString())
                .toList();
        assertThat(events)
                .containsExactly(
                        "s CREATE_IN_PROGRESS",
                        "cp CREATE_IN_PROGRESS",
                        "cp CREATE_COMPLETE",
                        "vm CREATE_IN_PROGRESS",
                        "vm CREATE_COMPLETE",
                        "s CREATE_COMPLETE");
        assertThat(cloud.heat(cloud.path("s") + "/resources/vm/events").body().get("events"))
                .hasSize(2);
        assertThat(cloud.heat(cloud.path("s") + "/resources/none/events").status())
                .isEqualTo(404);
    }

    @Test
    void parametersComeFromEnvironmentDefaultsAndRequest() {
        var body = TestCloud.body("s", Templates.HEAD + """
                parameters: {a: {type: string}, b: {type: string}, c: {type: string}}
                resources: {r: {type: OS::Heat::Value, properties: {value: {list_join: ['', [{get_param: a}, {get_param: b}, {get_param: c}]]}}}}
                outputs: {v: {value: {get_attr: [r, value]}}}
                """, Map.of());
        body.put("environment", "parameters: {a: 1, b: 1}\nparameter_defaults: {c: 3, a: 9}\n");
        body.putObject("parameters").put("b", "2");
        cloud.heat("POST", "/stacks", body);
        cloud.settled("s");
        assertThat(cloud.output("s", "v").asString()).isEqualTo("123");
    }

    @Test
    void resourcesWithAFalseConditionAreNotMade() {
        cloud.create("s", Templates.HEAD + """
                conditions: {never: {equals: [1, 2]}}
                resources:
                  a: {type: OS::Heat::RandomString, condition: never}
                  b: {type: OS::Heat::RandomString}
                """);
        assertThat(cloud.heat(cloud.path("s") + "/resources").body().get("resources"))
                .hasSize(1);
    }

    @Test
    void resourceRegistryMapsATypeToAFile() {
        var body = TestCloud.body(
                "s",
                Templates.resources("a: {type: My::Vdu, properties: {net: net0}}"),
                Map.of("v.yaml", Templates.VDU));
        body.putObject("environment").putObject("resource_registry").put("My::Vdu", "v.yaml");
        cloud.heat("POST", "/stacks", body);
        assertThat(cloud.settled("s").get("stack_status").asString()).isEqualTo("CREATE_COMPLETE");
        assertThat(cloud.servers("s")).hasSize(1);
    }

    @Test
    void nestedResourcesAreListedWithTheirParent() {
        cloud.create("s", Templates.GROUP, Map.of("vdu.yaml", Templates.VDU));
        JsonNode found = cloud.heat(cloud.path("s") + "/resources?nested_depth=2&type=OS::Nova::Server")
                .body()
                .get("resources");
        assertThat(found).hasSize(1);
        assertThat(found.get(0).get("resource_name").asString()).isEqualTo("VDU1");
        assertThat(found.get(0).get("parent_resource").asString()).hasSize(12);
        assertThat(found.get(0).get("links").get(1).get("href").asString()).contains("/stacks/s-group-");
        assertThat(cloud.heat(cloud.path("s") + "/resources").body().get("resources"))
                .hasSize(3);
    }

    @Test
    void nestedStacksAreListedOnRequestOnly() {
        cloud.create("s", Templates.GROUP, Map.of("vdu.yaml", Templates.VDU));
        assertThat(cloud.heat("/stacks").body().get("stacks")).hasSize(1);
        assertThat(cloud.heat("/stacks?show_nested=true").body().get("stacks")).hasSize(3);
    }

    @Test
    void templateAndTagsAreKept() {
        var body = TestCloud.body("s", Templates.ONE_SERVER, Map.of())
                .put("tags", "x,y")
                .put("timeout_mins", 5);
        cloud.heat("POST", "/stacks", body);
        JsonNode stack = cloud.settled("s");
        assertThat(stack.get("tags")).hasSize(2);
        assertThat(stack.get("timeout_mins").asInt()).isEqualTo(5);
        assertThat(cloud.heat(cloud.path("s") + "/template")
                        .body()
                        .get("resources")
                        .has("vm"))
                .isTrue();
    }

    @Test
    void secretsInHiddenParametersAreNotShown() {
        var body = TestCloud.body(
                "s",
                Templates.HEAD
                        + "parameters: {pw: {type: string, hidden: true}}\nresources: {r: {type: OS::Heat::None}}\n",
                Map.of());
        body.putObject("parameters").put("pw", "topsecret");
        cloud.heat("POST", "/stacks", body);
        cloud.settled("s");
        assertThat(cloud.heat(cloud.path("s")).text()).doesNotContain("topsecret");
        assertThat(cloud.heat(cloud.path("s") + "/environment").text()).doesNotContain("topsecret");
    }

    @Test
    void anotherProjectsStacksAreForbidden() {
        String other = cloud.root() + "/heat/v1/" + dev.davit.lab.json.Ids.fixed("project:admin") + "/stacks";
        assertThat(cloud.call("GET", other, null).status()).isEqualTo(403);
        assertThat(cloud.heat("POST", "/stacks", Json.object()).status()).isEqualTo(400);
    }
}
