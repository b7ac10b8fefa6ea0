package dev.davit.cli.vnf;

import dev.davit.cli.ExitCode;
import dev.davit.cli.Session;
import dev.davit.cli.operation.Outcome;
import picocli.CommandLine.Option;

/** The options of commands that start an operation. */
final class Following {
    @Option(
            names = {"-w", "--wait"},
            description = "Follow the operation until it ends.")
    boolean wait;

    @Option(
            names = {"-v", "--verbose"},
            description = "With --wait: show the remote commands and what they printed.")
    boolean verbose;

    /** @return the exit status */
    int started(Session session, String operationId, String what) {
        if (wait) {
            return new Outcome(session).await(operationId, verbose);
        }
        new Outcome(session).accepted(operationId, what);
        return ExitCode.OK;
    }
}
