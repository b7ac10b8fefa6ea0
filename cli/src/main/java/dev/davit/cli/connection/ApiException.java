package dev.davit.cli.connection;

import dev.davit.cli.CliException;
import dev.davit.cli.ExitCode;
import java.util.List;

/** The server answered with an error. */
public final class ApiException extends CliException {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    public ApiException(Problem problem) {
        super(exitCode(problem.status()), problem.headline(), hints(problem.status()));
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }

    private static int exitCode(int status) {
        return switch (status) {
            case 401, 403 -> ExitCode.NO_ACCESS;
            case 404 -> ExitCode.NOT_FOUND;
            case 409 -> ExitCode.CONFLICT;
            default -> ExitCode.FAILED;
        };
    }

    private static List<String> hints(int status) {
        return switch (status) {
            case 401 ->
                List.of(
                        "Set OS_AUTH_URL, OS_USERNAME, OS_PASSWORD and OS_PROJECT_NAME (an openrc file does that) to log in,"
                                + " or start the server with --no-auth.");
            case 403 ->
                List.of("The user needs a role in the project that allows this: reader to look, member to change.");
            case 503 -> List.of("The server is busy or starting; try again in a moment.");
            default -> List.of();
        };
    }
}
