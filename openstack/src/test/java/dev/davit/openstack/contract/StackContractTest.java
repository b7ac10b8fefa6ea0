package dev.davit.openstack.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.openstack.client.StackRef;
import dev.davit.openstack.client.StackResource;
import dev.davit.openstack.http.CloudException;
import dev.davit.openstack.http.Request;
import dev.davit.openstack.http.Service;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class StackContractTest extends Contract {
    /** Heat makes it without any other service. */
    private static final String PLAIN = """
            heat_template_version: 2018-08-31
            parameters:
              length: {type: number, default: 8}
            resources:
              some: {type: OS::Heat::RandomString, properties: {length: {get_param: length}}}
            outputs:
              text: {value: {get_attr: [some, value]}}
            """;

    @Test
    void aStackIsFoundByItsName() throws Exception {
        var stack = stacks.created(PLAIN);
        var found = cloud.look().heat().find(stack.name()).orElseThrow();
        assertThat(found.ref()).isEqualTo(new StackRef(stack.name(), stack.id()));
        assertThat(found.status()).isEqualTo("CREATE_COMPLETE");
        assertThat(found.tags()).containsExactly("davit-contract");
        assertThat(found.updatedTime()).isEmpty();
    }

    @Test
    void aStackIsShownWithAndWithoutOutputs() throws Exception {
        var stack = stacks.created(PLAIN);
        assertThat(stacks.show(stack).at("/outputs/0/output_value").stringValue())
                .hasSize(8);
        assertThat(cloud.get(Service.HEAT, stack.path() + "?resolve_outputs=false")
                        .at("/stack/outputs/0/output_value")
                        .isMissingNode())
                .isTrue();
        assertThat(stacks.show(stack).at("/tags/0").stringValue()).isEqualTo("davit-contract");
    }

    @Test
    void aNameIsTakenOnlyOnce() throws Exception {
        var stack = stacks.created(PLAIN);
        refused(409, () -> stacks.create(stack.name(), PLAIN, Map.of(), "{}"));
    }

    @Test
    void anUpdateKeepsTheTemplateAndTheParametersThatAreNotGiven() throws Exception {
        var stack = stacks.complete(stacks.create(PLAIN, Map.of(), "{\"length\": 6}"));
        stacks.updated(stack, "{}");
        assertThat(stacks.show(stack).at("/parameters/length").stringValue()).isEqualTo("6");
        assertThat(stacks.show(stack).path("stack_status").stringValue()).isEqualTo("UPDATE_COMPLETE");
        assertThat(stacks.show(stack).path("updated_time").stringValue()).isNotEmpty();
    }

    @Test
    void anUpdateWithAnotherParameterReplacesWhatDependsOnIt() throws Exception {
        var stack = stacks.created(PLAIN);
        stacks.updated(stack, "{\"length\": 5}");
        assertThat(stacks.show(stack).at("/outputs/0/output_value").stringValue())
                .hasSize(5);
    }

    @Test
    void anUpdateKeepsTheTagsOnlyWhenItGivesThem() throws Exception {
        var stack = stacks.created(PLAIN);
        stacks.updated(stack, "{}");
        assertThat(stacks.show(stack).at("/tags/0").asString("none")).isEqualTo("davit-contract");
    }

    @Test
    void resourcesOfNestedStacksNameTheirStack() throws Exception {
        var stack = stacks.complete(stacks.create(stacks.group(1), stacks.groupFiles(), "{}"));
        var server = stacks.servers(stack).getFirst();
        assertThat(Stacks.home(server).id()).isNotEqualTo(stack.id());
        var read = cloud.look().heat().resources(new StackRef(stack.name(), stack.id()), 5).stream()
                .filter(StackResource::isServer)
                .findFirst()
                .orElseThrow();
        assertThat(read.name()).isEqualTo("VDU");
        assertThat(read.stack().id()).isEqualTo(Stacks.home(server).id());
        assertThat(read.status()).isEqualTo("CREATE_COMPLETE");
        assertThat(cloud.get(Service.NOVA, "/servers/" + read.physicalId())
                        .at("/server/status")
                        .stringValue())
                .isEqualTo("ACTIVE");
    }

    @Test
    void withoutDepthOnlyTheTopStacksResourcesAreListed() throws Exception {
        var stack = stacks.complete(stacks.create(stacks.group(1), stacks.groupFiles(), "{}"));
        assertThat(cloud.get(Service.HEAT, stack.path() + "/resources").path("resources"))
                .hasSize(3);
    }

    @Test
    void aResourceIsShownInItsNestedStack() throws Exception {
        var stack = stacks.complete(stacks.create(stacks.group(1), stacks.groupFiles(), "{}"));
        var server = stacks.servers(stack).getFirst();
        var home = Stacks.home(server);
        assertThat(cloud.look()
                        .heat()
                        .resource(new StackRef(home.name(), home.id()), "VDU")
                        .orElseThrow()
                        .physicalId())
                .isEqualTo(server.path("physical_resource_id").stringValue());
    }

    @Test
    void theGroupsMembersOfAListGoWithTheNestedStack() throws Exception {
        var stack = stacks.complete(stacks.create(stacks.group(2), stacks.groupFiles(), "{}"));
        String group = stacks.physicalId(stack, "group");
        JsonNode members = cloud.get(Service.HEAT, "/stacks?id=" + group + "&show_nested=true")
                .path("stacks");
        assertThat(members).hasSize(1);
        assertThat(members.at("/0/parent").stringValue()).isEqualTo(stack.id());
    }

    @Test
    void aDeletedStackIsNotFoundByName() throws Exception {
        var stack = stacks.created(PLAIN);
        stacks.remove(stack);
        assertThat(cloud.look().heat().find(stack.name())).isEmpty();
        assertThat(cloud.look()
                        .heat()
                        .show(new StackRef(stack.name(), stack.id()))
                        .filter(s -> !s.isDeleted()))
                .isEmpty();
    }

    @Test
    void aStackCanBeDeletedWhileItIsBeingMade() throws Exception {
        var stack = stacks.create(Stacks.template(stacks.server("vm")));
        stacks.remove(stack);
        assertThat(stacks.isGone(stack)).isTrue();
    }

    @Test
    void whatDoesNotExistIs404() {
        String id = UUID.randomUUID().toString();
        refused(404, () -> cloud.get(Service.HEAT, "/stacks/davit-nothing/" + id));
        refused(404, () -> cloud.get(Service.HEAT, "/stacks/davit-nothing/" + id + "/resources"));
        refused(404, () -> cloud.call(Service.HEAT, Request.delete("/stacks/davit-nothing/" + id)));
    }

    @Test
    void anUnknownResourceIs404() throws Exception {
        var stack = stacks.created(PLAIN);
        refused(404, () -> stacks.resource(stack, "other"));
        refused(404, () -> stacks.markUnhealthy(stack, "other"));
    }

    private interface Work {
        void run() throws Exception;
    }

    private static void refused(int status, Work work) {
        assertThatThrownBy(work::run)
                .isInstanceOfSatisfying(
                        CloudException.class,
                        e -> assertThat(e.status()).as(e.getMessage()).hasValue(status));
    }
}
