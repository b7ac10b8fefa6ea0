package dev.davit.lifecycle.plan;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A step that did not succeed: what failed, where, what came back and what to do. Becomes the error of the occurrence.
 * All texts are free of secrets.
 */
public final class StepFailedException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Failure failure;

    /**
     * @param what one sentence: what failed and why
     * @param host host or service concerned
     * @param command remote command or HTTP request that failed
     * @param exitStatus exit status or HTTP status
     * @param output its last lines
     * @param advice what a person can do about it
     */
    public record Failure(
            String what,
            Optional<String> host,
            Optional<String> command,
            OptionalInt exitStatus,
            List<String> output,
            Optional<String> advice) {
        public Failure {
            output = List.copyOf(output);
        }

        /** All of it as a readable text. */
        public String describe() {
            var text = new StringBuilder(what);
            host.ifPresent(h -> text.append("\n  where: ").append(h));
            command.ifPresent(c -> text.append("\n  command: ").append(c));
            exitStatus.ifPresent(s -> text.append("\n  status: ").append(s));
            output.forEach(line -> text.append("\n  | ").append(line));
            advice.ifPresent(a -> text.append("\n  what to do: ").append(a));
            return text.toString();
        }
    }

    public StepFailedException(Failure failure) {
        super(failure.what());
        this.failure = failure;
    }

    public StepFailedException(Failure failure, Throwable cause) {
        super(failure.what(), cause);
        this.failure = failure;
    }

    public static StepFailedException of(String what, String advice) {
        return new StepFailedException(new Failure(
                what, Optional.empty(), Optional.empty(), OptionalInt.empty(), List.of(), Optional.of(advice)));
    }

    public static StepFailedException of(String what, String advice, Throwable cause) {
        return new StepFailedException(
                new Failure(
                        what, Optional.empty(), Optional.empty(), OptionalInt.empty(), List.of(), Optional.of(advice)),
                cause);
    }

    public Failure failure() {
        return failure;
    }
}
