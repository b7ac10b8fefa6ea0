package dev.davit.openstack.step;

import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.plan.StepFailedException.Failure;
import dev.davit.lifecycle.secret.Redaction;
import dev.davit.openstack.client.Heat;
import dev.davit.openstack.client.Stack;
import dev.davit.openstack.client.StackResource;
import dev.davit.openstack.http.CloudException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Explains to people what the cloud did not do. */
final class Failures {
    private static final int MOST_LINES = 20;

    private Failures() {}

    static StepFailedException of(CloudException e) {
        var failure = new Failure(
                e.getMessage(),
                Optional.of(e.service().displayName()),
                Optional.of(e.request()),
                e.status(),
                List.of(),
                Optional.of(advice(e)));
        return new StepFailedException(failure, e);
    }

    /** A stack that failed, with the reasons of its innermost failed resources. */
    static StepFailedException of(Stack stack, Heat heat) throws InterruptedException {
        var reasons = reasons(stack, heat);
        String first = reasons.isEmpty() ? stack.statusReason() : reasons.getFirst();
        var failure = new Failure(
                Redaction.mask("stack " + stack.ref().name() + " is " + stack.status() + ": " + first),
                Optional.of("Heat"),
                Optional.of("openstack stack failures list " + stack.ref().name()),
                OptionalInt.empty(),
                reasons,
                Optional.of(adviceFor(String.join("\n", reasons) + stack.statusReason())));
        return new StepFailedException(failure);
    }

    private static List<String> reasons(Stack stack, Heat heat) throws InterruptedException {
        var failed = heat.resources(stack.ref(), Heat.ALL_LEVELS).stream()
                .filter(r -> r.isFailed() && !r.statusReason().isBlank())
                .toList();
        // A group's reason only repeats that of the resource inside it.
        var own = failed.stream().filter(r -> !isAbout(r, failed)).toList();
        return (own.isEmpty() ? failed : own)
                .stream()
                        .limit(MOST_LINES)
                        .map(r -> Redaction.mask(
                                r.name() + " (" + r.type() + ") " + r.status() + ": " + oneLine(r.statusReason())))
                        .toList();
    }

    private static boolean isAbout(StackResource outer, List<StackResource> failed) {
        return failed.stream().anyMatch(inner -> inner.stack().id().equals(outer.physicalId()));
    }

    private static String oneLine(String text) {
        String line = text.strip().replaceAll("\\s*\\R\\s*", " ");
        return line.length() > 1000 ? line.substring(0, 1000) + " ..." : line;
    }

    private static String advice(CloudException e) {
        int status = e.status().orElse(0);
        return switch (status) {
            case 0 ->
                "Check that the VIM's services run and that their public endpoints can be reached from Davit; then retry.";
            case 401 -> "Check the VIM's credentials (vim set), then retry.";
            case 403 -> "Give the VIM's user the role that this needs in the project, or raise the quota; then retry.";
            default -> adviceFor(e.reason());
        };
    }

    private static String adviceFor(String reason) {
        String text = reason.toLowerCase(Locale.ROOT);
        if (text.contains("quota")) {
            return "Raise the project's quota or free resources in the VIM, then retry; or rollback.";
        }
        if (text.contains("no valid host") || text.contains("novalidhost")) {
            return "No compute host has room for the server: free capacity or use a smaller flavor, then retry; or rollback.";
        }
        if (text.contains("already allocated") || text.contains("in use")) {
            return "An address, port or volume asked for is in use: free it, then retry; or rollback and ask for another one.";
        }
        if (text.contains("could not be found") || text.contains("not found") || text.contains("unable to find")) {
            return "Something that descriptor or request name does not exist in the VIM: create it, then retry; or rollback"
                    + " and correct the request.";
        }
        return "Mend the cause in the VIM, then retry; or rollback to remove what was made.";
    }
}
