package dev.davit.openstack.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.openstack.client.StackRef;
import dev.davit.openstack.client.StackResource;
import dev.davit.openstack.contract.Stacks.Made;
import dev.davit.openstack.http.CloudException;
import dev.davit.openstack.http.Service;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a stack looks like when one of its resources cannot be made. */
class FailureContractTest extends Contract {

    @Test
    void aStackWhoseAddressIsTakenFailsSayingSo() throws Exception {
        var stack = stacks.create(withTakenAddress());
        JsonNode rest = stacks.atRest(stack);
        assertThat(rest.path("stack_status").stringValue()).isEqualTo("CREATE_FAILED");
        assertThat(rest.path("stack_status_reason").stringValue())
                .startsWith("Resource CREATE failed: ")
                .contains("resources.cp")
                .contains("already allocated");
        assertThat(stacks.resource(stack, "cp").path("resource_status_reason").stringValue())
                .contains("already allocated");
    }

    @Test
    void aFailureInsideAGroupIsToldByTheInnermostResource() throws Exception {
        var stack = stacks.create(stacks.group(1), Map.of("vdu.yaml", withTakenAddress()), "{}");
        assertThat(stacks.atRest(stack).path("stack_status").stringValue()).isEqualTo("CREATE_FAILED");
        assertThat(cloud.look().heat().resources(new StackRef(stack.name(), stack.id()), 5))
                .filteredOn(StackResource::isPort)
                .singleElement()
                .satisfies(p -> {
                    assertThat(p.isFailed()).isTrue();
                    assertThat(p.statusReason()).contains("already allocated");
                });
    }

    @Test
    void whatWasMadeBeforeTheFailureStays() throws Exception {
        var stack = failed();
        assertThat(stacks.resource(stack, "first").path("resource_status").stringValue())
                .isEqualTo("CREATE_COMPLETE");
    }

    @Test
    void anUpdateGoesOnWithAFailedStack() throws Exception {
        String network = cloud.ownNetwork();
        JsonNode taken = cloud.port(network, "");
        var stack = stacks.create(
                withAddress(network, taken.at("/fixed_ips/0/ip_address").stringValue()));
        stacks.atRest(stack);
        String first = stacks.physicalId(stack, "first");
        cloud.delete(Service.NEUTRON, "/ports/" + taken.path("id").stringValue());

        stacks.updated(stack, "{}");

        assertThat(stacks.status(stack)).isEqualTo("UPDATE_COMPLETE");
        assertThat(stacks.physicalId(stack, "first")).isEqualTo(first);
        assertThat(stacks.physicalId(stack, "cp")).isNotEmpty();
    }

    @Test
    void aFailedStackCanBeDeleted() throws Exception {
        var stack = failed();
        stacks.remove(stack);
        assertThat(stacks.isGone(stack)).isTrue();
    }

    @Test
    void anAddressOutsideOfTheSubnetFailsSayingSo() throws Exception {
        var stack = stacks.create(withAddress(cloud.ownNetwork(), "203.0.113.7"));
        JsonNode rest = stacks.atRest(stack);
        assertThat(rest.path("stack_status").stringValue()).isEqualTo("CREATE_FAILED");
        assertThat(rest.path("stack_status_reason").stringValue())
                .contains("203.0.113.7")
                .contains("not a valid IP");
    }

    @Test
    void anUpdateThatBreaksTheTemplateIsRefusedAndChangesNothing() throws Exception {
        var stack = stacks.complete(
                stacks.create(
                        "heat_template_version: 2018-08-31\nparameters: {n: {type: number, default: 8}}\n"
                                + "resources:\n  some: {type: OS::Heat::RandomString, properties: {length: {get_param: n}}}\n"));
        assertThatThrownBy(() -> stacks.update(stack, "{\"n\": \"many\"}"))
                .isInstanceOfSatisfying(
                        CloudException.class,
                        e -> assertThat(e.status()).as(e.getMessage()).hasValue(400));
        assertThat(stacks.status(stack)).isEqualTo("CREATE_COMPLETE");
    }

    private Made failed() throws Exception {
        var stack = stacks.create(withTakenAddress());
        assertThat(stacks.atRest(stack).path("stack_status").stringValue()).isEqualTo("CREATE_FAILED");
        return stack;
    }

    private String withTakenAddress() throws InterruptedException {
        String network = cloud.ownNetwork();
        return withAddress(
                network, cloud.port(network, "").at("/fixed_ips/0/ip_address").stringValue());
    }

    /** First a string, then a port with that address. */
    private static String withAddress(String network, String address) {
        return Stacks.template("""
                  first: {type: OS::Heat::RandomString}
                  cp:
                    type: OS::Neutron::Port
                    depends_on: first
                    properties: {network: %s, fixed_ips: [{ip_address: %s}]}
                """.formatted(network, address));
    }
}
