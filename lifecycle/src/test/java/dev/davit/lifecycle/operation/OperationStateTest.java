package dev.davit.lifecycle.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.lifecycle.ProblemDetails;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.JsonNodeFactory;

/** The transitions of SOL003 v2.6.1 clause 5.6.2, and no others. */
class OperationStateTest {
    private static OperationOccurrence in(OperationState state) {
        var request = new LcmRequest.Scale(true, "a", 1, JsonNodeFactory.instance.objectNode());
        return new OperationOccurrence(
                UUID.randomUUID(),
                UUID.randomUUID(),
                "project",
                request,
                state,
                Instant.EPOCH,
                Instant.EPOCH,
                false,
                Optional.empty(),
                Optional.empty(),
                ResourceChanges.NONE,
                0);
    }

    @ParameterizedTest
    @CsvSource({
        "STARTING, PROCESSING ROLLED_BACK",
        "PROCESSING, COMPLETED FAILED_TEMP FAILED",
        "FAILED_TEMP, PROCESSING ROLLING_BACK FAILED",
        "ROLLING_BACK, ROLLED_BACK FAILED_TEMP FAILED",
        "COMPLETED, ''",
        "FAILED, ''",
        "ROLLED_BACK, ''"
    })
    void aStateLeadsToItsSuccessorsAndToNoOther(OperationState state, String successors) {
        Set<OperationState> allowed = Arrays.stream(successors.split(" "))
                .filter(name -> !name.isEmpty())
                .map(OperationState::valueOf)
                .collect(Collectors.toSet());
        for (OperationState next : OperationState.values()) {
            if (allowed.contains(next)) {
                assertThat(in(state)
                                .enter(next, Instant.EPOCH, Optional.empty())
                                .state())
                        .isEqualTo(next);
            } else {
                assertThatThrownBy(() -> in(state).enter(next, Instant.EPOCH, Optional.empty()))
                        .isInstanceOf(IllegalStateException.class);
            }
        }
    }

    @Test
    void onlyStatesThatNobodyLeavesAreFinal() {
        assertThat(OperationState.values())
                .filteredOn(OperationState::isFinal)
                .containsExactlyInAnyOrder(OperationState.COMPLETED, OperationState.FAILED, OperationState.ROLLED_BACK);
    }

    @Test
    void aTransitionRenewsTheTimeOfTheStateAndKeepsThatOfTheStart() {
        var later = Instant.EPOCH.plusSeconds(60);
        var next = in(OperationState.STARTING).enter(OperationState.PROCESSING, later, Optional.empty());
        assertThat(next.stateEnteredTime()).isEqualTo(later);
        assertThat(next.startTime()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void aStateOfRestEndsAPendingCancel() {
        var error = ProblemDetails.of(500, "Cancelled", "by request");
        var cancelled = in(OperationState.PROCESSING).withCancelMode("GRACEFUL");
        assertThat(cancelled
                        .enter(OperationState.FAILED_TEMP, Instant.EPOCH, Optional.of(error))
                        .isCancelPending())
                .isFalse();
    }
}
