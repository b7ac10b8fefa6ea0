package dev.davit.server.rest.vnflcm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.lifecycle.ProblemDetails;
import dev.davit.lifecycle.operation.LcmRequest;
import dev.davit.lifecycle.operation.OperationOccurrence;
import dev.davit.lifecycle.operation.OperationState;
import dev.davit.lifecycle.operation.ResourceChanges;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class OccurrenceViewTest {
    private final OccurrenceView view = new OccurrenceView(new Links(() -> "http://h"));

    private static ObjectNode object(String json) {
        return (ObjectNode) JsonMapper.shared().readTree(json);
    }

    private JsonNode json(LcmRequest request) {
        return view.json(new OperationOccurrence(
                UUID.randomUUID(),
                UUID.randomUUID(),
                "project",
                request,
                OperationState.FAILED_TEMP,
                Instant.parse("2026-01-31T12:00:00.123456789Z"),
                Instant.parse("2026-01-31T12:00:00Z"),
                false,
                Optional.empty(),
                Optional.of(ProblemDetails.of(500, "", "it broke")),
                ResourceChanges.NONE,
                1));
    }

    @Test
    void operationParamsAreJsonInAStringWithMaskedSecrets() {
        JsonNode json = json(
                new LcmRequest.Heal(Optional.of("test"), java.util.List.of(), object("{\"ssh_password\":\"hidden\"}")));
        assertThat(json.get("operationParams").stringValue())
                .isEqualTo("{\"cause\":\"test\",\"additionalParams\":{\"ssh_password\":\"***\"}}");
    }

    @Test
    void scaleParamsAreInSnakeCase() {
        JsonNode json = json(new LcmRequest.Scale(true, "workers", 2, object("{}")));
        assertThat(json.get("operationParams").stringValue())
                .isEqualTo(
                        "{\"type\":\"SCALE_OUT\",\"aspect_id\":\"workers\",\"number_of_steps\":2,\"additional_params\":{}}");
    }

    @Test
    void theTasksAreAlwaysLinked() {
        assertThat(json(new LcmRequest.Terminate(true, Optional.empty(), object("{}")))
                        .get("_links")
                        .propertyNames())
                .containsExactlyInAnyOrder("self", "vnfInstance", "retry", "rollback", "grant", "fail");
    }

    @Test
    void theErrorAndTimesAreShown() {
        JsonNode json = json(new LcmRequest.Terminate(true, Optional.empty(), object("{}")));
        assertThat(json.get("error")).hasToString("{\"title\":\"\",\"status\":500,\"detail\":\"it broke\"}");
        assertThat(json.get("stateEnteredTime").stringValue()).isEqualTo("2026-01-31T12:00:00.123456Z");
        assertThat(json.get("grantId").isNull()).isTrue();
    }
}
