package dev.davit.openstack.step;

import dev.davit.lifecycle.plan.StepFailedException;
import dev.davit.lifecycle.plan.StepFailedException.Failure;
import dev.davit.lifecycle.secret.Redaction;
import dev.davit.openstack.client.Heat;
import dev.davit.openstack.client.Stack;
import dev.davit.openstack.client.StackEvent;
import dev.davit.openstack.client.StackResource;
import dev.davit.openstack.http.CloudException;
import java.util.ArrayList;
import java.util.List;
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
        String first = reasons.isEmpty() ? oneLine(stack.statusReason()) : reasons.getFirst();
        var failure = new Failure(
                Redaction.mask("stack " + stack.ref().name() + " is " + stack.status() + ": " + first),
                Optional.of("Heat"),
                Optional.of("openstack stack failures list " + stack.ref().name()),
                OptionalInt.empty(),
                reasons,
                Optional.of(Advice.about(String.join("\n", reasons) + "\n" + stack.statusReason())));
        return new StepFailedException(failure);
    }

    private static List<String> reasons(Stack stack, Heat heat) throws InterruptedException {
        var all = heat.resources(stack.ref(), Heat.ALL_LEVELS);
        var failed = all.stream()
                .filter(r -> r.isFailed() && !r.statusReason().isBlank())
                .toList();
        if (failed.isEmpty()) {
            return withoutFailedResource(stack, all, heat);
        }
        // A group's reason only repeats that of the resource inside it.
        var own = failed.stream().filter(r -> !isAbout(r, failed)).toList();
        return (own.isEmpty() ? failed : own)
                .stream().map(Failures::line).limit(MOST_LINES).toList();
    }

    /** A time-out leaves resources in progress; of what is gone already only the events tell. */
    private static List<String> withoutFailedResource(Stack stack, List<StackResource> all, Heat heat)
            throws InterruptedException {
        var lines = new ArrayList<String>();
        for (StackEvent event : heat.failures(stack.ref())) {
            if (!event.resource().equals(stack.ref().name())) {
                lines.add(Redaction.mask(event.resource() + " " + event.status() + ": " + oneLine(event.reason())));
            }
        }
        all.stream().filter(StackResource::isInProgress).map(Failures::line).forEach(lines::add);
        return lines.stream().distinct().limit(MOST_LINES).toList();
    }

    private static String line(StackResource r) {
        return Redaction.mask(r.name() + " (" + r.type() + ") " + r.status() + ": " + oneLine(r.statusReason()));
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
            default -> Advice.about(e.reason());
        };
    }
}
