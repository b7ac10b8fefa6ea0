package dev.davit.lab.heat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.lab.TestCloud;
import dev.davit.lab.fault.Fault;
import dev.davit.lab.json.Json;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class StackErrorsTest {
    @AutoClose
    private final TestCloud cloud = TestCloud.start();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            get_resource: cp   | get_resource: nope  | The specified reference "nope" (in vm.Properties.networks[0].port) is incorrect.
            OS::Neutron::Port  | OS::Foo::Bar        | The Resource Type (OS::Foo::Bar) could not be found.
            network: net0      | netwrok: net0       | Property error: : resources.cp.properties: : Unknown Property netwrok
            flavor: m1.tiny    | tags: []            | Property error: : resources.vm.properties: : Property flavor not assigned
            m1.tiny            | m1.huge             | Property error: : resources.vm.properties.flavor: : Error validating value 'm1.huge': The Flavor (m1.huge) could not be found.
            image: debian-12   | image: nope         | Property error: : resources.vm.properties.image: : Error validating value 'nope': The Image (nope) could not be found.
            image: debian-12   | image: [a]          | Property error: : resources.vm.properties.image: : Value must be a string; got ["a"]
            get_param: label   | get_param: nope     | The Parameter (nope) was not provided.
            """)
    void badTemplatesAreRefusedWithHeatsWords(String from, String to, String message) {
        TestCloud.Reply reply = cloud.heat(
                "POST",
                "/stacks",
                TestCloud.body("s", Templates.ONE_SERVER.replace(from.strip(), to.strip()), Map.of()));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().get("error").get("message").asString()).isEqualTo(message.strip());
        assertThat(reply.body().get("title").asString()).isEqualTo("Bad Request");
        assertThat(cloud.heat("/stacks").body().get("stacks")).isEmpty();
    }

    @Test
    void circlesAreRefused() {
        TestCloud.Reply reply = cloud.heat("POST", "/stacks", TestCloud.body("s", Templates.resources("""
                a: {type: OS::Heat::Value, properties: {value: {get_resource: b}}}
                b: {type: OS::Heat::Value, properties: {value: {get_resource: a}}}
                """), Map.of()));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().get("error").get("message").asString()).startsWith("Circular Dependency Found");
    }

    @Test
    void aTemplateThatContainsItselfIsRefused() {
        String inner = Templates.resources("a: {type: me.yaml}");
        assertThat(cloud.heat("POST", "/stacks", TestCloud.body("s", inner, Map.of("me.yaml", inner)))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void badNamesAreRefused() {
        assertThat(cloud.heat("POST", "/stacks", TestCloud.body("9x", Templates.ONE_SERVER, Map.of()))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void tooLargeTemplatesAreRefused() {
        String large = Templates.ONE_SERVER + "# " + "x".repeat(2 << 20);
        TestCloud.Reply reply = cloud.heat("POST", "/stacks", TestCloud.body("s", large, Map.of()));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().get("error").get("type").asString()).isEqualTo("RequestLimitExceeded");
    }

    @Test
    void unknownStacksAre404() {
        TestCloud.Reply reply = cloud.heat("/stacks/none");
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.body().get("error").get("message").asString())
                .isEqualTo("The Stack (none) could not be found.");
    }

    @Test
    void aFailedResourceIsInTheStacksReason() {
        cloud.lab()
                .faults()
                .add(Fault.of(Json.object()
                        .put("resourceType", "OS::Nova::Server")
                        .put("reason", "No valid host was found")));
        JsonNode stack = cloud.create("s", Templates.ONE_SERVER);
        assertThat(stack.get("stack_status").asString()).isEqualTo("CREATE_FAILED");
        assertThat(stack.get("stack_status_reason").asString())
                .isEqualTo(
                        "Resource CREATE failed: ResourceInError: resources.vm: Went to status ERROR due to \"No valid host was found\"");
        assertThat(cloud.resource("s", "vm").get("resource_status_reason").asString())
                .isEqualTo("ResourceInError: resources.vm: Went to status ERROR due to \"No valid host was found\"");
        assertThat(cloud.delete("s").get("stack_status").asString()).isEqualTo("DELETE_COMPLETE");
    }

    @Test
    void aFailureDeepInsideCarriesItsPath() {
        cloud.lab()
                .faults()
                .add(Fault.of(Json.object().put("resourceName", "VDU1").put("reason", "no")));
        String reason = cloud.create("s", Templates.GROUP, Map.of("vdu.yaml", Templates.VDU))
                .get("stack_status_reason")
                .asString();
        assertThat(reason)
                .matches(
                        "Resource CREATE failed: ResourceInError: "
                                + "resources\\.group\\.resources\\.[a-z0-9]{12}\\.resources\\.VDU1: Went to status ERROR due to \"no\"");
    }

    @Test
    void aTakenAddressFailsTheSecondPort() {
        String template = Templates.resources(
                "p: {type: OS::Neutron::Port, properties: {network: net0, fixed_ips: [{ip_address: 10.10.0.77}]}}");
        cloud.create("one", template);
        JsonNode second = cloud.create("two", template);
        assertThat(second.get("stack_status_reason").asString())
                .contains("Resource CREATE failed: Conflict: resources.p: IP address 10.10.0.77 already allocated");
    }

    @Test
    void rollbackAfterAFailedCreateDeletesTheResources() {
        cloud.lab()
                .faults()
                .add(Fault.of(Json.object().put("resourceName", "vm").put("reason", "no")));
        cloud.heat(
                "POST",
                "/stacks",
                TestCloud.body("s", Templates.ONE_SERVER, Map.of()).put("disable_rollback", false));
        assertThat(cloud.settled("s").get("stack_status").asString()).isEqualTo("ROLLBACK_COMPLETE");
        assertThat(cloud.neutron("/ports").body().get("ports")).isEmpty();
    }

    @Test
    void aFailedDeleteCanBeRepeated() {
        cloud.create("s", Templates.ONE_SERVER);
        cloud.lab()
                .faults()
                .add(Fault.of(Json.object()
                        .put("resourceName", "cp")
                        .put("action", "DELETE")
                        .put("reason", "in use")
                        .put("times", 1)));
        assertThat(cloud.delete("s").get("stack_status").asString()).isEqualTo("DELETE_FAILED");
        assertThat(cloud.delete("s").get("stack_status").asString()).isEqualTo("DELETE_COMPLETE");
    }

    @Test
    void deleteWhileCreatingLeavesNothing() {
        cloud.lab()
                .faults()
                .add(Fault.of(Json.object().put("resourceName", "vm").put("latencyMillis", 150)));
        cloud.heat("POST", "/stacks", TestCloud.body("s", Templates.ONE_SERVER, Map.of()));
        assertThat(cloud.delete("s").get("stack_status").asString()).isEqualTo("DELETE_COMPLETE");
        assertThat(cloud.nova("/servers").body().get("servers")).isEmpty();
        assertThat(cloud.neutron("/ports").body().get("ports")).isEmpty();
    }
}
