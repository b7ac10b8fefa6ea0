package dev.davit.openstack.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.openstack.contract.Stacks.Made;
import dev.davit.openstack.http.Service;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class EventContractTest extends Contract {
    private static final String PLAIN = Stacks.template("  some: {type: OS::Heat::RandomString}\n");

    @Test
    void theEventsOfAStackComeLatestFirst() throws Exception {
        var stack = stacks.created(PLAIN);
        assertThat(statuses(events(stack, "")))
                .containsExactly(
                        stack.name() + " CREATE_COMPLETE",
                        "some CREATE_COMPLETE",
                        "some CREATE_IN_PROGRESS",
                        stack.name() + " CREATE_IN_PROGRESS");
    }

    @Test
    void anEventHasTimeReasonAndResource() throws Exception {
        var stack = stacks.created(PLAIN);
        JsonNode event = events(stack, "").getFirst();
        assertThat(event.path("id").stringValue()).isNotEmpty();
        assertThat(event.path("event_time").stringValue()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        assertThat(event.path("resource_status_reason").stringValue()).isEqualTo("Stack CREATE completed successfully");
        assertThat(event.path("physical_resource_id").stringValue()).isEqualTo(stack.id());
        assertThat(event.path("logical_resource_id").stringValue()).isEqualTo(stack.name());
    }

    @Test
    void eventsGoOnAfterAMarker() throws Exception {
        var stack = stacks.created(PLAIN);
        var all = events(stack, "");
        String second = all.get(1).path("id").stringValue();
        assertThat(events(stack, "?marker=" + second)).isEqualTo(all.subList(2, all.size()));
    }

    @Test
    void eventsCanBeLimited() throws Exception {
        var stack = stacks.created(PLAIN);
        assertThat(events(stack, "?limit=2")).isEqualTo(events(stack, "").subList(0, 2));
    }

    @Test
    void nestedEventsNameTheirStack() throws Exception {
        var stack = stacks.complete(stacks.create(stacks.group(1), stacks.groupFiles(), "{}"));
        var nested = events(stack, "?nested_depth=5").stream()
                .filter(e -> e.path("resource_name").stringValue().equals("VDU"))
                .toList();
        assertThat(statuses(nested)).containsExactly("VDU CREATE_COMPLETE", "VDU CREATE_IN_PROGRESS");
        assertThat(Stacks.home(nested.getFirst()))
                .isEqualTo(Stacks.home(stacks.servers(stack).getFirst()));
    }

    @Test
    void theEventsOfOneResourceCanBeAskedFor() throws Exception {
        var stack = stacks.created(PLAIN);
        var events = new ArrayList<JsonNode>();
        cloud.get(Service.HEAT, stack.path() + "/resources/some/events")
                .path("events")
                .forEach(events::add);
        assertThat(statuses(events)).containsExactly("some CREATE_COMPLETE", "some CREATE_IN_PROGRESS");
    }

    private List<JsonNode> events(Made stack, String query) throws InterruptedException {
        var events = new ArrayList<JsonNode>();
        cloud.get(Service.HEAT, stack.path() + "/events" + query).path("events").forEach(events::add);
        return events;
    }

    private static List<String> statuses(List<JsonNode> events) {
        return events.stream()
                .map(e -> e.path("resource_name").stringValue() + " "
                        + e.path("resource_status").stringValue())
                .toList();
    }
}
