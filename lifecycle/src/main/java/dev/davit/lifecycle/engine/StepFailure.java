package dev.davit.lifecycle.engine;

import dev.davit.lifecycle.ProblemDetails;
import dev.davit.lifecycle.ProblemException;
import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.plan.StepId;
import dev.davit.lifecycle.secret.SecretValues;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Why a step did not succeed, free of secrets. @param text for people, of several lines */
record StepFailure(String where, String text) {
    private static final Logger LOG = LoggerFactory.getLogger(StepFailure.class);
    private static final int INTERNAL_SERVER_ERROR = 500;
    private static final int MAX_TEXT = 16_000;

    static StepFailure of(UUID operationId, StepId step, Throwable thrown, SecretValues secrets) {
        return of(operationId, step.toString(), thrown, secrets);
    }

    static StepFailure of(UUID operationId, String where, Throwable thrown, SecretValues secrets) {
        String text = switch (thrown) {
            case StepFailedException failed -> failed.failure().describe();
            case ProblemException refused -> refused.problem().detail();
            case InterruptedException stopped -> "was interrupted";
            default -> {
                LOG.error("operation {}, {}: unexpected\n{}", operationId, where, trace(thrown, secrets));
                yield "unexpected " + thrown.getClass().getSimpleName() + ": " + thrown.getMessage()
                        + "\n  what to do: retry; if it happens again, the server's log has the details";
            }
        };
        String masked = secrets.mask(text);
        return new StepFailure(where, masked.length() <= MAX_TEXT ? masked : masked.substring(0, MAX_TEXT) + " …");
    }

    private static String trace(Throwable thrown, SecretValues secrets) {
        var text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return secrets.mask(text.toString());
    }

    /** The error of the occurrence. */
    static ProblemDetails problem(List<StepFailure> failures) {
        String title = failures.size() == 1
                ? "Step failed: " + failures.getFirst().where()
                : failures.size() + " steps failed";
        String detail = failures.stream().map(f -> f.where() + ": " + f.text()).collect(Collectors.joining("\n\n"));
        return ProblemDetails.of(INTERNAL_SERVER_ERROR, title, detail);
    }
}
