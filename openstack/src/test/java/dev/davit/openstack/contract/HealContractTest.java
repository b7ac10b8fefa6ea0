package dev.davit.openstack.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.openstack.http.Service;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class HealContractTest extends Contract {

    @Test
    void aMarkedResourceHasFailedItsCheckForTheReasonGiven() throws Exception {
        var stack = stacks.created(Stacks.template(stacks.server("vm")));
        stacks.markUnhealthy(stack, "vm");
        JsonNode server = stacks.resource(stack, "vm");
        assertThat(server.path("resource_status").stringValue()).isEqualTo("CHECK_FAILED");
        assertThat(server.path("resource_status_reason").stringValue()).contains("contract");
        assertThat(stacks.status(stack)).isEqualTo("CREATE_COMPLETE");
    }

    @Test
    void markingTwiceIsMarkingOnce() throws Exception {
        var stack = stacks.created(Stacks.template(stacks.server("vm")));
        stacks.markUnhealthy(stack, "vm");
        stacks.markUnhealthy(stack, "vm");
        assertThat(stacks.resource(stack, "vm").path("resource_status").stringValue())
                .isEqualTo("CHECK_FAILED");
    }

    @Test
    void anUpdateReplacesTheMarkedServerAndKeepsItsPortAndAddress() throws Exception {
        var stack = stacks.created(Stacks.template(stacks.server("vm")));
        String server = stacks.physicalId(stack, "vm");
        String port = stacks.physicalId(stack, "vm_cp");
        String address = address(port);

        stacks.markUnhealthy(stack, "vm");
        stacks.updated(stack, "{}");

        String now = stacks.physicalId(stack, "vm");
        assertThat(now).isNotEqualTo(server);
        assertThat(stacks.physicalId(stack, "vm_cp")).isEqualTo(port);
        assertThat(address(port)).isEqualTo(address);
        assertThat(cloud.look()
                        .neutron()
                        .ports(java.util.List.of(port))
                        .get(port)
                        .serverId())
                .isEqualTo(now);
        assertThat(stacks.resource(stack, "vm").path("resource_status").stringValue())
                .isEqualTo("CREATE_COMPLETE");
    }

    @Test
    void anUpdateReplacesAMarkedServerInsideAGroupAndLeavesTheOthers() throws Exception {
        var stack = stacks.complete(stacks.create(stacks.group(2), stacks.groupFiles(), "{}"));
        var before = stacks.servers(stack);
        JsonNode sick = before.getFirst();
        var home = Stacks.home(sick);
        String port = stacks.physicalId(home, "VDU_cp");

        stacks.markUnhealthy(home, "VDU");
        stacks.updated(stack, "{}");

        assertThat(stacks.physicalId(home, "VDU"))
                .isNotEqualTo(sick.path("physical_resource_id").stringValue());
        assertThat(stacks.physicalId(home, "VDU_cp")).isEqualTo(port);
        String other = before.getLast().path("physical_resource_id").stringValue();
        assertThat(stacks.servers(stack))
                .hasSize(2)
                .extracting(s -> s.path("physical_resource_id").stringValue())
                .contains(other);
    }

    @Test
    void theOldServerIsGone() throws Exception {
        var stack = stacks.created(Stacks.template(stacks.server("vm")));
        String server = stacks.physicalId(stack, "vm");
        stacks.markUnhealthy(stack, "vm");
        stacks.updated(stack, "{}");
        assertThat(cloud.get(Service.NOVA, "/servers").path("servers"))
                .extracting(s -> s.path("id").stringValue())
                .doesNotContain(server);
    }

    private String address(String port) throws InterruptedException {
        return cloud.look()
                .neutron()
                .ports(java.util.List.of(port))
                .get(port)
                .fixedIps()
                .getFirst()
                .address();
    }
}
