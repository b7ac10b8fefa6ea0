package dev.davit.cli;

import java.util.List;

/** A command cannot go on. The message says why; the hints say what to do, each a line of its own. */
public class CliException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int exitCode;
    private final transient List<String> hints;

    public CliException(int exitCode, String message, String... hints) {
        this(exitCode, message, List.of(hints));
    }

    public CliException(int exitCode, String message, List<String> hints) {
        super(message);
        this.exitCode = exitCode;
        this.hints = List.copyOf(hints);
    }

    public static CliException usage(String message, String... hints) {
        return new CliException(ExitCode.USAGE, message, hints);
    }

    public int exitCode() {
        return exitCode;
    }

    public List<String> hints() {
        return hints;
    }
}
