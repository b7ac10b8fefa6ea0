package dev.davit.lifecycle.engine;

import dev.davit.lifecycle.ProblemDetails;
import dev.davit.lifecycle.ProblemException;
import dev.davit.lifecycle.operation.OperationOccurrence;
import dev.davit.lifecycle.operation.OperationState;
import java.util.UUID;

/** Answers for what is not there or not possible now. */
final class InstanceChecks {
    private InstanceChecks() {}

    static ProblemException notFound(UUID instanceId) {
        return new ProblemException(ProblemDetails.notFound("There is no VNF instance " + instanceId + "."));
    }

    static ProblemException occurrenceNotFound(UUID occurrenceId) {
        return new ProblemException(
                ProblemDetails.notFound("There is no VNF LCM operation occurrence " + occurrenceId + "."));
    }

    static String busy(UUID instanceId, OperationOccurrence occurrence) {
        String what = "Operation " + occurrence.operation() + " (" + occurrence.id() + ") of VNF instance " + instanceId
                + " is in " + occurrence.state();
        return occurrence.state() == OperationState.FAILED_TEMP
                ? what + "; retry, rollback or fail it first."
                : what + "; wait until it is done.";
    }
}
