package dev.davit.remote;

import java.util.List;

/**
 * How a command ended.
 *
 * @param command for people, redacted
 * @param exitStatus 0 is success, whatever was written to stderr
 * @param stdout its standard output, as far as it was kept; for programs, not redacted
 * @param complete whether {@code stdout} holds all of it
 * @param lastLines the last lines of both streams as they came, redacted
 */
public record CommandResult(String command, int exitStatus, String stdout, boolean complete, List<String> lastLines) {

    public CommandResult {
        lastLines = List.copyOf(lastLines);
    }

    public boolean succeeded() {
        return exitStatus == 0;
    }
}
