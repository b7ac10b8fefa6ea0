package dev.davit.openstack.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.openstack.contract.Stacks.Made;
import dev.davit.openstack.http.CloudException;
import dev.davit.openstack.http.Service;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ScalingContractTest extends Contract {

    @Test
    void aSignalOutAddsAServerAndOneInTakesTheOldestAway() throws Exception {
        var stack = group(1);
        String first = ids(stack).getFirst();
        scaled(stack, "out");
        assertThat(ids(stack)).hasSize(2).contains(first);
        scaled(stack, "in");
        assertThat(ids(stack)).hasSize(1).doesNotContain(first);
    }

    @Test
    void theParentStackStaysAsItWasWhileItsGroupScales() throws Exception {
        var stack = group(1);
        signal(stack, "out");
        assertThat(stacks.status(stack)).isEqualTo("CREATE_COMPLETE");
        awaitSignals(stack, "out", 1);
        assertThat(stacks.status(stack)).isEqualTo("CREATE_COMPLETE");
    }

    @Test
    void anUpdateSetsTheSizeBackToItsParameter() throws Exception {
        var stack = group(1);
        scaled(stack, "out");
        stacks.updated(stack, "{}");
        assertThat(ids(stack)).hasSize(1);
    }

    @Test
    void anUpdateWithTheSizeKeepsIt() throws Exception {
        var stack = group(1);
        scaled(stack, "out");
        var before = ids(stack);
        stacks.updated(stack, "{\"size\": 2}");
        assertThat(ids(stack)).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void aMarkedMemberIsTheOneThatLeavesWhenAnUpdateShrinksTheGroup() throws Exception {
        var stack = group(3);
        String groupId = stacks.physicalId(stack, "group");
        var members = stacks.resources(stack).stream()
                .filter(r -> Stacks.home(r).id().equals(groupId))
                .toList();
        assertThat(members).hasSize(3);
        JsonNode leaving = members.get(1);
        var staying = stacks.servers(stack).stream()
                .filter(s -> !Stacks.home(s)
                        .id()
                        .equals(leaving.path("physical_resource_id").stringValue()))
                .map(s -> s.path("physical_resource_id").stringValue())
                .toList();

        stacks.markUnhealthy(Stacks.home(leaving), leaving.path("resource_name").stringValue());
        stacks.updated(stack, "{\"size\": 2}");

        assertThat(ids(stack)).containsExactlyInAnyOrderElementsOf(staying);
    }

    @Test
    void aGroupMayBeEmpty() throws Exception {
        var stack = group(0);
        assertThat(ids(stack)).isEmpty();
        scaled(stack, "out");
        assertThat(ids(stack)).hasSize(1);
    }

    @Test
    void signallingWhatCannotBeSignalledIsRefused() throws Exception {
        var stack = stacks.created(Stacks.template("  some: {type: OS::Heat::RandomString}\n"));
        assertThatThrownBy(() -> signal(stack, "some"))
                .isInstanceOfSatisfying(
                        CloudException.class,
                        e -> assertThat(e.status()).as(e.getMessage()).hasValue(400));
    }

    private Made group(int size) throws Exception {
        return stacks.complete(stacks.create(stacks.group(size), stacks.groupFiles(), "{}"));
    }

    private java.util.List<String> ids(Made stack) throws InterruptedException {
        return stacks.servers(stack).stream()
                .map(s -> s.path("physical_resource_id").stringValue())
                .toList();
    }

    private void signal(Made stack, String policy) throws InterruptedException {
        cloud.post(Service.HEAT, stack.path() + "/resources/" + policy + "/signal", "{}");
    }

    private void scaled(Made stack, String policy) throws Exception {
        long before = signals(stack, policy, "SIGNAL_COMPLETE");
        signal(stack, policy);
        awaitSignals(stack, policy, before + 1);
    }

    private void awaitSignals(Made stack, String policy, long count) throws Exception {
        cloud.until(() -> signals(stack, policy, "SIGNAL_COMPLETE"), n -> n == count);
    }

    private long signals(Made stack, String policy, String status) throws InterruptedException {
        JsonNode events = cloud.get(Service.HEAT, stack.path() + "/resources/" + policy + "/events")
                .path("events");
        long count = 0;
        for (JsonNode event : events) {
            count += event.path("resource_status").stringValue().startsWith(status) ? 1 : 0;
        }
        return count;
    }
}
